import type { FileBytes } from "./file_bytes.ts";

/** An element: its type, where its bytes lie, and where the next one begins. */
export interface Tag {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The tag of an element. Up to four bytes may stand within the tag itself, the rest is filled up to eight. */
export function tag(file: FileBytes, at: number, little: boolean): Tag {
  file.require(at, 8, "an element's tag");
  const word = file.view.getUint32(at, little);
  const small = word >>> 16;
  if (small > 4) throw file.error(at, `a small element of ${small} bytes`, "at most 4");
  if (small > 0) return { type: word & 0xffff, start: at + 4, end: at + 4 + small, next: at + 8 };
  const size = file.view.getUint32(at + 4, little);
  const start = at + 8;
  return { type: word, start, end: start + size, next: start + Math.ceil(size / 8) * 8 };
}

/** An element within a matrix, which must be of one type. */
export function element(matrix: FileBytes, at: number, type: number, what: string, little: boolean): Tag {
  const found = tag(matrix, at, little);
  if (found.type !== type) throw matrix.error(at, `an element of type ${found.type}`, `${type}, ${what}`);
  matrix.require(found.start, found.end - found.start, what);
  return found;
}
