import { crossEntropy, type Tensor } from "../tensor/mod.ts";
import type { Loss } from "./evaluate.ts";

/**
 * Cross-entropy with smoothed labels, mean a row: of K classes the target y becomes (1 − ε) y + ε / K, so that no logit has to
 * grow for ever. Source: Szegedy et al. 2016, section 7.
 *
 * Shapes: outputs and targets `[batch, K]`.
 *
 * @throws {RangeError} when ε is not in [0, 1).
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { smoothedCrossEntropy, Tensor } from "nnr";
 *
 * const loss = smoothedCrossEntropy(0.1);
 * const [sure, surer] = [5, 50].map((x) => loss(Tensor.of([[x, 0]]), Tensor.of([[1, 0]])).item());
 * expect(surer).toBeGreaterThan(sure!);
 * ```
 */
export function smoothedCrossEntropy(epsilon: number): Loss {
  if (!(epsilon >= 0 && epsilon < 1)) {
    throw new RangeError(`Cannot smooth labels by ${epsilon}: it must be at least 0 and below 1`);
  }
  return (outputs: Tensor, targets: Tensor): Tensor => {
    const smooth = targets.mul(1 - epsilon).add(epsilon / targets.shape.at(-1)!);
    return crossEntropy(outputs, smooth, { average: true });
  };
}
