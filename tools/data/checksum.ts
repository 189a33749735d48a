import { createHash } from "node:crypto";
import { DownloadError } from "./download_error.ts";

/** A checksum as its publisher gives it: `sha256:440f…`; `md5:…` where there is no better, enough against damage. */
export type Checksum = `${"sha256" | "md5"}:${string}`;

/** What was seen the first time where no checksum is published. */
export interface FirstSeen {
  readonly url: string;
  readonly bytes: number;
  readonly checksum: Checksum;
}

/** The checksum of a file, read piece by piece. */
export async function checksumOf(file: string, kind: "sha256" | "md5" = "sha256"): Promise<Checksum> {
  const hash = createHash(kind);
  const opened = await Deno.open(file);
  for await (const piece of opened.readable) hash.update(piece);
  return `${kind}:${hash.digest("hex")}`;
}

/** @throws {DownloadError} when a file is not the one that was published. */
export async function requirePublished(file: string, published: Checksum): Promise<void> {
  const kind = published.startsWith("md5:") ? "md5" : "sha256";
  const found = await checksumOf(file, kind);
  if (found !== published) throw new DownloadError(`the file has the checksum ${found}, expected ${published}`);
}

/**
 * Trust on first use: the checksum of a download, held against that of the first one where there was one.
 *
 * @throws {DownloadError} when they differ.
 */
export async function requireFirstSeen(file: string, record: string, url: string): Promise<FirstSeen> {
  const found: FirstSeen = { url, bytes: (await Deno.stat(file)).size, checksum: await checksumOf(file) };
  const first = await firstSeen(record);
  if (first === undefined || first.checksum === found.checksum) return found;
  throw new DownloadError(
    `the file has the checksum ${found.checksum}, the first download had ${first.checksum}: delete ${record} to trust the new one`,
  );
}

/** What was written down, if anything. */
export async function firstSeen(record: string): Promise<FirstSeen | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(record)) as FirstSeen;
  } catch {
    return undefined;
  }
}
