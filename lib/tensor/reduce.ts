import { shapeText } from "../errors/mod.ts";
import { allocate, type NumberArray, type Values } from "./dtype.ts";
import { axisOf } from "./shape.ts";

/** Folds one axis: `fold` meets `count` elements that lie `stride` apart, from `start` on. */
type Fold = (data: NumberArray, start: number, stride: number, count: number) => number;

/** Reduces along one axis, or over all elements. */
export function reduce(action: string, a: Values, axis: number | undefined, keep: boolean, fold: Fold): Values {
  if (axis === undefined) {
    const data = allocate(a.dtype, 1);
    data[0] = fold(a.data, 0, 1, a.data.length);
    return { shape: keep ? a.shape.map(() => 1) : [], dtype: a.dtype, data };
  }
  const along = axisOf(action, axis, a.shape);
  const count = a.shape[along]!;
  const stride = a.shape.slice(along + 1).reduce((p, n) => p * n, 1);
  const outer = a.shape.slice(0, along).reduce((p, n) => p * n, 1);
  const data = allocate(a.dtype, outer * stride);
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < stride; j++) data[i * stride + j] = fold(a.data, i * count * stride + j, stride, count);
  }
  const shape = keep ? a.shape.with(along, 1) : a.shape.toSpliced(along, 1);
  return { shape, dtype: a.dtype, data };
}

/** The sum, gathered in float64. */
export const sum: Fold = (data, start, stride, count) => {
  let total = 0;
  for (let i = 0; i < count; i++) total += data[start + i * stride]!;
  return total;
};

/** The largest element; NaN if there is one among them. */
export const max: Fold = (data, start, stride, count) => {
  if (count === 0) throw new RangeError("Cannot take the maximum of no elements: there must be at least 1");
  let best = -Infinity;
  for (let i = 0; i < count; i++) {
    const x = data[start + i * stride]!;
    if (!(x <= best)) best = x;
    if (x !== x) return NaN;
  }
  return best;
};

/** Where the largest element of each row stands: the first of equals, the first NaN if there is one. */
export function argmaxRows(a: Values): number[] {
  const width = a.shape.at(-1) ?? 0;
  if (width < 1) {
    throw new RangeError(`Cannot find the largest element of ${shapeText(a.shape)}: the last size must be at least 1`);
  }
  return Array.from({ length: a.data.length / width }, (_, row) => {
    let best = 0;
    let largest = a.data[row * width]!;
    for (let j = 1; j < width && largest === largest; j++) {
      const x = a.data[row * width + j]!;
      if (x <= largest) continue;
      best = j;
      largest = x;
    }
    return best;
  });
}
