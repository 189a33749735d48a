import { deflateSync } from "node:zlib";

/** A type of number: its code as an element and as a class, and how to write one. */
export interface MatType {
  readonly element: number;
  readonly kind: number;
  readonly bytes: number;
  readonly write: (view: DataView, at: number, value: number, little: boolean) => void;
}

export type MatTypeName =
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "single"
  | "double"
  | "int64"
  | "uint64";

export const matTypes: Readonly<Record<MatTypeName, MatType>> = {
  int8: { element: 1, kind: 8, bytes: 1, write: (v, at, x) => v.setInt8(at, x) },
  uint8: { element: 2, kind: 9, bytes: 1, write: (v, at, x) => v.setUint8(at, x) },
  int16: { element: 3, kind: 10, bytes: 2, write: (v, at, x, little) => v.setInt16(at, x, little) },
  uint16: { element: 4, kind: 11, bytes: 2, write: (v, at, x, little) => v.setUint16(at, x, little) },
  int32: { element: 5, kind: 12, bytes: 4, write: (v, at, x, little) => v.setInt32(at, x, little) },
  uint32: { element: 6, kind: 13, bytes: 4, write: (v, at, x, little) => v.setUint32(at, x, little) },
  single: { element: 7, kind: 7, bytes: 4, write: (v, at, x, little) => v.setFloat32(at, x, little) },
  double: { element: 9, kind: 6, bytes: 8, write: (v, at, x, little) => v.setFloat64(at, x, little) },
  int64: { element: 12, kind: 14, bytes: 8, write: (v, at, x, little) => v.setBigInt64(at, BigInt(x), little) },
  uint64: { element: 13, kind: 15, bytes: 8, write: (v, at, x, little) => v.setBigUint64(at, BigInt(x), little) },
};

/** A variable as a test states it: values in row-major order. */
export interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly type: MatType;
  /** Another class than the type's. */
  readonly kind?: number;
  readonly complex?: boolean;
}

export interface MatOptions {
  readonly little?: boolean;
  readonly compressed?: boolean;
}

/** A MATLAB 5 file. */
export function writeMat(
  variables: readonly Variable[],
  { little = true, compressed = false }: MatOptions = {},
): Uint8Array {
  const header = new Uint8Array(128).fill(32);
  header.set(new TextEncoder().encode("MATLAB 5.0 MAT-file, written by a test"));
  new DataView(header.buffer).setUint16(124, 0x0100, little);
  header.set(new TextEncoder().encode(little ? "IM" : "MI"), 126);
  return join([
    header,
    ...variables.map((variable) => {
      const matrix = element(14, matrixBytes(variable, little), little);
      return compressed ? tagged(15, deflateSync(matrix), little) : matrix;
    }),
  ]);
}

function matrixBytes(
  { name, shape, values, type, kind = type.kind, complex = false }: Variable,
  little: boolean,
): Uint8Array {
  const flags = words([kind | (complex ? 0x800 : 0), 0], little);
  const numbers = new Uint8Array(values.length * type.bytes);
  const view = new DataView(numbers.buffer);
  values.forEach((value, i) => type.write(view, columnMajor(i, shape) * type.bytes, value, little));
  return join([
    element(6, flags, little),
    element(5, words(shape, little), little),
    element(1, new TextEncoder().encode(name), little),
    element(type.element, numbers, little),
  ]);
}

/** Where MATLAB keeps the element that stands i-th in row-major order. */
function columnMajor(i: number, shape: readonly number[]): number {
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = i % shape[axis]!;
    i = Math.floor(i / shape[axis]!);
  }
  return index.reduceRight((at, n, axis) => at * shape[axis]! + n, 0);
}

/** An element, filled up to eight bytes; of one to four bytes it is a small one, within its tag. */
function element(type: number, content: Uint8Array, little: boolean): Uint8Array {
  if (content.length >= 1 && content.length <= 4) {
    const small = new Uint8Array(8);
    new DataView(small.buffer).setUint32(0, (content.length << 16) | type, little);
    small.set(content, 4);
    return small;
  }
  return tagged(type, join([content, new Uint8Array(-content.length & 7)]), little, content.length);
}

function tagged(type: number, content: Uint8Array, little: boolean, size: number = content.length): Uint8Array {
  return join([words([type, size], little), content]);
}

function words(values: readonly number[], little: boolean): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(4 * i, value, little));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
