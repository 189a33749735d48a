import { type FileBytes, LARGEST_FILE, openFile } from "./file_bytes.ts";
import { inflate, inflateStart } from "./inflate.ts";
import { countOf, type NumberType, numberTypes, type StoredArray } from "./stored_array.ts";

/** The third byte of a file says what its numbers are. */
const types: Readonly<Record<number, NumberType>> = {
  0x08: numberTypes.uint8,
  0x09: numberTypes.int8,
  0x0b: numberTypes.int16,
  0x0c: numberTypes.int32,
  0x0d: numberTypes.float32,
  0x0e: numberTypes.float64,
};

/**
 * The array of an IDX file, compressed by gzip or not; MNIST comes in such files.
 *
 * Layout: two zero bytes, a byte for the type of number, one for the number of axes, a big-endian 32-bit size for each axis, then the
 * numbers, big-endian, the last axis running fastest (LeCun, Cortes, Burges: "The MNIST database", section "File formats").
 *
 * @throws {SyntaxError} when the file is no IDX file, is cut off, damaged or too long.
 * @throws {RangeError} when the file is not there, or its sizes are absurd.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { rmSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { readIdx } from "nnr/data";
 *
 * const file = join(tmpdir(), "nnr-example.idx");
 * writeFileSync(file, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9)); // bytes, one axis of size 2, then 7 and 9
 * expect(readIdx(file)).toEqual({ shape: [2], data: Uint8Array.of(7, 9) });
 * rmSync(file);
 * ```
 */
export function readIdx(path: string): StoredArray {
  const file = openFile(path);
  const gzip = file.data[0] === 0x1f && file.data[1] === 0x8b;
  return parse(gzip ? inflate(file, "gzip", header(inflateStart(file, "gzip")).end) : file);
}

interface Header {
  readonly type: NumberType;
  readonly shape: readonly number[];
  /** Where the numbers begin and end. */
  readonly start: number;
  readonly end: number;
}

function header(file: FileBytes): Header {
  file.require(0, 4, "the start of an IDX file");
  const magic = file.view.getUint16(0);
  if (magic !== 0) throw file.error(0, `0x${magic.toString(16).padStart(4, "0")}`, "0x0000, the start of an IDX file");
  const code = file.data[2]!;
  const type = types[code];
  if (!type) throw file.error(2, `the number type 0x${code.toString(16)}`, "0x8, 0x9, 0xb, 0xc, 0xd or 0xe");
  const axes = file.data[3]!;
  if (axes === 0) throw file.error(3, "0 axes", "at least 1");
  file.require(4, 4 * axes, `the sizes of ${axes} axes`);
  const shape = Array.from({ length: axes }, (_, axis) => file.view.getUint32(4 + 4 * axis));
  const start = 4 + 4 * axes;
  const end = start + countOf(shape) * type.bytes;
  if (end > LARGEST_FILE) {
    throw file.error(4, `the shape [${shape}] of ${end - start} bytes`, `at most ${LARGEST_FILE} in all`, RangeError);
  }
  return { type, shape, start, end };
}

function parse(file: FileBytes): StoredArray {
  const { type, shape, start, end } = header(file);
  if (file.length !== end) {
    throw file.error(start, `${file.length - start} bytes`, `${end - start} for the shape [${shape}]`);
  }
  if (type === numberTypes.uint8) {
    const { buffer, byteOffset } = file.data;
    return { shape, data: new Uint8Array(buffer, byteOffset + start, end - start) };
  }
  const data = type.make((end - start) / type.bytes);
  for (let i = 0; i < data.length; i++) data[i] = type.read(file.view, start + i * type.bytes, false);
  return { shape, data };
}
