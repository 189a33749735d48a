import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { requireFirstSeen, requirePublished } from "./checksum.ts";
import { diskError, DownloadError } from "./download_error.ts";
import type { Progress } from "./progress.ts";
import { requireReadable } from "./readable.ts";
import type { Source } from "./sets.ts";
import { forget, type Patience, sizeOf, transfer } from "./transfer.ts";
import { unpack } from "./unpack.ts";

/** A further attempt that brings as much as this was worth it: the pauses begin anew. */
const WORTH = 2 ** 20;

/** How a source is fetched. */
export interface Fetching {
  /** The data folder. */
  readonly folder: string;
  /** Stands for the source's own address. */
  readonly url: string;
  readonly patience: Patience;
  readonly progress: Progress;
}

/** Where a download lies before it is complete and checked: in a folder of its own, on the same disk. */
export function workFolder(folder: string, { url }: Source): { part: string; unpacked: string; first: string } {
  const work = join(folder, ".downloads", basename(new URL(url).pathname));
  return { part: `${work}.part`, unpacked: `${work}.unpacked`, first: `${work}.first.json` };
}

/**
 * Brings what a source gives into the data folder: downloaded, checked, unpacked, and only then under its final names.
 *
 * What is there already stays as it is. Interrupted, it goes on the next time where it stopped.
 *
 * @throws {DownloadError}
 */
export async function fetchSource(source: Source, { folder, url, patience, progress }: Fetching): Promise<void> {
  const { part, unpacked, first } = workFolder(folder, source);
  using _lock = await lock(dirname(part), progress);
  // Another task may have brought it in the meantime.
  if (source.gives.every((name) => existsSync(join(folder, name)))) return;
  await attempts(source, part, { url, patience, progress });
  try {
    await requireWhole(part, source);
    const seen = source.checksum ?? await requireFirstSeen(part, first, url);
    if (source.place !== undefined) progress.tell("unpacking");
    await setOut(part, source, unpacked);
    if (source.checksum === undefined) {
      for (const name of source.gives) requireReadable(join(unpacked, name));
      await Deno.writeTextFile(first, `${JSON.stringify(seen, null, 2)}\n`);
    }
    for (const name of source.gives) await place(join(unpacked, name), join(folder, name));
    await forget(part);
  } catch (error) {
    const known = diskError(error, part);
    if (!known.kept) await forget(part);
    throw known;
  } finally {
    await Deno.remove(unpacked, { recursive: true }).catch(() => {});
  }
}

/** One task at a time: the lock ends with its process, however that ends. */
async function lock(folder: string, progress: Progress): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    const file = await Deno.open(join(folder, "lock"), { create: true, write: true });
    if (await file.tryLock(true)) return file;
    progress.tell("another task is downloading into this folder; waiting for it");
    await file.lock(true);
    return file;
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** Attempts, with pauses, until the part is whole or nothing helps. */
async function attempts(
  source: Source,
  part: string,
  { url, patience, progress }: Omit<Fetching, "folder">,
): Promise<void> {
  const onProgress = (bytes: number, total = source.bytes): void => progress.show(bytes, total);
  let [failures, furthest] = [0, await sizeOf(part)];
  while (await sizeOf(part) !== source.bytes) {
    try {
      return await transfer(url, part, { patience, bytes: source.bytes, onProgress });
    } catch (error) {
      if (!(error instanceof DownloadError && error.again)) throw error;
      const size = await sizeOf(part);
      if (size >= furthest + WORTH) [failures, furthest] = [0, size];
      const pause = patience.pauses[failures++];
      if (pause === undefined) throw new DownloadError(`${error.message}, and so after ${failures} attempts`);
      const wait = error.wait ?? pause;
      progress.tell(`${error.message}; another attempt ${wait < 1000 ? "now" : `in ${Math.ceil(wait / 1000)} s`}`);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Refuses a file that is not what its publisher says. */
async function requireWhole(part: string, { bytes, checksum }: Source): Promise<void> {
  const size = await sizeOf(part);
  if (bytes !== undefined && size !== bytes) throw new DownloadError(`the file has ${size} bytes, expected ${bytes}`);
  if (checksum !== undefined) await requirePublished(part, checksum);
}

/** Sets out what a source gives below the folder `unpacked`. */
async function setOut(part: string, { gives, place }: Source, unpacked: string): Promise<void> {
  await Deno.remove(unpacked, { recursive: true }).catch(() => {});
  for (const name of gives) await Deno.mkdir(dirname(join(unpacked, name)), { recursive: true });
  if (place === undefined) await Deno.rename(part, join(unpacked, gives[0]!));
  else unpack(part, unpacked, place);
  const missing = gives.find((name) => !existsSync(join(unpacked, name)));
  if (missing !== undefined) throw new DownloadError(`there is no ${basename(missing)} in it`);
}

/** Gives a file or folder its final name; one that is there already stays. */
async function place(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  await Deno.mkdir(dirname(to), { recursive: true });
  await Deno.rename(from, to);
}
