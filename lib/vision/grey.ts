import type { Image } from "../data/mod.ts";
import type { Plane } from "./plane.ts";

/** The share of all differences between neighbours that is taken for edges of ink. */
const EDGES = 0.02;
/** Steps of the power iteration: the largest eigenvalue of edges is far above the others, or any direction will do. */
const STEPS = 20;

/** How much each colour counts in a grey; magnitudes add up to 1. Length: the image's channels. */
export type GreyWeights = readonly number[];

/**
 * The mix of colours in which ink stands out most: the principal axis of the strongest differences between neighbours.
 *
 * M = Σ d dᵀ over the 2 % longest d = c(x + step) − c(x), c the colour at a pixel; the weights are M's first eigenvector, its
 * sum not negative, divided by Σ|w|. Blue ink on white paper is seen in red light, red ink in green and blue; black in all.
 *
 * @param step how far apart the neighbours are, in pixels: about the width of a stroke.
 */
export function greyWeights({ shape: [channels, height, width], data }: Image, step: number): GreyWeights {
  if (channels === 1) return [1];
  const size = height * width;
  const lengths = new Uint32Array(3 * 255 * 255 / 64 + 1);
  const visit = (see: (red: number, green: number, blue: number, length: number) => void): void => {
    for (let y = 0; y + step < height; y += step) {
      for (let x = 0; x + step < width; x += step) {
        const at = y * width + x;
        for (const next of [at + step, at + step * width]) {
          const red = data[next]! - data[at]!;
          const green = data[size + next]! - data[size + at]!;
          const blue = data[2 * size + next]! - data[2 * size + at]!;
          see(red, green, blue, Math.floor((red * red + green * green + blue * blue) / 64));
        }
      }
    }
  };
  visit((_red, _green, _blue, length) => lengths[length]!++);
  const least = quantileOf(lengths, 1 - EDGES);
  const moments = [0, 0, 0, 0, 0, 0];
  visit((red, green, blue, length) => {
    if (length < least) return;
    [red * red, red * green, red * blue, green * green, green * blue, blue * blue].forEach((v, i) => moments[i]! += v);
  });
  return principalAxis(moments);
}

/** The grey of every pixel, Σ w c / 255 + 1 where weights are negative, so that it lies in [0, 1]. Shape as the image. */
export function greyOf({ shape: [, height, width], data }: Image, weights: GreyWeights): Plane {
  const size = height * width;
  const out = new Float32Array(size);
  weights.forEach((weight, c) => {
    const scale = weight / 255;
    const shift = weight < 0 ? -weight : 0;
    const from = c * size;
    for (let i = 0; i < size; i++) out[i]! += shift + scale * data[from + i]!;
  });
  return { width, height, data: out };
}

/** The place in a histogram below which a share of its entries lies. */
export function quantileOf(histogram: ArrayLike<number>, share: number): number {
  let total = 0;
  for (let i = 0; i < histogram.length; i++) total += histogram[i]!;
  let below = 0;
  for (let i = 0; i < histogram.length; i++) {
    below += histogram[i]!;
    if (below > share * total) return i;
  }
  return histogram.length - 1;
}

/** The first eigenvector of [[a, b, c], [b, d, e], [c, e, f]], as weights; equal ones where there is none. */
function principalAxis([a, b, c, d, e, f]: readonly number[]): GreyWeights {
  let axis = [1, 1, 1];
  for (let step = 0; step < STEPS; step++) {
    const [x, y, z] = axis as [number, number, number];
    const next = [a! * x + b! * y + c! * z, b! * x + d! * y + e! * z, c! * x + e! * y + f! * z];
    const length = next.reduce((sum, v) => sum + Math.abs(v), 0);
    if (length === 0) return [1 / 3, 1 / 3, 1 / 3];
    axis = next.map((v) => v / length);
  }
  const sign = axis[0]! + axis[1]! + axis[2]! < 0 ? -1 : 1;
  return axis.map((v) => sign * v);
}
