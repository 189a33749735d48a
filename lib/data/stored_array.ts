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

type TypeName =
  | "uint8"
  | "int8"
  | "uint16"
  | "int16"
  | "uint32"
  | "int32"
  | "uint64"
  | "int64"
  | "float32"
  | "float64";

/** Every type of number that MATLAB and IDX files keep. */
export const numberTypes: Readonly<Record<TypeName, NumberType>> = {
  uint8: { bytes: 1, make: (n) => new Uint8Array(n), read: (v, at) => v.getUint8(at) },
  int8: { bytes: 1, make: (n) => new Int8Array(n), read: (v, at) => v.getInt8(at) },
  uint16: { bytes: 2, make: (n) => new Uint16Array(n), read: (v, at, little) => v.getUint16(at, little) },
  int16: { bytes: 2, make: (n) => new Int16Array(n), read: (v, at, little) => v.getInt16(at, little) },
  uint32: { bytes: 4, make: (n) => new Uint32Array(n), read: (v, at, little) => v.getUint32(at, little) },
  int32: { bytes: 4, make: (n) => new Int32Array(n), read: (v, at, little) => v.getInt32(at, little) },
  uint64: { bytes: 8, make: (n) => new Float64Array(n), read: (v, at, little) => Number(v.getBigUint64(at, little)) },
  int64: { bytes: 8, make: (n) => new Float64Array(n), read: (v, at, little) => Number(v.getBigInt64(at, little)) },
  float32: { bytes: 4, make: (n) => new Float32Array(n), read: (v, at, little) => v.getFloat32(at, little) },
  float64: { bytes: 8, make: (n) => new Float64Array(n), read: (v, at, little) => v.getFloat64(at, little) },
};
