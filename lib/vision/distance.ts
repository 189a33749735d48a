import type { Mask } from "./plane.ts";

/** Farther than any pixel of a picture that fits a memory. */
const FAR = 1e20;

/**
 * The distance of each pixel's centre from the boundary of a shape, outside positive, inside negative.
 *
 * The distance to the nearest pixel of the shape, less ½, or outside it: counted along the columns, then by the lower envelope of
 * parabolas along the rows; exact, in time proportional to the pixels.
 * Source: Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions".
 */
export function signedDistance(mask: Mask): Float32Array {
  const outside = squares(mask, 1);
  const inside = squares(mask, 0);
  return outside.map((square, i) => square > 0 ? Math.sqrt(square) - 0.5 : 0.5 - Math.sqrt(inside[i]!));
}

/** The square of the distance to the nearest pixel of a value. */
function squares(mask: Mask, value: 0 | 1): Float32Array {
  const { width, height } = mask;
  const out = squaresInColumns(mask, value);
  const work = {
    values: new Float64Array(width),
    tops: new Int32Array(width),
    bounds: new Float64Array(width + 1),
  };
  for (let y = 0; y < height; y++) envelope(out, y * width, width, work);
  return out;
}

/** The same to the nearest in the pixel's own column: counted from the last one on the way down, then on the way up. */
function squaresInColumns({ width, height, data }: Mask, value: 0 | 1): Float32Array {
  const out = new Float32Array(data.length);
  const steps = new Float64Array(width).fill(FAR);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      steps[x] = data[i] === value ? 0 : steps[x]! + 1;
      out[i] = steps[x]!;
    }
  }
  steps.fill(FAR);
  for (let y = height - 1, i = data.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, i--) {
      steps[x] = data[i] === value ? 0 : steps[x]! + 1;
      const nearest = Math.min(out[i]!, steps[x]!);
      out[i] = nearest < height ? nearest * nearest : FAR;
    }
  }
  return out;
}

/** Replaces f(q) by min over p of (q − p)² + f(p), along `count` values from `start` on. */
function envelope(
  data: Float32Array,
  start: number,
  count: number,
  { values, tops, bounds }: { values: Float64Array; tops: Int32Array; bounds: Float64Array },
): void {
  for (let q = 0; q < count; q++) values[q] = data[start + q]!;
  let last = 0;
  tops[0] = 0;
  bounds[0] = -Infinity;
  bounds[1] = Infinity;
  for (let q = 1; q < count; q++) {
    const crossing = (p: number): number => (values[q]! + q * q - values[p]! - p * p) / (2 * (q - p));
    let at = crossing(tops[last]!);
    while (at <= bounds[last]!) at = crossing(tops[--last]!);
    tops[++last] = q;
    bounds[last] = at;
    bounds[last + 1] = Infinity;
  }
  for (let q = 0, k = 0; q < count; q++) {
    while (bounds[k + 1]! < q) k++;
    const p = tops[k]!;
    data[start + q] = (q - p) ** 2 + values[p]!;
  }
}
