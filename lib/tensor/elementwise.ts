import { allocate, type NumberArray, sameDType, type Values } from "./dtype.ts";
import { broadcastShape, broadcastStrides, sizeOf } from "./shape.ts";

type Binary = (a: number, b: number) => number;

/** f of every element. */
export function map(a: Values, f: (x: number) => number): Values {
  const data = allocate(a.dtype, a.data.length);
  const source = a.data;
  for (let i = 0; i < data.length; i++) data[i] = f(source[i]!);
  return { shape: a.shape, dtype: a.dtype, data };
}

/** f of every pair of elements, broadcast by NumPy's rules. */
export function combine(action: string, a: Values, b: Values, f: Binary): Values {
  sameDType(action, a, b);
  const shape = broadcastShape(action, a.shape, b.shape);
  const data = allocate(a.dtype, sizeOf(shape));
  const width = b.data.length;
  if (a.data.length === data.length && width > 0 && isTail(b.shape, shape)) rows(a.data, b.data, data, f);
  else strided(a, b, { shape, dtype: a.dtype, data }, f);
  return { shape, dtype: a.dtype, data };
}

/** Whether a shape, leading ones aside, is the end of another: then its elements repeat in order. */
function isTail(shape: readonly number[], whole: readonly number[]): boolean {
  const trimmed = shape.slice(shape.findIndex((n) => n !== 1));
  return sizeOf(shape) === 1 || trimmed.every((n, i) => n === whole[whole.length - trimmed.length + i]);
}

function rows(a: NumberArray, b: NumberArray, out: NumberArray, f: Binary): void {
  const width = b.length;
  for (let start = 0; start < out.length; start += width) {
    for (let j = 0; j < width; j++) out[start + j] = f(a[start + j]!, b[j]!);
  }
}

function strided(a: Values, b: Values, out: Values, f: Binary): void {
  const { shape } = out;
  const aStrides = broadcastStrides(a.shape, shape);
  const bStrides = broadcastStrides(b.shape, shape);
  const index = new Array<number>(shape.length).fill(0);
  let i = 0, j = 0;
  for (let n = 0; n < out.data.length; n++) {
    out.data[n] = f(a.data[i]!, b.data[j]!);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      i += aStrides[axis]!;
      j += bStrides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      i -= aStrides[axis]! * shape[axis]!;
      j -= bStrides[axis]! * shape[axis]!;
    }
  }
}
