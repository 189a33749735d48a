import type { FileBytes } from "./file_bytes.ts";
import { element, type Tag, tag } from "./mat_element.ts";
import { countOf, type Numbers, type NumberType, numberTypes, type StoredArray } from "./stored_array.ts";

/** The code of an element that holds a matrix: a variable of any class. */
export const MATRIX = 14;
/** MATLAB's `namelengthmax`. */
const LONGEST_NAME = 63;
/** As many as NumPy has. */
const MOST_AXES = 64;

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

/** What precedes the numbers of a variable. */
export interface MatrixHead {
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

/** Reads what precedes the numbers; `matrix` may end with it. */
export function matrixHead(matrix: FileBytes, little: boolean): MatrixHead {
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

/** The numbers of a variable. */
export function matrixValues(matrix: FileBytes, head: MatrixHead, little: boolean): StoredArray {
  const { name, kind, complex, shape, data } = head;
  if (kind in refused || complex) {
    const what = complex ? "complex" : refused[kind];
    throw matrix.error(0, `the variable ${name}, which is ${what}`, "a real numeric array", TypeError);
  }
  if (kind < 6 || kind > 15) throw matrix.error(0, `the variable ${name} of class ${kind}`, "6 to 15");
  const { type: code, start, end, next } = tag(matrix, data, little);
  const type = types[code];
  if (!type) throw matrix.error(data, `an element of type ${code}`, `the numbers of ${name}`);
  const size = countOf(shape) * type.bytes;
  if (end - start !== size) {
    const expected = `${size} for the shape [${shape}] of ${name}`;
    throw matrix.error(data, `${end - start} bytes of numbers`, expected, RangeError);
  }
  matrix.require(start, size, `the numbers of ${name}`);
  if (next < matrix.length) throw matrix.error(next, `${matrix.length - next} bytes more`, `the end of ${name}`);
  return { shape, data: rowMajor(matrix.part(start, end), shape, type, little) };
}

/** Numbers whose first axis runs fastest, as MATLAB's does, in the order where the last one does. */
function rowMajor(file: FileBytes, shape: readonly number[], type: NumberType, little: boolean): Numbers {
  const out = type.make(file.length / type.bytes);
  const strides = shape.map((_, axis) => countOf(shape.slice(axis + 1)));
  const index = shape.map(() => 0);
  const wide = type === numberTypes.int64 || type === numberTypes.uint64;
  let to = 0;
  for (let from = 0; from < file.length; from += type.bytes) {
    const value = type.read(file.view, from, little);
    if (wide && !Number.isSafeInteger(value)) {
      throw file.error(from, `${value}`, "a whole number below 2^53 in size", RangeError);
    }
    out[to] = value;
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      to -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
