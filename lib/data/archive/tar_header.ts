import type { ByteStream } from "./byte_stream.ts";
import { utf8 } from "./entry_name.ts";

/** Bytes of a header, and what entries are filled up to. */
export const BLOCK = 512;

/** A header: what follows it, under which name. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** The type flag: "0" is a file, "5" a folder. */
  readonly type: string;
}

/**
 * Reads a header that begins at `at`; undefined for the block of zeros that ends the archive.
 *
 * Source: POSIX.1-2017, "pax", section "ustar Interchange Format"; GNU tar manual, "Basic Tar Format", for base-256 sizes.
 */
export function tarHeader(stream: ByteStream, block: Uint8Array, at: number): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const sum = block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
  const stated = number(stream, block.subarray(148, 156), at + 148, "check sum");
  if (sum !== stated) throw stream.error(at, `a header of the check sum ${sum}`, `${stated}, as it states`);
  const text = (from: number, to: number): string => {
    const bytes = block.subarray(from, to);
    const end = bytes.indexOf(0);
    const name = utf8(end < 0 ? bytes : bytes.subarray(0, end));
    if (name === undefined) throw stream.error(at + from, "a name that is no UTF-8", "a name in UTF-8");
    return name;
  };
  // GNU's own headers keep times where a prefix would stand.
  const prefix = text(257, 263) === "ustar" ? text(345, 500) : "";
  return {
    name: [prefix, text(0, 100)].filter(Boolean).join("/"),
    size: number(stream, block.subarray(124, 136), at + 124, "size"),
    type: String.fromCharCode(block[156] || 0x30),
  };
}

/** A number in octal digits, or, marked by the first bit, in base 256. */
function number(stream: ByteStream, field: Uint8Array, at: number, what: string): number {
  let value = 0;
  if (field[0] === 0x80) {
    for (const byte of field.subarray(1)) value = value * 256 + byte;
  } else {
    const text = String.fromCharCode(...field);
    if (!/^ *[0-7]*[ \0]*$/.test(text)) throw stream.error(at, `the ${what} ${JSON.stringify(text)}`, "octal digits");
    value = Number.parseInt(text, 8) || 0;
  }
  if (!Number.isSafeInteger(value)) throw stream.error(at, `a ${what} of ${value}`, "one below 2^53", RangeError);
  return value;
}
