import { numberTypes as stored, type TypeName } from "../io/mod.ts";

/** Numbers in the type that a file keeps them in; 64-bit whole numbers come as float64. */
export type Numbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array as a file holds it, whatever its order there: row-major, the last axis running fastest. */
export interface StoredArray {
  /** The size of each axis. */
  readonly shape: readonly number[];
  /** The numbers, row-major. */
  readonly data: Numbers;
}

/** The number of elements of a shape from a file: 0 with a size of 0, even where the others' product is infinite. */
export function countOf(shape: readonly number[]): number {
  return shape.includes(0) ? 0 : shape.reduce((product, n) => product * n, 1);
}

/** How one number lies in a file. */
export interface NumberType {
  readonly bytes: number;
  readonly make: (length: number) => Numbers;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

type Kept = Exclude<TypeName, "bool" | "float16" | "bfloat16">;

const arrays: Readonly<Record<Kept, new (length: number) => Numbers>> = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint64: Float64Array,
  int64: Float64Array,
  float32: Float32Array,
  float64: Float64Array,
};

function numberType([name, Numbers]: [string, new (length: number) => Numbers]): [string, NumberType] {
  const { bytes, read } = stored[name as Kept];
  return [name, { bytes, read, make: (length) => new Numbers(length) }];
}

/** Every type of number that MATLAB and IDX files keep. */
export const numberTypes: Readonly<Record<Kept, NumberType>> = Object.fromEntries(
  Object.entries(arrays).map(numberType),
) as Record<Kept, NumberType>;
