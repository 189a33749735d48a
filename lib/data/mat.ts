import { type FileBytes, openFile } from "./file_bytes.ts";
import { inflate, inflateStart } from "./inflate.ts";
import { type NumberType, numberTypes, type StoredArray } from "./stored_array.ts";

/** Bytes before the first element. */
const HEADER = 128;
/** MATLAB's `namelengthmax`. */
const LONGEST_NAME = 63;
/** As many as NumPy has. */
const MOST_AXES = 64;

/** Codes of elements that are no plain numbers. */
const MATRIX = 14;
const COMPRESSED = 15;

/** Code of an element -> the numbers that it holds. */
const types: Readonly<Record<number, NumberType>> = {
  1: numberTypes.int8,
  2: numberTypes.uint8,
  3: numberTypes.int16,
  4: numberTypes.uint16,
  5: numberTypes.int32,
  6: numberTypes.uint32,
  7: numberTypes.float32,
  9: numberTypes.float64,
  12: numberTypes.int64,
  13: numberTypes.uint64,
};

/** Classes of variables that are no real numeric arrays; 6 to 15 are the numeric ones. */
const refused: Readonly<Record<number, string>> = {
  1: "a cell array",
  2: "a structure",
  3: "an object",
  4: "text",
  5: "a sparse matrix",
  16: "a function",
  17: "an object",
};
const OPAQUE = 17;

/**
 * Variables of a MATLAB 5 file (what `save -v6` and `-v7` write), by name: real numeric arrays, in row-major order.
 *
 * Other variables of the file may be anything; they are passed over. Source: "MAT-File Format", The MathWorks, chapter 1.
 *
 * @throws {SyntaxError} when the file is no such file, is cut off or damaged, or holds one of the names twice.
 * @throws {TypeError} when it is of version 4 or 7.3, or a variable is complex, sparse or not numeric.
 * @throws {RangeError} when the file or a variable is not there, or sizes are absurd or disagree.
 */
export function readMat<Name extends string>(path: string, names: readonly Name[]): Record<Name, StoredArray> {
  const file = openFile(path);
  const little = byteOrder(file);
  const found = new Map<string, StoredArray>();
  const others: string[] = [];
  for (let at = HEADER; at < file.length;) {
    const { type, start, end } = tag(file, at, little);
    if (type !== MATRIX && type !== COMPRESSED) {
      throw file.error(at, `an element of type ${type}`, `a matrix (${MATRIX}) or a compressed one (${COMPRESSED})`);
    }
    file.require(start, end - start, "the element");
    const whole = file.part(at, end);
    const packed = file.part(start, end);
    const head = matrixHead(type === MATRIX ? whole : inflateStart(packed, "zlib"), little);
    if (found.has(head.name)) throw file.error(at, `the variable ${head.name} again`, "each variable once");
    if (names.includes(head.name as Name)) {
      found.set(head.name, values(type === MATRIX ? whole : inflate(packed, "zlib", head.end), head, little));
    } else others.push(head.name);
    at = end;
  }
  for (const name of names) {
    if (found.has(name)) continue;
    const present = [...found.keys(), ...others].join(", ") || "none";
    throw new RangeError(`Cannot read ${path}: found no variable ${name} among its variables (${present})`);
  }
  return Object.fromEntries(found) as Record<Name, StoredArray>;
}

/** Checks the file's header; tells whether its numbers are little-endian. */
function byteOrder(file: FileBytes): boolean {
  const version5 = "a MATLAB 5 file (save -v7)";
  file.require(0, HEADER, `the header of ${version5}`);
  // Four bytes of text begin version 5; a small number, so at least one zero byte, version 4.
  if (file.data.subarray(0, 4).includes(0)) throw file.error(0, "a MATLAB 4 file", version5, TypeError);
  const order = String.fromCharCode(file.data[126]!, file.data[127]!);
  if (order !== "IM" && order !== "MI") {
    throw file.error(
      126,
      `the byte order ${JSON.stringify(order)}`,
      `"IM" or "MI", the end of the header of ${version5}`,
    );
  }
  const version = file.view.getUint16(124, order === "IM");
  if (version === 0x0200) throw file.error(124, "a MATLAB 7.3 (HDF5) file", version5, TypeError);
  if (version !== 0x0100) throw file.error(124, `version 0x${version.toString(16)}`, `0x100, ${version5}`, TypeError);
  return order === "IM";
}

