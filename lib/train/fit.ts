import { backward } from "../autograd/mod.ts";
import { requireCount } from "../errors/mod.ts";
import type { Module } from "../nn/mod.ts";
import { clipGradients, type Optimiser, type Schedule } from "../optim/mod.ts";
import { Rng } from "../random/mod.ts";
import { step } from "../tensor/mod.ts";
import { Best } from "./best.ts";
import { type Progress, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { evaluate, type EvaluateOptions, meanCrossEntropy } from "./evaluate.ts";
import { type Examples, requireBatchSize, requireExamples } from "./examples.ts";
import { Mean } from "./metrics.ts";
import type { EpochRecord } from "./record.ts";

/** What `fit` tells on its way. */
export type FitEvent =
  | {
    readonly kind: "step";
    readonly epoch: number;
    /** In this epoch; the first is 1. */
    readonly step: number;
    /** Of an epoch. */
    readonly steps: number;
    /** Of the batch, mean a row. */
    readonly loss: number;
  }
  | {
    readonly kind: "epoch";
    readonly record: EpochRecord;
    /** Whether validation was never better. */
    readonly best: boolean;
    /** All that is needed to go on from here, as a safetensors file. */
    readonly checkpoint: () => Uint8Array;
  };

/** How to train. */
export interface FitOptions extends Omit<EvaluateOptions, "batchSize"> {
  /** What moves the model's parameters. */
  readonly optimiser: Optimiser;
  /** How often the whole set is passed over. */
  readonly epochs: number;
  /** Rows a step; the last batch of an epoch may be shorter. */
  readonly batchSize: number;
  /** Epoch e shuffles by stream e of this seed. */
  readonly seed: number;
  /** Measured after each epoch, never learnt from. */
  readonly validation?: Examples;
  /** The learning rate of step t, of all steps; the optimiser's own unless given. */
  readonly schedule?: Schedule;
  /** The largest norm that all gradients together may have. */
  readonly clip?: number;
  /** Ends when so many epochs in a row brought nothing better on validation. */
  readonly patience?: number;
  /** Puts the parameters of the best epoch on validation back at the end. */
  readonly keepBest?: boolean;
  /** A checkpoint to go on from: model and optimiser are made as they were then. */
  readonly resume?: Uint8Array;
  /** Hears of each step and epoch as it ends. */
  readonly onEvent?: (event: FitEvent) => void;
}

/**
 * Trains a model in place; gives one record an epoch.
 *
 * A step: rows → model → loss → gradient → optimiser. Nothing is awaited: an interrupt stops at once and leaves the model
 * as far as it came. What a run gives depends on the examples, the options and the model alone, so that one that goes on
 * from a checkpoint ends with the same bits as one that never stopped.
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
  requireOptions(examples, options);
  const best = new Best(model);
  const history: EpochRecord[] = [];
  const progress: Progress = { model, optimiser, best, history };
  if (options.resume) readCheckpoint(options.resume, progress);
  const n = examples.x.shape[0]!;
  const measured = {
    ...(options.loss && { loss: options.loss }),
    ...(options.metrics && { metrics: options.metrics }),
  };
  const training = model.training;
  while (history.length < epochs && !(patience !== undefined && history.length - best.epoch >= patience)) {
    const epoch = history.length + 1;
    model.train(true);
    const loss = trainEpoch(model, examples, new Rng(seed, epoch).permutation(n), epoch, options);
    model.train(training);
    const score = validation && evaluate(model, validation, measured);
    const record: EpochRecord = { epoch, loss, ...(score && { validation: score }) };
    history.push(record);
    const better = score !== undefined && best.offer(epoch, score.loss);
    onEvent?.({ kind: "epoch", record, best: better, checkpoint: () => writeCheckpoint(progress) });
  }
  if (keepBest) best.restore();
  return history;
}

/** One pass over the rows in an order; the mean loss a row. */
function trainEpoch(
  model: Module,
  { x, y }: Examples,
  order: readonly number[],
  epoch: number,
  { optimiser, epochs, batchSize, schedule, clip, loss = meanCrossEntropy, onEvent }: FitOptions,
): number {
  const mean = new Mean();
  const steps = Math.ceil(order.length / batchSize);
  for (let i = 0; i < steps; i++) {
    const rows = order.slice(i * batchSize, (i + 1) * batchSize);
    if (schedule) optimiser.learningRate = schedule((epoch - 1) * steps + i, epochs * steps);
    const found = step(() => {
      optimiser.zeroGrad();
      const result = loss(model.forward(x.rows(rows)), y.rows(rows));
      const value = result.item();
      if (!Number.isFinite(value)) {
        throw new Error(
          `Cannot go on training: the loss is ${value} in epoch ${epoch}, step ${i + 1}, ` +
            `at learning rate ${optimiser.learningRate}`,
        );
      }
      backward(result);
      if (clip !== undefined) clipGradients(optimiser.parameters, clip);
      optimiser.step();
      optimiser.zeroGrad();
      return value;
    });
    mean.add(found, rows.length);
    onEvent?.({ kind: "step", epoch, step: i + 1, steps, loss: found });
  }
  return mean.value;
}

function requireOptions(
  examples: Examples,
  { epochs, batchSize, validation, patience, clip, keepBest }: FitOptions,
): void {
  requireExamples("train on", examples);
  requireCount("train", "number of epochs", epochs);
  requireBatchSize("train", batchSize);
  if (clip !== undefined && !(clip > 0)) {
    throw new RangeError(`Cannot train: the largest norm of the gradients must be a positive number, found ${clip}`);
  }
  if (validation) requireExamples("validate on", validation);
  if (patience === undefined && !keepBest) return;
  if (patience !== undefined) requireCount("train", "patience", patience);
  if (!validation) throw new RangeError("Cannot train for the best epoch: there must be a validation set");
}
