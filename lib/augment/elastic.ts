import { exp } from "../elementary/mod.ts";
import { smooth, Tensor, warp } from "../tensor/mod.ts";
import type { Augmentation } from "./augmentation.ts";
import { requireAmount } from "./require.ts";

/** How pixels move. */
export interface ElasticOptions {
  /** Root mean square of the shift of a pixel, across and down each, in pixels. */
  readonly distance: number;
  /** Over how many pixels the shifts are smoothed (σ of a Gaussian): neighbours move alike; at least 1. */
  readonly smoothness: number;
}

/** Of a lattice of random numbers √2 σ apart a Gaussian of σ leaves no trace: its ripple is 1.4 % of the variance. */
const SPACING = Math.SQRT2;
/** Beyond it, in σ, the noise around the image hardly matters. */
const MARGIN = 2;

/**
 * Bent by a smooth random field: pixels move by noise that a Gaussian has smoothed (Simard, Steinkraus and Platt 2003).
 *
 * There the noise has a value for each pixel; here one for every √2 σ pixels, which the Gaussian turns into a field just as
 * smooth with a fraction of the work. It is scaled so that each shift has the variance `distance`² everywhere. Their σ = 4,
 * α = 34 for MNIST are about `{ distance: 1.4, smoothness: 4 }`.
 *
 * @throws {RangeError} when an option is out of range.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const images = Tensor.uniform([2, 1, 32, 32], 0, 1, { rng: new Rng(1) });
 * const bent = augment.elastic({ distance: 1, smoothness: 4 })(images, [new Rng(1, 1), new Rng(1, 2)]);
 * expect(bent.shape).toEqual([2, 1, 32, 32]);
 * ```
 */
export function elastic({ distance, smoothness }: ElasticOptions): Augmentation {
  requireAmount("distance", distance);
  requireAmount("smoothness", smoothness);
  if (smoothness < 1) throw new RangeError(`Cannot augment: the smoothness must be at least 1, found ${smoothness}`);
  const bases = new Map<number, Tensor>();
  const basis = (size: number): Tensor => {
    const known = bases.get(size) ?? gaussians(size, smoothness);
    bases.set(size, known);
    return known;
  };
  return (x, rngs) => {
    const [, , height = 0, width = 0] = x.shape;
    const [down, over] = [basis(height), basis(width)];
    const [m, n] = [down.shape[1]!, over.shape[1]!];
    // Uniform in ± √3 d, so of variance d².
    const reach = Math.sqrt(3) * distance;
    const noise = new Float32Array(rngs.length * 2 * m * n);
    rngs.forEach((rng, i) => {
      for (let at = i * 2 * m * n, end = at + 2 * m * n; at < end; at++) {
        noise[at] = reach * (rng.uint32() / 2 ** 31 - 1);
      }
    });
    const field = smooth(new Tensor(noise, [rngs.length, 2, m, n]), down, over.transpose());
    return warp(x, identity(rngs.length), field);
  };
}

/** `[size, points]`: each pixel's weights of the lattice's points, their squares adding up to 1. */
function gaussians(size: number, sigma: number): Tensor {
  const points = Math.ceil((size - 1 + 2 * MARGIN * sigma) / (SPACING * sigma)) + 1;
  const weights = new Float32Array(size * points);
  for (let i = 0; i < size; i++) {
    const row = Array.from({ length: points }, (_, k) => {
      const apart = (i + MARGIN * sigma) / sigma - SPACING * k;
      return exp(-apart * apart / 2);
    });
    const norm = Math.sqrt(row.reduce((sum, weight) => sum + weight * weight, 0));
    weights.set(row.map((weight) => weight / norm), i * points);
  }
  return new Tensor(weights, [size, points]);
}

function identity(images: number): Tensor {
  const maps = new Float32Array(6 * images);
  for (let i = 0; i < images; i++) maps.set([1, 0, 0, 0, 1, 0], 6 * i);
  return new Tensor(maps, [images, 6]);
}
