import { quantileOf } from "./grey.ts";
import type { Plane } from "./plane.ts";

/** Paper is never taken for darker than this share of the brightest, so that a dark table's texture is not as strong as ink. */
const DARKEST_PAPER = 0.4;
/** The brightest paper: the grey below which this share of the picture lies. */
const BRIGHTEST = 0.95;
/** A difference from the paper counts once it is beyond this many deviations of the noise. */
const OUTLIER = 4;

/**
 * How much darker than its paper each pixel is: 1 − grey / paper, so that paper is near 0 whatever the light, ink positive.
 * Where the writing is the lighter, (grey − paper) / (1 − paper). Shape as `grey`.
 */
export function darkness(grey: Plane, paper: Plane, light: boolean): Plane {
  const data = new Float32Array(grey.data.length);
  const least = Math.max(DARKEST_PAPER * share(paper.data, BRIGHTEST, light), 1 / 255);
  for (let i = 0; i < data.length; i++) {
    const value = grey.data[i]!;
    const ground = paper.data[i]!;
    data[i] = light ? (value - ground) / Math.max(1 - ground, least) : (ground - value) / Math.max(ground, least);
  }
  const typical = medianOf(data);
  for (let i = 0; i < data.length; i++) data[i] = data[i]! - typical;
  return { width: grey.width, height: grey.height, data };
}

/** The quantile of values from 0 to 1, or of what is missing to 1, to 1/256. */
function share(values: Float32Array, part: number, missing: boolean): number {
  const counts = new Uint32Array(257);
  for (let i = 0; i < values.length; i++) counts[((missing ? 1 - values[i]! : values[i]!) * 256) | 0]!++;
  return (quantileOf(counts, part) + 0.5) / 256;
}

/** The median of values from −1 to 1, to 1/1024: the paper's own, which noise makes darker than its lightest pixels. */
function medianOf(values: Float32Array): number {
  const counts = new Uint32Array(2049);
  for (let i = 0; i < values.length; i++) counts[(Math.min(Math.max(values[i]!, -1), 1) * 1024 + 1024.5) | 0]!++;
  return (quantileOf(counts, 0.5) - 1024) / 1024;
}

/** Whether what stands out is lighter than its ground, by the sum of squares on either side beyond the noise. */
export function isLightOnDark(grey: Plane, paper: Plane): boolean {
  const noise = OUTLIER * noiseOf(grey);
  let [dark, light] = [0, 0];
  for (let i = 0; i < grey.data.length; i++) {
    const difference = grey.data[i]! - paper.data[i]!;
    if (difference > noise) light += difference * difference;
    else if (difference < -noise) dark += difference * difference;
  }
  return light > dark;
}

/** Levels in which differences are counted, up to 1. */
const LEVELS = 4096;
/** The median of |x| over the deviation of x, for the difference of two normal deviates: 0.6745 √2. */
const MEDIAN_OF_DIFFERENCE = 0.9538725524;

/**
 * The deviation of the noise: the median difference between neighbours in a row, over 0.954; at least half a grey level.
 *
 * Most neighbours lie both on paper, so that edges do not matter (the median absolute deviation of Hampel 1974).
 */
export function noiseOf({ width, height, data }: Plane): number {
  const counts = new Uint32Array(LEVELS + 1);
  for (let y = 0; y < height; y++) {
    for (let i = y * width + 1; i < (y + 1) * width; i++) {
      counts[Math.min(Math.floor(Math.abs(data[i]! - data[i - 1]!) * LEVELS), LEVELS)]!++;
    }
  }
  const half = width * height / 2;
  let [below, level] = [0, 0];
  while (level < LEVELS && below + counts[level]! < half) below += counts[level++]!;
  return Math.max(level / LEVELS / MEDIAN_OF_DIFFERENCE, 0.5 / 255);
}
