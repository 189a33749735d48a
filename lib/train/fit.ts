import { inMode, type Module } from "../nn/mod.ts";
import { Rng } from "../random/mod.ts";
import { Best } from "./best.ts";
import { type Progress, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { trainEpoch } from "./epoch.ts";
import { evaluate } from "./evaluate.ts";
import type { Examples } from "./examples.ts";
import { type FitOptions, requireOptions } from "./fit_options.ts";
import type { EpochRecord } from "./record.ts";

/**
 * Trains a model in place; gives one record an epoch.
 *
 * A step: rows → augmentation → model → loss → gradient → optimiser. Nothing is awaited: an interrupt stops at once and
 * leaves the model as far as it came. What a run gives depends on the examples, the options and the model alone, so that
 * one that goes on from a checkpoint ends with the same bits as one that never stopped.
 *
 * @throws {RangeError} when an option is out of range, or examples are not paired or hold a value that is not finite.
 * @throws {Error} when the loss is no longer finite, with epoch, step and learning rate.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { ActivationLayer, fit, Linear, Rng, Sequential, SGD, Tensor } from "nnr";
 *
 * const rng = new Rng(1);
 * const model = new Sequential([new Linear(1, 8, { rng }), new ActivationLayer("tanh"), new Linear(8, 2, { rng })]);
 * const examples = { x: Tensor.of([[-2], [-1], [1], [2]]), y: Tensor.oneHot([0, 1, 1, 0], 2) };
 * const optimiser = new SGD(model.parameters(), { learningRate: 0.5 });
 * const history = fit(model, examples, { optimiser, epochs: 300, batchSize: 2, seed: 1 });
 * expect(history.at(-1)?.loss).toBeLessThan(0.1);
 * ```
 */
export function fit(model: Module, examples: Examples, options: FitOptions): readonly EpochRecord[] {
  const { optimiser, epochs, seed, validation, patience, keepBest = false, onEvent } = options;
  requireOptions(model, examples, options);
  const best = new Best(model);
  const history: EpochRecord[] = [];
  const progress: Progress = { model, optimiser, best, history };
  const n = examples.x.shape[0]!;
  const measured = {
    ...(options.loss && { loss: options.loss }),
    ...(options.metrics && { metrics: options.metrics }),
  };
  // What cannot be validated is told before an epoch is trained for it.
  if (validation) evaluate(model, { x: validation.x.slice(0, 1), y: validation.y.slice(0, 1) }, measured);
  if (options.resume) readCheckpoint(options.resume, progress);
  while (history.length < epochs && !(patience !== undefined && history.length - best.epoch >= patience)) {
    const epoch = history.length + 1;
    const order = new Rng(seed, epoch).permutation(n);
    const loss = inMode(model, true, () => trainEpoch(model, examples, order, epoch, options));
    const score = validation && evaluate(model, validation, measured);
    const record: EpochRecord = { epoch, loss, ...(score && { validation: score }) };
    history.push(record);
    const better = score !== undefined && best.offer(epoch, score.loss);
    onEvent?.({ kind: "epoch", record, best: better, checkpoint: () => writeCheckpoint(progress) });
  }
  if (keepBest) best.restore();
  return history;
}
