import { affine, type Augmentation, compose, crop, flip } from "../augment/mod.ts";
import { heNormal, type Initialiser, type Sequential, xavierUniform } from "../nn/mod.ts";
import { oneCycle, SGD } from "../optim/mod.ts";
import { Rng } from "../random/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import {
  accuracy,
  type EpochRecord,
  type Examples,
  fit,
  type FitEvent,
  type FitOptions,
  smoothedCrossEntropy,
} from "../train/mod.ts";
import { build } from "./build.ts";
import type { NetDescription } from "./description.ts";
import { whiten } from "./whitening.ts";

/** Where weights start: N(0, 0.01²), Glorot and Bengio's, or He's. */
export type Start = "small" | "Xavier" | "He";

/** How a net is trained, as data. */
export interface Recipe {
  /** What is trained. */
  readonly net: NetDescription;
  /** Where its weights start. */
  readonly start: Start;
  /** What changes the images while they are trained on. */
  readonly augment: "nothing" | "characters" | "photos";
  /** How the learning rate moves: not at all, or up and down once. */
  readonly schedule: "constant" | "one cycle";
  /** The largest learning rate, for mean gradients and momentum 0.9 after Nesterov. */
  readonly rate: number;
  /** λ. */
  readonly weightDecay: number;
  /** ε of the smoothed labels. */
  readonly smoothing: number;
  /** Whether the first layer whitens patches. */
  readonly whitened: boolean;
  /** Rows a step. */
  readonly batchSize: number;
  /** Passes over the set. */
  readonly epochs: number;
}

/** What a training hears of, and goes on from. */
export interface LearnOptions extends Pick<FitOptions, "validation" | "resume"> {
  /** Of weights, order and augmentation. */
  readonly seed: number;
  /** Hears of each step and epoch as it ends, and of the net as it is then. */
  readonly onEvent?: (event: FitEvent, net: Sequential) => void;
}

/** A net that was trained, and how it went. */
export interface Learnt {
  /** The net. */
  readonly net: Sequential;
  /** Epoch by epoch; validation with `accuracy`, where a set was given. */
  readonly history: readonly EpochRecord[];
}

const MOMENTUM = 0.9;
/** Images whose patches are looked at. */
const WHITENED = 500;

const starts: Readonly<Record<Start, Initialiser>> = {
  small: (shape, options) => Tensor.normal(shape, options).mul(0.01),
  Xavier: xavierUniform,
  He: heNormal,
};

const augmentations: Readonly<Record<Recipe["augment"], Augmentation | undefined>> = {
  nothing: undefined,
  characters: affine({ shift: 2, rotation: 10, scale: 0.12, shear: 0.12 }),
  photos: compose(flip(), crop({ margin: 3 })),
};

/**
 * Trains by a recipe; the same recipe, examples and seed give the same bits.
 *
 * Shapes: x `[images, …]` as the net takes them, y `[images, classes]`.
 *
 * @throws {RangeError} when a class has no example, or as `build` and `fit` do.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const recipe = models.normedRecipe(models.convolutional([1, 8, 8], 2, { channels: [4, 4, 4] }), 2);
 * const examples = { x: Tensor.normal([8, 1, 8, 8], { rng: new Rng(1) }), y: Tensor.oneHot([0, 1, 0, 1, 0, 1, 0, 1], 2) };
 * expect(models.learn(recipe, examples, { seed: 1 }).history.length).toBe(2);
 * ```
 */
export function learn(recipe: Recipe, examples: Examples, { seed, onEvent, ...rest }: LearnOptions): Learnt {
  requireEveryClass(examples.y);
  const { rate, weightDecay, smoothing, batchSize, epochs } = recipe;
  const net = build(recipe.net, { rng: new Rng(seed), initialise: starts[recipe.start] });
  if (recipe.whitened) whiten(net, examples.x.slice(0, Math.min(WHITENED, examples.x.shape[0]!)));
  const augment = augmentations[recipe.augment];
  const optimiser = new SGD(net.parameters(), { learningRate: rate, momentum: MOMENTUM, nesterov: true, weightDecay });
  const history = fit(net, examples, {
    ...{ optimiser, epochs, batchSize, seed, metrics: { accuracy }, loss: smoothedCrossEntropy(smoothing) },
    ...(recipe.schedule === "one cycle" && { schedule: oneCycle({ most: rate }) }),
    ...(augment && { augment }),
    ...(onEvent && { onEvent: (event: FitEvent) => onEvent(event, net) }),
    ...rest,
  });
  return { net, history };
}

/** Refuses one-hot rows among which a class never comes: the net would learn that there is no such class. */
function requireEveryClass(y: Tensor): void {
  const missing = y.sum(0).data.findIndex((count) => count === 0);
  if (missing < 0) return;
  throw new RangeError(`Cannot learn ${y.shape[1]} classes from ${y.shape[0]} examples: class ${missing} has none`);
}
