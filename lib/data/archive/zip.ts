import { crc32 } from "../../io/mod.ts";
import type { ArchiveEntry } from "./archive_entry.ts";
import { ByteStream, filePieces, type OpenFile } from "./byte_stream.ts";
import { shown } from "./entry_name.ts";
import { inflated } from "./inflated.ts";
import { type Listed, LOCAL_BYTES, zipDirectory } from "./zip_directory.ts";

/** Before an entry's bytes: its own header. */
const LOCAL = 0x04034b50;

/** The files of a ZIP archive, in the order of its directory. */
export function* zipEntries(file: OpenFile): Generator<ArchiveEntry, void> {
  for (const entry of zipDirectory(file)) {
    yield { path: entry.path, size: entry.size, content: () => contentOf(file, entry) };
  }
}

function* contentOf(
  file: OpenFile,
  { path, header, packed, size, crc, deflated, limit }: Listed,
): Generator<Uint8Array> {
  const stream = new ByteStream(file.path, filePieces(file.descriptor, header, limit));
  const refuse = (found: string, expected: string): Error => stream.error(header, found, expected);
  const holder = `the entry ${shown(path)}`;
  const { buffer } = stream.take(LOCAL_BYTES, `the header of ${holder}`);
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== LOCAL) throw refuse("no header", `the header of ${holder}`);
  const start = header + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packed > limit) throw refuse(`${Math.max(limit - start, 0)} bytes of ${holder}`, `${packed}`);
  const pieces = filePieces(file.descriptor, start, start + packed);
  let [sum, count] = [0, 0];
  for (
    const piece of deflated ? inflated(pieces, (found, expected) => refuse(`${holder}: ${found}`, expected)) : pieces
  ) {
    count += piece.length;
    if (count > size) throw refuse(`${holder} that holds more`, `${size} bytes`);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (count !== size) throw refuse(`${holder} that holds ${count} bytes`, `${size}`);
  if (sum !== crc) throw refuse(`${holder} with the check sum ${sum}`, `${crc}`);
}
