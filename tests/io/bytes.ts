import { Buffer } from "node:buffer";

/** Texts and bytes, one after another. */
export function join(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => typeof part === "string" ? Buffer.from(part) : part)));
}

/** Whole numbers, little-endian, in so many bytes each. */
export function words(size: 2 | 4 | 8, ...values: readonly (number | bigint)[]): Uint8Array {
  return Uint8Array.from(
    values.flatMap((value) => Array.from({ length: size }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 0xffn))),
  );
}

/** A copy with other bytes at one place. */
export function patched(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.set(part, at);
  return copy;
}
