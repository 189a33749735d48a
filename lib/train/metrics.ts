import type { Tensor } from "../tensor/mod.ts";

/** How well outputs fit, as a mean over rows. */
export type Metric = (outputs: Tensor, targets: Tensor) => number;

/**
 * The share of rows whose largest output is where the target's largest number is.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { accuracy, Tensor } from "nnr";
 *
 * expect(accuracy(Tensor.of([[2, 1], [0, 5]]), Tensor.oneHot([0, 0], 2))).toBe(0.5);
 * ```
 */
export function accuracy(outputs: Tensor, targets: Tensor): number {
  const classes = targets.argmax();
  const taken = outputs.argmax();
  return taken.filter((k, row) => k === classes[row]).length / classes.length;
}

/** The mean over rows of what batches of some rows gave. */
export class Mean {
  #sum = 0;
  #rows = 0;

  /** Takes the mean of a batch. */
  add(mean: number, rows: number): void {
    this.#sum += mean * rows;
    this.#rows += rows;
  }

  /** The mean of all. */
  get value(): number {
    return this.#sum / this.#rows;
  }
}
