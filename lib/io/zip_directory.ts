import { quoted } from "./quoted.ts";
import type { Source } from "./source.ts";
import { type ZipEntry, zipEntry } from "./zip_entry.ts";

/** The most bytes that the entries of an archive may hold in all: half a GiB. */
export const LARGEST_CONTENT: number = 2 ** 29;
/** The end of the directory: its signature, its size without a comment, and the longest comment. */
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/**
 * The entries of a ZIP archive as its directory lists them, checked but not inflated.
 *
 * Source: PKWARE, "APPNOTE.TXT: .ZIP File Format Specification", sections 4.3 and 4.4.
 */
export function zipEntries(source: Source): ZipEntry[] {
  const end = endOfDirectory(source);
  const count = source.view.getUint16(end + 10, true);
  const size = source.view.getUint32(end + 12, true);
  const start = source.view.getUint32(end + 16, true);
  if (start + size !== end) {
    throw source.error(end, `a directory from byte ${start} to ${start + size}`, `one that ends at byte ${end}`);
  }
  const entries = new Map<string, ZipEntry>();
  let at = start;
  while (at < end) {
    const entry = zipEntry(source, at, start, end);
    if (entries.has(entry.name)) throw source.error(at, `the entry ${quoted(entry.name)} again`, "each name once");
    entries.set(entry.name, entry);
    at = entry.next;
  }
  if (entries.size !== count) throw source.error(end, `a directory of ${entries.size} entries`, `${count}`);
  requireDisjoint(source, [...entries.values()]);
  const content = [...entries.values()].reduce((sum, entry) => sum + entry.size, 0);
  if (content > LARGEST_CONTENT) {
    throw source.error(start, `entries that hold ${content} bytes`, `at most ${LARGEST_CONTENT} in all`, RangeError);
  }
  return [...entries.values()];
}

/** Where the end of the directory stands: last in the file, but for a comment, whose length it tells. */
function endOfDirectory(source: Source): number {
  const first = Math.max(source.length - END_BYTES - LONGEST_COMMENT, 0);
  for (let at = source.length - END_BYTES; at >= first; at--) {
    const comment = source.length - at - END_BYTES;
    if (source.view.getUint32(at, true) === END && source.view.getUint16(at + 20, true) === comment) return at;
  }
  throw source.error(source.length, "the end", "the directory of a ZIP archive before it");
}

/** Refuses bytes that belong to two entries: a small archive could then hold far more than its size allows. */
function requireDisjoint(source: Source, entries: readonly ZipEntry[]): void {
  const sorted = [...entries].sort((a, b) => a.header - b.header);
  sorted.forEach(({ name, header }, i) => {
    const before = sorted[i - 1];
    if (!before || before.end <= header) return;
    const found = `bytes of two entries, ${quoted(before.name)} and ${quoted(name)}`;
    throw source.error(header, found, "entries that share none", RangeError);
  });
}
