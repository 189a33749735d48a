import type { Plane } from "./plane.ts";

/**
 * The grey closing: at each pixel the least over all squares of `size` pixels that hold it of the square's largest value.
 *
 * What is darker than its surroundings and narrower than the square disappears; steps, as at the edge of a shadow, stay where they
 * are. `sign` −1 gives the opening, which takes away what is lighter. Shape as `plane`.
 * Source: Serra 1982. A largest value over n pixels is the larger of two over n / 2: log₂ n passes a direction.
 */
export function closing({ width, height, data }: Plane, size: number, sign: 1 | -1 = 1): Plane {
  const out = sign === 1 ? data.slice() : data.map((v) => -v);
  for (const step of [1, width]) spread(out, width, height, size, step);
  // The same backwards on the negative picture: the least over the squares that end at a pixel.
  for (let i = 0; i < out.length; i++) out[i] = -out[i]!;
  for (const step of [-1, -width]) spread(out, width, height, size, step);
  if (sign === 1) { for (let i = 0; i < out.length; i++) out[i] = -out[i]!; }
  return { width, height, data: out };
}

/** Replaces each value by the largest of `size` from it on, along rows (step ±1) or columns (step ±width). */
function spread(data: Float32Array, width: number, height: number, size: number, step: number): void {
  const along = Math.abs(step) === 1;
  const length = along ? width : height;
  for (let covered = 1; covered < Math.min(size, length);) {
    const reach = Math.min(covered, size - covered, length - 1);
    covered += reach;
    const offset = reach * step;
    // Pixels whose partner lies in the picture, in the order that reads partners before they are replaced.
    if (along) {
      for (let row = 0; row < data.length; row += width) {
        if (step > 0) { for (let i = row; i < row + width - reach; i++) raise(data, i, i + offset); }
        else for (let i = row + width - 1; i >= row + reach; i--) raise(data, i, i + offset);
      }
    } else if (step > 0) { for (let i = 0; i < data.length - offset; i++) raise(data, i, i + offset); }
    else for (let i = data.length - 1; i >= -offset; i--) raise(data, i, i + offset);
  }
}

function raise(data: Float32Array, i: number, by: number): void {
  const own = data[i]!;
  const other = data[by]!;
  // Stored always: a branch would be mispredicted.
  data[i] = other > own ? other : own;
}
