import { requireCount, shapeText } from "../errors/mod.ts";
import type { Rng } from "../random/mod.ts";
import { step, type Tensor } from "../tensor/mod.ts";
import { lossGradient, type ParameterGradient } from "./backward.ts";
import { randomBatches } from "./batches.ts";
import { type Score, score } from "./evaluate.ts";
import { type Examples, requireExamples } from "./examples.ts";
import type { Network } from "./network.ts";

/** The state after an epoch, measured on whole sets once all its steps are done. */
export interface EpochRecord {
  /** The first is 1. */
  readonly epoch: number;
  /** On the whole training set. */
  readonly train: Score;
  /** On the whole validation set; absent where no validation set was given. */
  readonly validation?: Score;
}

/** How long and how fast to train. */
export interface TrainOptions {
  /** Measured after each epoch, never learnt from. */
  readonly validation?: Examples;
  /** How often the whole training set is passed over. */
  readonly epochs: number;
  /** Rows a step; the last batch of an epoch may be shorter. */
  readonly batchSize: number;
  /** η. Gradients are summed over the batch: the same η goes further with larger batches. */
  readonly learningRate: number;
  /** Draws the batches, anew for each epoch. */
  readonly rng: Rng;
  /** Hears of each epoch as it ends. */
  readonly onEpoch?: (record: EpochRecord) => void;
}

/**
 * Trains a network in place by gradient descent on the summed cross-entropy; gives one record an epoch.
 *
 * Nothing is awaited: an interrupt stops at once, and leaves the network as far as it came.
 *
 * @throws {RangeError} when an option is out of range, or examples do not fit the network or hold NaN.
 * @throws {Error} when the loss is no longer finite, with epoch, step and learning rate.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch, Tensor } from "nnr";
 *
 * const rng = new Rng(1);
 * const network = scratch.createNetwork([1, 8, 2], { rng, hidden: scratch.tanh });
 * const examples = { x: Tensor.of([[-2], [-1], [1], [2]]), y: Tensor.oneHot([0, 1, 1, 0], 2) };
 * const history = scratch.train(network, examples, { epochs: 500, batchSize: 2, learningRate: 0.2, rng });
 * expect(history.at(-1)?.train.accuracy).toBe(1);
 * ```
 */
export function train(network: Network, examples: Examples, options: TrainOptions): readonly EpochRecord[] {
  const { validation, epochs, batchSize, learningRate, rng, onEpoch } = options;
  requireCount("train", "number of epochs", epochs);
  requireExamples("train on", network, examples);
  if (validation) requireExamples("validate on", network, validation);
  const history: EpochRecord[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const batches = randomBatches(examples.x.shape[0]!, batchSize, rng);
    trainEpoch(network, examples, { batches, learningRate, epoch });
    const record: EpochRecord = {
      epoch,
      train: score(network, examples),
      ...(validation && { validation: score(network, validation) }),
    };
    requireFinite(record.train.loss, `after epoch ${epoch}`, learningRate);
    history.push(record);
    onEpoch?.(record);
  }
  return history;
}

/** The steps of one epoch. */
export interface TrainEpochOptions {
  /** The rows of each step, in order: `randomBatches` draws them. */
  readonly batches: readonly (readonly number[])[];
  /** η. */
  readonly learningRate: number;
  /** Which epoch an error names. */
  readonly epoch?: number;
}

/**
 * One pass over the batches: for each W ← W − η ∂J/∂W and b ← b − η ∂J/∂b, with J summed over the batch.
 *
 * `train` draws batches anew for each epoch; to draw them once, pass the same ones each time.
 *
 * @throws {RangeError} when the rate is not positive, a batch names a row that is not there, or x or y does not fit.
 * @throws {Error} when the loss is no longer finite, with epoch, step and learning rate.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch, Tensor } from "nnr";
 *
 * const rng = new Rng(1);
 * const network = scratch.createNetwork([1, 2], { rng });
 * const examples = { x: Tensor.of([[-1], [1], [2]]), y: Tensor.oneHot([0, 1, 1], 2) };
 * const batches = scratch.randomBatches(3, 2, rng);
 * for (let epoch = 1; epoch <= 50; epoch++) scratch.trainEpoch(network, examples, { batches, learningRate: 0.5 });
 * expect(scratch.evaluate(network, examples).accuracy).toBe(1);
 * ```
 */
export function trainEpoch(network: Network, { x, y }: Examples, options: TrainEpochOptions): void {
  const { batches, learningRate, epoch = 1 } = options;
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw new RangeError(`Cannot train: the learning rate must be a positive number, found ${learningRate}`);
  }
  batches.forEach((rows, i) =>
    step(() => {
      const { loss, gradients } = lossGradient(network, { x: x.rows(rows), y: y.rows(rows) });
      requireFinite(loss, `in epoch ${epoch}, step ${i + 1}`, learningRate);
      descend(network, gradients, learningRate);
    })
  );
}

/**
 * W ← W − η ∂J/∂W, b ← b − η ∂J/∂b, in place.
 *
 * @throws {RangeError} when a gradient has another shape than its parameter.
 */
export function descend(network: Network, gradients: readonly ParameterGradient[], learningRate: number): void {
  network.forEach(({ W, b }, i) => {
    subtract(W, gradients[i]!.W, learningRate);
    subtract(b, gradients[i]!.b, learningRate);
  });
}

function subtract(parameter: Tensor, gradient: Tensor, learningRate: number): void {
  const [own, other] = [shapeText(parameter.shape), shapeText(gradient.shape)];
  if (own !== other) throw new RangeError(`Cannot move a parameter of ${own} by a gradient of ${other}`);
  const { data: values } = parameter, { data: slopes } = gradient;
  for (let i = 0; i < values.length; i++) values[i]! -= learningRate * slopes[i]!;
}

function requireFinite(loss: number, when: string, learningRate: number): void {
  if (Number.isFinite(loss)) return;
  throw new Error(`Cannot go on training: the loss is ${loss} ${when}, at learning rate ${learningRate}`);
}
