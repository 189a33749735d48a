import { exp } from "../../elementary/mod.ts";
import type { Tensor } from "../../tensor/mod.ts";

/** Where 1 / T is looked for: nets trained on many examples lie near 1. */
const RANGE: readonly [number, number] = [0.01, 100];
/** Bisections: each halves the range of ln(1 / T), after which a float32 could not tell more. */
const ROUNDS = 40;

/**
 * The temperature T for which `softmax(logits / T)` is best calibrated: the least mean cross-entropy −ln softmax(z / T)[k].
 *
 * With β = 1 / T the loss is convex in β, its derivative the mean of Σ p z − z[k], which grows with β: bisection finds where it is 0.
 * T above 1 says that the net is too sure; which class comes first does not change.
 * Source: Guo et al. 2017, "On calibration of modern neural networks", section 4.2.
 *
 * Shapes: logits `[n, classes]`, labels n.
 *
 * @throws {RangeError} when there are no rows, or not as many labels.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { calibrationTemperature, Tensor } from "nnr";
 *
 * // Three of four answers are right: odds of 3 to 1 are honest, and the logits say e⁴ to 1.
 * const logits = Tensor.of([[4, 0], [4, 0], [4, 0], [4, 0]]);
 * expect(calibrationTemperature(logits, [0, 0, 0, 1])).toBeCloseTo(4 / Math.log(3), 6);
 * ```
 */
export function calibrationTemperature({ data, shape }: Tensor, labels: ArrayLike<number>): number {
  const [rows = 0, classes = 0] = shape;
  if (shape.length !== 2 || rows === 0 || rows !== labels.length) {
    throw new RangeError(
      `Cannot calibrate logits of shape [${shape}] on ${labels.length} labels: it needs a row for each, at least one`,
    );
  }
  const slope = (beta: number): number => {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const logits = Array.from(data.subarray(row * classes, (row + 1) * classes));
      const most = Math.max(...logits);
      let [sum, mean] = [0, 0];
      for (const z of logits) {
        const share = exp(beta * (z - most));
        sum += share;
        mean += share * z;
      }
      total += mean / sum - logits[labels[row]!]!;
    }
    return total;
  };
  let [low, high] = RANGE;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = Math.sqrt(low * high);
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return 1 / Math.sqrt(low * high);
}
