import { boxLength, boxSum } from "../box_sum.ts";
import type { Mask, Plane } from "../plane.ts";

/** What Sauvola's threshold asks of a window. */
export interface SauvolaOptions {
  /** Half the side of the window in pixels: several pen widths. */
  readonly radius: number;
  /** How far below the mean the threshold lies where contrast is lowest; 0.2 to 0.5. */
  readonly k?: number;
}

/**
 * Sauvola's threshold: ink where grey < m (1 + k (s / R − 1)), m and s the mean and deviation of the window around the pixel.
 *
 * `darkness` is 1 − grey, and R, the largest deviation that can be, is 0.5. Where a window holds paper alone s is small and the
 * threshold lies far below the mean; faint ink has a small s too, and is lost.
 * Source: Sauvola and Pietikäinen 2000, "Adaptive document image binarization", eq. 5.
 */
export function sauvola(darkness: Plane, { radius, k = 0.3 }: SauvolaOptions): Mask {
  const { width, height, data } = darkness;
  const sums = boxSum(darkness, radius).data;
  const squares = boxSum({ width, height, data: data.map((v) => v * v) }, radius).data;
  const out = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    const rows = boxLength(y, height, radius);
    for (let x = 0; x < width; x++, i++) {
      const count = rows * boxLength(x, width, radius);
      const mean = sums[i]! / count;
      const deviation = Math.sqrt(Math.max(squares[i]! / count - mean * mean, 0));
      if (1 - data[i]! < (1 - mean) * (1 + k * (deviation / 0.5 - 1))) out[i] = 1;
    }
  }
  return { width, height, data: out };
}
