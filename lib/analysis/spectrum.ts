import { symmetricEigenvalues, type Tensor } from "../tensor/mod.ts";
import { momentsOf } from "./covariance.ts";

/** How the variance of some rows is spread over directions. */
export interface Spectrum {
  /** λ₁ ≥ … ≥ λ_d ≥ 0, the eigenvalues of the covariance: `[d]`. */
  readonly variances: Tensor;
  /** For k = 0 … d: the share of the variance that the first k directions explain. All 1 where there is none. */
  readonly explained: readonly number[];
  /** (Σ λ)² / Σ λ²: how many directions there would be if each had the same variance; 0 where there is none. */
  readonly dimension: number;
}

/**
 * All variances of some rows along their principal directions. Shapes: x `[n, d]`.
 *
 * The variances that `PCA` leaves out are its mean squared error on these rows, times d. `dimension` is the participation
 * ratio.
 *
 * @throws {RangeError} when there are fewer than 2 rows or a value is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { spectrum, Tensor } from "nnr";
 *
 * const { variances, dimension } = spectrum(Tensor.of([[3, 1], [-3, 1], [3, -1], [-3, -1]]));
 * expect(variances.toArray()).toEqual([9, 1]);
 * expect(dimension).toBeCloseTo(100 / 82, 12);
 * ```
 */
export function spectrum(x: Tensor): Spectrum {
  const { covariance } = momentsOf("find the spectrum of", x);
  // What rounding left below 0 is 0.
  const variances = symmetricEigenvalues(covariance).relu();
  const sums = [0];
  for (const variance of variances) sums.push(sums.at(-1)! + variance);
  const total = sums.at(-1)!;
  const squares = variances.mul(variances).sum().item();
  return {
    variances,
    explained: sums.map((sum) => total === 0 ? 1 : sum / total),
    dimension: total === 0 ? 0 : total * total / squares,
  };
}
