import type { Image } from "./image.ts";

/** For each pixel of a result: the first pixel that it is made of, and the weights of `count` from there on. */
interface Taps {
  readonly first: Int32Array;
  readonly count: number;
  readonly weights: Float64Array;
}

/**
 * An image in another size: each value is the mean of those around its place, weighted by a triangle whose half-width is a
 * pixel of the coarser of the two grids (bilinear, with antialiasing where it shrinks). Rows and columns one after the other.
 *
 * `crop` is the part of the image that is resized, in its pixels; the whole image unless given.
 */
export function resized(
  { shape: [channels, height, width], data }: Image,
  rows: number,
  columns: number,
  crop: { readonly top: number; readonly left: number; readonly height: number; readonly width: number } = {
    top: 0,
    left: 0,
    height,
    width,
  },
): Image {
  const across = taps(crop.left, crop.width, columns, width);
  const down = taps(crop.top, crop.height, rows, height);
  const out = new Uint8Array(channels * rows * columns);
  const top = down.first[0]!;
  const narrow = new Float64Array((down.first[rows - 1]! + down.count - top) * columns);
  const sums = new Float64Array(columns);
  for (let c = 0; c < channels; c++) {
    for (let row = 0, to = 0; to < narrow.length; row++) {
      const start = (c * height + top + row) * width;
      for (let column = 0, tap = 0; column < columns; column++, to++) {
        const from = start + across.first[column]!;
        let sum = 0;
        for (let k = 0; k < across.count; k++, tap++) sum += across.weights[tap]! * data[from + k]!;
        narrow[to] = sum;
      }
    }
    for (let row = 0; row < rows; row++) {
      sums.fill(0);
      for (let k = 0; k < down.count; k++) {
        const weight = down.weights[row * down.count + k]!;
        const from = (down.first[row]! - top + k) * columns;
        for (let column = 0; column < columns; column++) sums[column]! += weight * narrow[from + column]!;
      }
      const to = (c * rows + row) * columns;
      for (let column = 0; column < columns; column++) out[to + column] = Math.round(sums[column]!);
    }
  }
  return { shape: [channels, rows, columns], data: out };
}

/** The centre of an image, as large a square as it holds, in `side` × `side` pixels. */
export function centreSquare(image: Image, side: number): Image {
  const [, height, width] = image.shape;
  const size = Math.min(height, width);
  return resized(image, side, side, { top: (height - size) / 2, left: (width - size) / 2, height: size, width: size });
}

/** Taps among the pixels 0 … size − 1 for each of `length` pixels that share the stretch of `extent` pixels from `start` on. */
function taps(start: number, extent: number, length: number, size: number): Taps {
  const scale = extent / length;
  const reach = Math.max(scale, 1);
  const count = Math.min(Math.ceil(2 * reach) + 1, size);
  const first = new Int32Array(length);
  const weights = new Float64Array(length * count);
  for (let i = 0; i < length; i++) {
    const centre = start + (i + 0.5) * scale;
    first[i] = Math.min(Math.max(Math.floor(centre - reach), 0), size - count);
    const own = weights.subarray(i * count, (i + 1) * count);
    for (let k = 0; k < count; k++) own[k] = Math.max(1 - Math.abs(first[i]! + k + 0.5 - centre) / reach, 0);
    const sum = own.reduce((total, weight) => total + weight, 0);
    for (let k = 0; k < count; k++) own[k]! /= sum;
  }
  return { first, count, weights };
}
