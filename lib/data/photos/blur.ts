import type { Field } from "./noise.ts";

/** Boxes one after the other. */
const PASSES = 2;
/** Lines that are blurred at once: their sums do not wait for each other. */
const LANES = 8;

/**
 * Blurs a field in place with a kernel of deviation σ in pixels: twice the mean over a box, along each axis.
 *
 * A box of 2 r + 1 whole pixels and two of a share f has variance (r (r + 1) (2 r + 1) / 3 + 2 f (r + 1)²) / (2 r + 1 + 2 f), which
 * is σ² / 2. Beyond the border lies the border's value.
 */
export function blur({ width, height, values }: Field, deviation: number): void {
  if (deviation === 0) return;
  const variance = deviation * deviation / PASSES;
  const r = Math.floor((Math.sqrt(1 + 12 * variance) - 1) / 2);
  const share = (2 * r + 1) * (variance - r * (r + 1) / 3) / (2 * ((r + 1) * (r + 1) - variance));
  const blurLines = lineBlur(Math.max(width, height), r, share);
  for (let y = 0; y < height; y += LANES) blurLines(values, y * width, 1, width, width, Math.min(LANES, height - y));
  for (let x = 0; x < width; x += LANES) blurLines(values, x, width, height, 1, Math.min(LANES, width - x));
}

/** Blurs `lanes` lines, `apart` from each other, of `count` values, `step` apart, from `start` on. */
function lineBlur(
  most: number,
  r: number,
  share: number,
): (values: Float32Array, start: number, step: number, count: number, apart: number, lanes: number) => void {
  const reach = r + 1;
  const whole = 1 / (2 * r + 1 + 2 * share);
  const lines = new Float64Array((most + 2 * PASSES * reach) * LANES), sums = new Float64Array(LANES);
  const last = (2 * r + 1) * LANES;
  return (values, start, step, count, apart, lanes) => {
    const ends = PASSES * reach;
    for (let i = -ends; i < count + ends; i++) {
      const from = start + step * Math.max(0, Math.min(count - 1, i));
      for (let k = 0; k < lanes; k++) lines[(i + ends) * LANES + k] = values[from + k * apart]!;
    }
    // Each pass is shorter by the box's reach at both ends; what it gives at i is made of i and later values alone.
    for (let pass = 1; pass <= PASSES; pass++) {
      const length = (count + 2 * (PASSES - pass) * reach) * LANES;
      sums.fill(0);
      for (let i = LANES; i < last; i++) sums[i % LANES]! += lines[i]!;
      for (let i = 0; i < length; i += LANES) {
        for (let k = i; k < i + LANES; k++) {
          const sum = sums[k - i]! + lines[k + last]!;
          sums[k - i] = sum - lines[k + LANES]!;
          lines[k] = whole * (sum + share * (lines[k]! + lines[k + last + LANES]!));
        }
      }
    }
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < lanes; k++) values[start + i * step + k * apart] = lines[i * LANES + k]!;
    }
  };
}
