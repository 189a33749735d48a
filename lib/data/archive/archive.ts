import { requireCount } from "../../errors/mod.ts";
import type { ArchiveEntry } from "./archive_entry.ts";
import { ByteStream, filePieces, type OpenFile, withOpenFile } from "./byte_stream.ts";
import { shown } from "./entry_name.ts";
import { gunzipped } from "./inflated.ts";
import { tarEntries } from "./tar.ts";
import { zipEntries } from "./zip.ts";

/** What an archive may hold at most. */
export interface ArchiveLimits {
  /** Files; 200 000 unless told otherwise. */
  readonly files?: number;
  /** Bytes of all files; 4 GiB unless told otherwise. */
  readonly bytes?: number;
}

/** What a tar archive may need for a file besides its bytes: headers, extensions, folders, and what fills up blocks. */
const FRAME = 4096;

/**
 * The files of a tar, tar.gz or zip archive, one after another; the archive is never in memory as a whole.
 *
 * Folders are passed over. Nothing that could write outside a folder is passed on: links, devices, absolute paths, `..`,
 * backslashes and control characters are refused, and so are two files of one path, a file that is also a folder, and more
 * files or bytes than `limits` allow. Check sums are compared; an archive that is cut off gives its whole files, then the error.
 *
 * @throws {SyntaxError} when the file is no such archive, is cut off or damaged.
 * @throws {TypeError} when an entry is no file and no folder, leads elsewhere, is encrypted or kept in an unknown way.
 * @throws {RangeError} when the file is not there, or holds more than it may.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { zipSync } from "fflate";
 * import { rmSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { archiveEntries } from "nnr/data";
 *
 * const file = join(tmpdir(), "nnr-example.zip");
 * writeFileSync(file, zipSync({ "a/b.txt": new TextEncoder().encode("hello") }));
 * for (const { path, size, content } of archiveEntries(file)) {
 *   expect([path, size]).toEqual(["a/b.txt", 5]);
 *   expect([...content()]).toEqual([new TextEncoder().encode("hello")]);
 * }
 * rmSync(file);
 * ```
 */
export function* archiveEntries(
  path: string,
  { files = 200_000, bytes = 2 ** 32 }: ArchiveLimits = {},
): Generator<ArchiveEntry, void> {
  requireCount(`read ${path}`, "limit of files", files);
  requireCount(`read ${path}`, "limit of bytes", bytes);
  const refuse = (found: string, expected: string): Error =>
    new RangeError(`Cannot read ${path}: found ${found}, expected ${expected}`);
  const seen = new Map<string, "file" | "folder">();
  let [count, sum] = [0, 0];
  for (const entry of withOpenFile(path, (file) => entriesOf(file, bytes + files * FRAME))) {
    count++;
    sum += entry.size;
    if (count > files) throw refuse(`more than ${files} files`, `at most ${files}`);
    if (sum > bytes) throw refuse(`${sum} bytes in the first ${count} files`, `at most ${bytes} in all`);
    const parts = entry.path.split("/");
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join("/");
      const kind = depth < parts.length ? "folder" : "file";
      const before = seen.get(part);
      if (before === "file" || (before && kind === "file")) {
        throw refuse(`${shown(part)} as a ${before} and as a ${kind} again`, "each path once");
      }
      seen.set(part, kind);
    }
    yield entry;
  }
}

function entriesOf(file: OpenFile, most: number): Iterable<ArchiveEntry> {
  const { path, descriptor, size } = file;
  const pieces = (): Generator<Uint8Array, void> => filePieces(descriptor, 0, size);
  const [a, b, c] = new ByteStream(path, pieces()).some(4);
  const gzip = a === 0x1f && b === 0x8b;
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return zipEntries(file);
  if (!gzip) return tarEntries(new ByteStream(path, pieces()));
  const outer = new ByteStream(path, pieces());
  const inner = gunzipped(pieces(), (found, expected) => outer.error(0, found, expected));
  return tarEntries(new ByteStream(path, atMost(inner, most, outer), "what the gzip stream holds"));
}

/** Pieces of at most so many bytes in all: headers and padding count, too. */
function* atMost(pieces: Iterable<Uint8Array>, most: number, stream: ByteStream): Generator<Uint8Array, void> {
  let count = 0;
  for (const piece of pieces) {
    count += piece.length;
    if (count > most) throw stream.error(0, `a gzip stream of more than ${most} bytes`, "fewer", RangeError);
    yield piece;
  }
}
