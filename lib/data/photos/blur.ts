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
  const pad = r + 1;
  const whole = 1 / (2 * r + 1 + 2 * share);
  const line = new Float64Array((most + 2 * pad) * LANES);
  const means = new Float64Array(most * LANES);
  const sums = new Float64Array(LANES);
  const behind = 2 * r * LANES + LANES;
  return (values, start, step, count, apart, lanes) => {
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < lanes; k++) means[i * LANES + k] = values[start + i * step + k * apart]!;
    }
    for (let pass = 0; pass < PASSES; pass++) {
      for (let i = 0; i < count + 2 * pad; i++) {
        const from = Math.max(0, Math.min(count - 1, i - pad));
        for (let k = 0; k < LANES; k++) line[i * LANES + k] = means[from * LANES + k]!;
      }
      sums.fill(0);
      for (let i = LANES; i < behind; i++) sums[i % LANES]! += line[i]!;
      for (let i = 0; i < count * LANES; i += LANES) {
        for (let k = 0; k < LANES; k++) {
          const sum = sums[k]! + line[i + k + behind]!;
          means[i + k] = whole * (sum + share * (line[i + k]! + line[i + k + behind + LANES]!));
          sums[k] = sum - line[i + k + LANES]!;
        }
      }
    }
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < lanes; k++) values[start + i * step + k * apart] = means[i * LANES + k]!;
    }
  };
}
