import { requireCount } from "../errors/mod.ts";
import { Tensor } from "../tensor/mod.ts";

/**
 * C[t, p] = how many rows of class t were taken for class p. Shape: `[classes, classes]`, float64.
 *
 * Row sums are the classes' sizes; the diagonal, divided by the sum of all, is the accuracy.
 *
 * @throws {RangeError} when there are not as many predictions as labels, or one of them is no class.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { confusionMatrix } from "nnr";
 *
 * const C = confusionMatrix([0, 0, 1, 2], [0, 1, 1, 1], 3);
 * expect(C.toArray()).toEqual([[1, 1, 0], [0, 1, 0], [0, 1, 0]]);
 * ```
 */
export function confusionMatrix(labels: ArrayLike<number>, predictions: ArrayLike<number>, classes: number): Tensor {
  requireCount("count confusions", "number of classes", classes);
  if (labels.length !== predictions.length) {
    throw new RangeError(
      `Cannot count confusions: ${labels.length} labels need as many predictions, found ${predictions.length}`,
    );
  }
  const counts = Tensor.zeros([classes, classes], { dtype: "float64" });
  for (let i = 0; i < labels.length; i++) {
    const [truth, taken] = [labels[i]!, predictions[i]!];
    requireClass("label", truth, i, classes);
    requireClass("prediction", taken, i, classes);
    counts.data[truth * classes + taken]!++;
  }
  return counts;
}

/** One class taken for another. */
export interface Confusion {
  /** The class that rows are of. */
  readonly truth: number;
  /** The class that they were taken for. */
  readonly prediction: number;
  /** How many. */
  readonly count: number;
}

/**
 * The pairs (truth, prediction) off the diagonal that occur most, most frequent first; equals in the order of the matrix.
 *
 * Pairs that never occur are left out, so that fewer than `most` may come back.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { confusionMatrix, mostConfused } from "nnr";
 *
 * const C = confusionMatrix([0, 0, 1, 2, 2], [0, 1, 1, 1, 1], 3);
 * expect(mostConfused(C, 1)).toEqual([{ truth: 2, prediction: 1, count: 2 }]);
 * ```
 */
export function mostConfused(matrix: Tensor, most: number): readonly Confusion[] {
  requireCount("list confusions", "number of pairs", most);
  const [classes = 0] = matrix.shape;
  return Array.from(matrix.data, (count, i) => ({ truth: Math.floor(i / classes), prediction: i % classes, count }))
    .filter(({ truth, prediction, count }) => truth !== prediction && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

function requireClass(what: string, value: number, row: number, classes: number): void {
  if (Number.isInteger(value) && value >= 0 && value < classes) return;
  throw new RangeError(
    `Cannot count confusions: ${what} ${value} at row ${row} must be a whole number from 0 to ${classes - 1}`,
  );
}