/** An element: its type, where its bytes lie, and where the next one begins. */
interface Tag {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The tag of an element. Up to four bytes may stand within the tag itself, the rest is filled up to eight. */
function tag(file: FileBytes, at: number, little: boolean): Tag {
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
function element(matrix: FileBytes, at: number, type: number, what: string, little: boolean): Tag {
  const found = tag(matrix, at, little);
  if (found.type !== type) throw matrix.error(at, `an element of type ${found.type}`, `${type}, ${what}`);
  matrix.require(found.start, found.end - found.start, what);
  return found;
}

/** What precedes the numbers of a variable. */
interface MatrixHead {
  readonly name: string;
  /** MATLAB's class: double, cell, … */
  readonly kind: number;
  readonly complex: boolean;
  readonly shape: readonly number[];
  /** Where the numbers' element begins. */
  readonly data: number;
  /** The bytes of the whole matrix, its tag included. */
  readonly end: number;
}

function matrixHead(matrix: FileBytes, little: boolean): MatrixHead {
  const outer = tag(matrix, 0, little);
  if (outer.type !== MATRIX) throw matrix.error(0, `an element of type ${outer.type}`, `a matrix (${MATRIX})`);
  const flags = element(matrix, outer.start, 6, "a matrix's flags", little);
  if (flags.end - flags.start !== 8) throw matrix.error(flags.start, `${flags.end - flags.start} bytes of flags`, "8");
  const word = matrix.view.getUint32(flags.start, little);
  const kind = word & 0xff;
  // Objects of newer classes have no sizes.
  const sizes = kind === OPAQUE ? undefined : element(matrix, flags.next, 5, "a matrix's sizes", little);
  const name = element(matrix, sizes?.next ?? flags.next, 1, "a matrix's name", little);
  if (name.end - name.start > LONGEST_NAME) {
    throw matrix.error(name.start, `a name of ${name.end - name.start} bytes`, `at most ${LONGEST_NAME}`);
  }
  const text = String.fromCharCode(...matrix.data.subarray(name.start, name.end));
  if (!/^\w*$/.test(text)) {
    throw matrix.error(name.start, `the name ${JSON.stringify(text)}`, "letters, digits and underscores");
  }
  return {
    name: text,
    kind,
    complex: (word & 0x800) !== 0,
    shape: sizes ? shapeAt(matrix, sizes, little) : [],
    data: name.next,
    end: outer.end,
  };
}

function shapeAt(matrix: FileBytes, { start, end }: Tag, little: boolean): number[] {
  const axes = (end - start) / 4;
  if (!(Number.isInteger(axes) && axes >= 2 && axes <= MOST_AXES)) {
    throw matrix.error(start, `${end - start} bytes of sizes`, `4 for each of 2 to ${MOST_AXES} axes`);
  }
  const shape = Array.from({ length: axes }, (_, axis) => matrix.view.getInt32(start + 4 * axis, little));
  if (shape.some((n) => n < 0)) throw matrix.error(start, `the shape [${shape}]`, "no size below 0", RangeError);
  return shape;
}

/** The numbers of a variable; MATLAB's first axis runs fastest, here the last. */
function values(matrix: FileBytes, { name, kind, complex, shape, data }: MatrixHead, little: boolean): StoredArray {
  if (kind in refused || complex) {
    const what = complex ? "complex" : refused[kind];
    throw matrix.error(0, `the variable ${name}, which is ${what}`, "a real numeric array", TypeError);
  }
  if (kind < 6 || kind > 15) throw matrix.error(0, `the variable ${name} of class ${kind}`, "6 to 15");
  const numbers = tag(matrix, data, little);
  const type = types[numbers.type];
  if (!type) throw matrix.error(data, `an element of type ${numbers.type}`, `the numbers of ${name}`);
  const { start, end, next } = numbers;
  const count = shape.reduce((product, n) => product * n, 1);
  if (end - start !== count * type.bytes) {
    const expected = `${count * type.bytes} for the shape [${shape}] of ${name}`;
    throw matrix.error(data, `${end - start} bytes of numbers`, expected, RangeError);
  }
  matrix.require(start, end - start, `the numbers of ${name}`);
  if (next < matrix.length) throw matrix.error(next, `${matrix.length - next} bytes more`, `the end of ${name}`);
  const out = type.make(count);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const index = shape.map(() => 0);
  let to = 0;
  for (let from = start; from < end; from += type.bytes) {
    const value = type.read(matrix.view, from, little);
    if ((type === numberTypes.int64 || type === numberTypes.uint64) && !Number.isSafeInteger(value)) {
      throw matrix.error(from, `${value} in ${name}`, "a whole number below 2^53 in size", RangeError);
    }
    out[to] = value;
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      to -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return { shape, data: out };
}
