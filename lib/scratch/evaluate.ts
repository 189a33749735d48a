import { crossEntropy, step } from "../tensor/mod.ts";
import { type Examples, requireExamples } from "./examples.ts";
import { logits } from "./forward.ts";
import type { Network } from "./network.ts";

/** How well a network does on a whole set. */
export interface Score {
  /** Cross-entropy, mean per row. */
  readonly loss: number;
  /** Share of rows whose largest logit is their class's. */
  readonly accuracy: number;
}

/** Keeps the layers' outputs small; neither loss nor accuracy depends on it, as sums are divided once, by all rows. */
const ROWS_AT_ONCE = 500;

/**
 * Loss and accuracy of a network on a whole set.
 *
 * @throws {RangeError} when x or y does not fit the network, or holds a value that is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch, Tensor } from "nnr";
 *
 * const network = scratch.createNetwork([2, 4], { rng: new Rng(1), initialise: scratch.zeros });
 * const { loss } = scratch.evaluate(network, { x: Tensor.ones([3, 2]), y: Tensor.oneHot([0, 1, 2], 4) });
 * expect(loss).toBeCloseTo(Math.log(4), 6);
 * ```
 */
export function evaluate(network: Network, examples: Examples): Score {
  requireExamples("evaluate", network, examples);
  return score(network, examples);
}

/** `evaluate` for examples that were looked at before. */
export function score(network: Network, { x, y }: Examples): Score {
  const n = x.shape[0]!;
  let loss = 0, right = 0;
  for (let start = 0; start < n; start += ROWS_AT_ONCE) {
    const end = Math.min(start + ROWS_AT_ONCE, n);
    step(() => {
      const found = logits(network, x.slice(start, end));
      const wanted = y.slice(start, end);
      loss += crossEntropy(found, wanted).item();
      const classes = wanted.argmax();
      right += found.argmax().filter((k, i) => k === classes[i]).length;
    });
  }
  return { loss: loss / n, accuracy: right / n };
}
