import { hashOf } from "../hash.ts";

/** What a part of the set-up is made of, and where it is noted. */
export interface Part {
  /** The file that says what the part was last made from; it lies in what the part makes, and goes with it. */
  readonly stamp: string;
  /** The files, in the project's folder, that decide what is made. */
  readonly files: readonly string[];
  /** What else decides it: folder, system, versions. */
  readonly words: readonly string[];
}

/** Does a part's work unless it was done from the same things; the stamp is written last. */
export async function once({ stamp, files, words }: Part, work: () => Promise<void>, force = false): Promise<void> {
  const hash = await hashOf(files, words);
  if (!force && await Deno.readTextFile(stamp).catch(() => "") === hash) return;
  await Deno.remove(stamp).catch(() => {});
  await work();
  await Deno.writeTextFile(stamp, hash);
}
