import { gzipSync } from "node:zlib";
import { join, words } from "./bytes.ts";

/** An entry as a test states it; what is left out is what it should be. */
export interface Entry {
  readonly name: string;
  /** What it holds. */
  readonly content: Uint8Array;
  /** The bytes that are kept, when they are others. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Where the directory says that its header begins. */
  readonly header?: number;
}

/** A ZIP archive, whose end says that there are `count` entries and moves the directory by `shift` bytes. */
export function zipFile(
  entries: readonly Entry[],
  { count = entries.length, shift = 0, comment = "" }: { count?: number; shift?: number; comment?: string } = {},
): Uint8Array {
  const local: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const { name, content, packed = content, method = 0, flags = 0, header = at } = entry;
    const { crc = crc32(content), size = content.length, packedSize = packed.length } = entry;
    const common = join(words(2, 20, flags, method, 0, 0x21), words(4, crc, packedSize, size));
    const length = new TextEncoder().encode(name).length;
    const part = join("PK\x03\x04", common, words(2, length, 0), name, packed);
    local.push(part);
    const rest = join(words(2, length, 0, 0, 0, 0), words(4, 0, header));
    directory.push(join("PK\x01\x02", words(2, 20), common, rest, name));
    at += part.length;
  }
  const size = join(...directory).length;
  const end = join("PK\x05\x06", words(2, 0, 0, count, count), words(4, size, at + shift), words(2, comment.length));
  return join(...local, ...directory, end, comment);
}

/** The check sum, which also stands before the last four bytes of a gzip file. */
function crc32(bytes: Uint8Array): number {
  const gzip = gzipSync(bytes);
  return gzip.readUInt32LE(gzip.length - 8);
}
