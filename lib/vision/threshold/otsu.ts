import type { Mask, Plane } from "../plane.ts";

const LEVELS = 256;

/**
 * Otsu's threshold: the t that makes the variance between the two classes, n₀ n₁ (m₀ − m₁)², largest (Otsu 1979).
 *
 * One threshold for the whole picture: right where light and paper are even, wrong under a shadow. Values that are all equal give
 * that value.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { otsuThreshold } from "nnr";
 *
 * const t = otsuThreshold([0.1, 0.12, 0.11, 0.8, 0.82]);
 * expect(t > 0.12 && t < 0.8).toBe(true);
 * ```
 */
export function otsuThreshold(values: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  if (!(high > low)) return low;
  const counts = new Float64Array(LEVELS);
  const scale = (LEVELS - 1) / (high - low);
  for (let i = 0; i < values.length; i++) counts[Math.round((values[i]! - low) * scale)]!++;
  const sum = counts.reduce((total, count, level) => total + count * level, 0);
  let [below, sumBelow, best, first, last] = [0, 0, -1, 0, 0];
  for (let level = 0; level < LEVELS - 1; level++) {
    below += counts[level]!;
    sumBelow += counts[level]! * level;
    if (below === 0 || below === values.length) continue;
    const apart = sumBelow / below - (sum - sumBelow) / (values.length - below);
    const between = below * (values.length - below) * apart * apart;
    if (between > best) [best, first] = [between, level];
    if (between === best) last = level;
  }
  return low + ((first + last) / 2 + 0.5) / scale;
}

/** Pixels above Otsu's threshold. Shape as `darkness`. */
export function otsu({ width, height, data }: Plane): Mask {
  const threshold = otsuThreshold(data);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) if (data[i]! > threshold) out[i] = 1;
  return { width, height, data: out };
}
