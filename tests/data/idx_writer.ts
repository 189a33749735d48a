/** A type of number: its code in an IDX file, and how to write one. */
export interface IdxType {
  readonly code: number;
  readonly bytes: number;
  readonly write: (view: DataView, at: number, value: number) => void;
}

export type IdxTypeName = "uint8" | "int8" | "int16" | "int32" | "float32" | "float64";

export const idxTypes: Readonly<Record<IdxTypeName, IdxType>> = {
  uint8: { code: 0x08, bytes: 1, write: (v, at, x) => v.setUint8(at, x) },
  int8: { code: 0x09, bytes: 1, write: (v, at, x) => v.setInt8(at, x) },
  int16: { code: 0x0b, bytes: 2, write: (v, at, x) => v.setInt16(at, x) },
  int32: { code: 0x0c, bytes: 4, write: (v, at, x) => v.setInt32(at, x) },
  float32: { code: 0x0d, bytes: 4, write: (v, at, x) => v.setFloat32(at, x) },
  float64: { code: 0x0e, bytes: 8, write: (v, at, x) => v.setFloat64(at, x) },
};

/** An IDX file. */
export function writeIdx(
  shape: readonly number[],
  values: ArrayLike<number>,
  type: IdxType = idxTypes.uint8,
): Uint8Array {
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + values.length * type.bytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, type.code, shape.length]);
  shape.forEach((n, axis) => view.setUint32(4 + 4 * axis, n));
  for (let i = 0; i < values.length; i++) type.write(view, start + i * type.bytes, values[i]!);
  return bytes;
}
