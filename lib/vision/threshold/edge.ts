import { boxSum } from "../box_sum.ts";
import { noiseOf } from "../darkness.ts";
import type { Mask, Plane } from "../plane.ts";

/** Gradients count beyond this many deviations of the noise. */
const OUTLIER = 4;
/** The page's own mean counts as much as this many windows whose every pixel has the page's mean gradient. */
const PRIOR = 1;
/** No ink is fainter than this share of the page's: ruled lines are, and the other side of the paper. */
const FAINTEST = 0.6;

/** What was found: the ink, and the threshold of the page as a whole. */
export interface EdgeThreshold {
  /** Where ink is. */
  readonly mask: Mask;
  /** Half the darkness of the page's ink. */
  readonly threshold: number;
}

/**
 * Ink where darkness > T, T the mean darkness at the edges near by: T = (Σ g d + c t) / (Σ g + c).
 *
 * g is the square of the gradient's length beyond four deviations of the noise, d the darkness, the sums go over the window around the pixel. At
 * the edge of a blurred stroke d passes half of the ink's darkness just where g is largest, so T is the middle between this ink
 * and its paper, however faint. t is the same mean over the whole page and c the window's share of the page's gradients:
 * where nothing has edges, noise is measured against the page's ink and stays paper.
 * Source: the mean weighted by gradients is that of Kittler, Illingworth and Föglein 1985, "Threshold selection based on a
 * simple image statistic"; here it is local, without noise, and drawn towards the page's.
 */
export function edgeThreshold(darkness: Plane, radius: number): EdgeThreshold {
  const { width, height, data } = darkness;
  const gradients = gradientsBeyond(darkness, OUTLIER * noiseOf(darkness));
  const weighted = gradients.data.map((g, i) => g * data[i]!);
  let [total, moment] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    total += gradients.data[i]!;
    moment += weighted[i]!;
  }
  const mask = new Uint8Array(data.length);
  if (!(total > 0 && moment > 0)) return { mask: { width, height, data: mask }, threshold: Infinity };
  const threshold = moment / total;
  const prior = PRIOR * total / data.length * (2 * radius + 1) ** 2;
  const sums = boxSum(gradients, radius).data;
  const moments = boxSum({ width, height, data: weighted }, radius).data;
  for (let i = 0; i < data.length; i++) {
    const local = (moments[i]! + prior * threshold) / (sums[i]! + prior);
    if (data[i]! > local && data[i]! > FAINTEST * threshold) mask[i] = 1;
  }
  return { mask: { width, height, data: mask }, threshold };
}

/** The square of the gradient's length less `noise`, at least 0; at the picture's edges 0. */
function gradientsBeyond({ width, height, data }: Plane, noise: number): Plane {
  const out = new Float32Array(data.length);
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const across = data[i + 1]! - data[i - 1]!;
      const down = data[i + width]! - data[i - width]!;
      const length = Math.sqrt(across * across + down * down) - noise;
      if (length > 0) out[i] = length * length;
    }
  }
  return { width, height, data: out };
}
