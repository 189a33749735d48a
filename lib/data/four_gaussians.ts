import type { Rng } from "../random/mod.ts";
import { Tensor, type TensorOptions } from "../tensor/mod.ts";
import type { Batch } from "./dataset_parts.ts";

/** Points of each class. */
const POINTS = 10;
/** Mean and variance along both axes, class by class. */
const gaussians = [
  { mean: [3.6, 40], variance: [0.05, 10] },
  { mean: [3.9, 10], variance: [0.01, 5] },
  { mean: [3.4, 30], variance: [0.25, 5] },
  { mean: [2.0, 10], variance: [0.5, 10] },
] as const;

/**
 * Ten points of the plane from each of four normal distributions, x ~ N(μ_k, diag σ²_k): a set on which a small net can be
 * checked in a moment.
 *
 * Shapes: x `[40, 2]`, labels 0 … 3, ten of each in order. Means and variances are those of the course's self-test.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng } from "nnr";
 * import { fourGaussians } from "nnr/data";
 *
 * const { x, labels } = fourGaussians(new Rng(1), { dtype: "float64" });
 * expect(x.shape).toEqual([40, 2]);
 * expect([labels[0], labels[39]]).toEqual([0, 3]);
 * ```
 */
export function fourGaussians(rng: Rng, options?: TensorOptions): Batch {
  const x = Tensor.zeros([gaussians.length * POINTS, 2], options);
  const labels = new Uint8Array(x.shape[0]!);
  for (let row = 0; row < labels.length; row++) {
    labels[row] = Math.floor(row / POINTS);
    const { mean, variance } = gaussians[labels[row]!]!;
    for (const axis of [0, 1] as const) {
      x.data[row * 2 + axis] = rng.normal(mean[axis], Math.sqrt(variance[axis]));
    }
  }
  return { x, labels };
}
