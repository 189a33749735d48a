import { spread, Tensor } from "../tensor/mod.ts";
import type { Augmentation } from "./augmentation.ts";
import { requireAmount } from "./require.ts";

/** How soft images get. */
export interface BlurOptions {
  /** The most that a point is spread, as the σ of a Gaussian, in pixels. */
  readonly sigma: number;
}

/** Each pass is short; this takes 400. */
const LARGEST_SIGMA = 10;
/** Up to a share of ½ towards the mean of the neighbours no detail turns into its negative. */
const LARGEST_SHARE = 0.5;

/**
 * Blurred: a share t of each pixel goes to its four neighbours, evenly, so that a pass adds t / 2 to the variance of a point's
 * image, along each axis; after some it is all but a Gaussian. σ is uniform from 0 to `sigma`.
 *
 * @throws {RangeError} when sigma is no number from 0 to 10.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const edge = Tensor.of([[[[0, 0, 1, 1], [0, 0, 1, 1]]]]);
 * const soft = augment.blur({ sigma: 0.7 })(edge, [new Rng(1)]);
 * expect(soft.at(0, 0, 0, 1)).toBeGreaterThan(0);
 * expect(soft.mean().item()).toBeCloseTo(0.5, 6);
 * ```
 */
export function blur({ sigma }: BlurOptions): Augmentation {
  requireAmount("sigma", sigma, LARGEST_SIGMA);
  const passes = Math.ceil(2 * sigma * sigma / LARGEST_SHARE);
  return (x, rngs) => {
    const shares = Float32Array.from(rngs, (rng) => 2 * rng.uniform(0, sigma) ** 2 / passes);
    const amounts = new Tensor(shares, [rngs.length]);
    let images = x;
    for (let pass = 0; pass < passes; pass++) images = spread(images, amounts, { mean: true });
    return images;
  };
}
