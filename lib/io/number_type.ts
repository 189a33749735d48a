import type { DType, NumberArray } from "../tensor/mod.ts";
import { bfloat16, float16 } from "./half.ts";
import type { Source } from "./source.ts";

/** How one number lies in a file, and how a tensor keeps it: in float32 where that holds all its values, else in float64. */
export interface NumberType {
  readonly bytes: number;
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

/** The types of numbers in files, by their usual names. */
export type TypeName =
  | "bool"
  | "uint8"
  | "int8"
  | "uint16"
  | "int16"
  | "uint32"
  | "int32"
  | "uint64"
  | "int64"
  | "float16"
  | "bfloat16"
  | "float32"
  | "float64";

/** Every type of number that is read. */
export const numberTypes: Readonly<Record<TypeName, NumberType>> = {
  bool: { bytes: 1, dtype: "float32", read: (v, at) => v.getUint8(at) === 0 ? 0 : 1 },
  uint8: { bytes: 1, dtype: "float32", read: (v, at) => v.getUint8(at) },
  int8: { bytes: 1, dtype: "float32", read: (v, at) => v.getInt8(at) },
  uint16: { bytes: 2, dtype: "float32", read: (v, at, little) => v.getUint16(at, little) },
  int16: { bytes: 2, dtype: "float32", read: (v, at, little) => v.getInt16(at, little) },
  uint32: { bytes: 4, dtype: "float64", read: (v, at, little) => v.getUint32(at, little) },
  int32: { bytes: 4, dtype: "float64", read: (v, at, little) => v.getInt32(at, little) },
  uint64: { bytes: 8, dtype: "float64", read: (v, at, little) => Number(v.getBigUint64(at, little)) },
  int64: { bytes: 8, dtype: "float64", read: (v, at, little) => Number(v.getBigInt64(at, little)) },
  float16: { bytes: 2, dtype: "float32", read: (v, at, little) => float16(v.getUint16(at, little)) },
  bfloat16: { bytes: 2, dtype: "float32", read: (v, at, little) => bfloat16(v.getUint16(at, little)) },
  float32: { bytes: 4, dtype: "float32", read: (v, at, little) => v.getFloat32(at, little) },
  float64: { bytes: 8, dtype: "float64", read: (v, at, little) => v.getFloat64(at, little) },
};

/**
 * Numbers that follow each other; the caller has made sure that they are there.
 *
 * @throws {RangeError} when a 64-bit whole number is too large to be exact in float64.
 */
export function readNumbers(source: Source, at: number, count: number, type: NumberType, little: boolean): NumberArray {
  const numbers = type.dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
  if (little && (type === numberTypes.float32 || type === numberTypes.float64)) {
    bytesOf(numbers).set(source.data.subarray(at, at + numbers.byteLength));
    return numbers;
  }
  const wide = type === numberTypes.int64 || type === numberTypes.uint64;
  for (let i = 0; i < count; i++, at += type.bytes) {
    const value = type.read(source.view, at, little);
    if (wide && !Number.isSafeInteger(value)) {
      throw source.error(at, `${value}`, "a whole number below 2^53 in size", RangeError);
    }
    numbers[i] = value;
  }
  return numbers;
}

/** The bytes of an array, shared: little-endian, as on every machine that Deno runs on. */
export function bytesOf({ buffer, byteOffset, byteLength }: NumberArray | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
