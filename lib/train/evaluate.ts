import { noGrad } from "../autograd/mod.ts";
import { crossEntropy, step, type Tensor } from "../tensor/mod.ts";
import { inMode, type Module } from "../nn/mod.ts";
import { type Examples, requireBatchSize, requireExamples } from "./examples.ts";
import { Mean, type Metric } from "./metrics.ts";

/** What is made small: one number a batch, the mean over its rows. */
export type Loss = (outputs: Tensor, targets: Tensor) => Tensor;

/** Cross-entropy, mean a row. */
export function meanCrossEntropy(outputs: Tensor, targets: Tensor): Tensor {
  return crossEntropy(outputs, targets, { average: true });
}

/** What is measured. */
export interface EvaluateOptions<Name extends string = string> {
  /** Cross-entropy, mean a row, unless given. */
  readonly loss?: Loss;
  /** Measured beside the loss, by name. */
  readonly metrics?: Readonly<Record<Name, Metric>>;
  /** Rows at once; 256 unless given. Sums are divided once, by all rows. */
  readonly batchSize?: number;
}

/** Means over all rows. */
export interface Score<Name extends string = string> {
  /** The loss. */
  readonly loss: number;
  /** Each metric, by its name. */
  readonly metrics: Readonly<Record<Name, number>>;
}

const ROWS_AT_ONCE = 256;

/**
 * Loss and metrics of a model on a whole set, in evaluation mode.
 *
 * @throws {RangeError} when x and y are not paired, or hold a value that is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { accuracy, evaluate, Linear, Rng, Tensor } from "nnr";
 *
 * const model = new Linear(2, 2, { rng: new Rng(1), initialise: () => Tensor.eye(2) });
 * const examples = { x: Tensor.of([[1, 0], [0, 1]]), y: Tensor.oneHot([0, 1], 2) };
 * expect(evaluate(model, examples, { metrics: { accuracy } }).metrics.accuracy).toBe(1);
 * ```
 */
export function evaluate<Name extends string = never>(
  model: Module,
  examples: Examples,
  options: EvaluateOptions<Name> = {},
): Score<Name> {
  const { loss = meanCrossEntropy, batchSize = ROWS_AT_ONCE } = options;
  const n = requireExamples("evaluate on", examples);
  requireBatchSize("evaluate", batchSize);
  const total = new Mean();
  const means = Object.entries<Metric>(options.metrics ?? {}).map(([name, metric]) => ({
    name,
    metric,
    mean: new Mean(),
  }));
  const measure = (start: number, rows: number): void => {
    const targets = examples.y.slice(start, start + rows);
    const outputs = model.forward(examples.x.slice(start, start + rows));
    total.add(loss(outputs, targets).item(), rows);
    for (const { metric, mean } of means) mean.add(metric(outputs, targets), rows);
  };
  inMode(model, false, () => {
    for (let start = 0; start < n; start += batchSize) {
      step(() => noGrad(() => measure(start, Math.min(batchSize, n - start))));
    }
  });
  const metrics = Object.fromEntries(means.map(({ name, mean }) => [name, mean.value])) as Record<Name, number>;
  return { loss: total.value, metrics };
}
