import type { Augmentation } from "../augment/mod.ts";
import { requireCount } from "../errors/mod.ts";
import type { Module } from "../nn/mod.ts";
import type { Optimiser, Schedule } from "../optim/mod.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import { type Examples, requireBatchSize, requireExamples } from "./examples.ts";
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
  /** Epoch e shuffles by stream e of this seed; row r is augmented by stream 2^32 e + r. */
  readonly seed: number;
  /**
   * Changes the inputs of every step at random, `[n, channels, height, width]` or `[n, pixels]` of square images: a row gets
   * another image in each epoch, whatever batch it is in. Validation sees the images as they are.
   */
  readonly augment?: Augmentation;
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

/** Refuses what cannot work, before anything is trained. */
export function requireOptions(model: Module, examples: Examples, options: FitOptions): void {
  const { optimiser, epochs, batchSize, validation, patience, clip, keepBest } = options;
  requireExamples("train on", examples);
  requireCount("train", "number of epochs", epochs);
  requireBatchSize("train", batchSize);
  if (clip !== undefined && !(clip > 0)) {
    throw new RangeError(`Cannot train: the largest norm of the gradients must be a positive number, found ${clip}`);
  }
  if (validation) requireExamples("validate on", validation);
  const own = new Set(model.parameters().map(({ tensor }) => tensor));
  const foreign = optimiser.parameters.find(({ tensor }) => !own.has(tensor));
  if (foreign) {
    throw new RangeError(`Cannot train: the optimiser moves a parameter that is not the model's: ${foreign.name}`);
  }
  if (patience === undefined && !keepBest) return;
  if (patience !== undefined) requireCount("train", "patience", patience);
  if (!validation) throw new RangeError("Cannot train for the best epoch: there must be a validation set");
}
