/** How the embedded nets, and those of the records on real letters, are trained: on Glyph36 alone. */
import {
  AdamW,
  augment,
  type Augmentation,
  cosine,
  fit,
  type FitEvent,
  Linear,
  oneCycle,
  type Optimiser,
  Rng,
  type Schedule,
  Sequential,
  SGD,
} from "nnr";
import { type Dataset, glyph36 } from "nnr/data";
import { photoCrops } from "./crops.ts";
import { furtherWriters } from "./writers/fonts.ts";
import { convolutional, fullyConnected, InkOnPaper, type LetterNet } from "../../lib/vision/mod.ts";

/** A net and its training. */
export interface Recipe {
  readonly architecture: LetterNet;
  readonly optimiser: Optimiser;
  readonly schedule: Schedule;
  readonly augment?: Augmentation;
  /** How many sets are passed over, each once. */
  readonly turns: number;
  /** The set of a turn, from 0 on. */
  readonly setOf: (turn: number) => Dataset;
  /** What all of them are, in words. */
  readonly material: string;
  /** Whether its weights are kept in half precision. */
  readonly half: boolean;
}

/** So many sets of 10 800 characters are drawn, from seed 1 on, and passed over in turn. */
const SETS = 30;
/** So many sets of letters are found in photos, and their size; one turn of so many is theirs. */
const PHOTO_SETS = 8;
const PHOTO_LETTERS = 4500;
const PHOTO_EVERY = 4;
const BATCH = 64;

/** The same people in every set. */
const plain = (turn: number): Dataset => glyph36("train", { seed: 1 + turn % SETS });

/** A set of so many people: the first as Glyph36 itself has them, each other by other hands and with further fonts. */
export function peopled(number: number): Dataset {
  return number === 1 ? glyph36("train") : glyph36("train", { seed: number, people: number, more: furtherWriters() });
}

/** Sets by other people each, and every now and then letters as photos show them. */
function mixed(turn: number): Dataset {
  const earlier = Math.floor(turn / PHOTO_EVERY);
  if (turn % PHOTO_EVERY === PHOTO_EVERY - 1) return photoCrops("train", 1 + earlier % PHOTO_SETS, PHOTO_LETTERS);
  return peopled(1 + (turn - earlier) % SETS);
}

/**
 * By the net's name: the recipe of a seed.
 *
 * Optimisers, rates and lengths were chosen by how many characters of Glyph36's unseen writers are read.
 */
export const recipes: Readonly<Record<string, (seed: number) => Recipe>> = {
  fc: (seed) => {
    const architecture = fullyConnected(new Rng(seed));
    const options = { learningRate: 0.4, momentum: 0.9, weightDecay: 5e-5 };
    const optimiser = new SGD(architecture.net.parameters(), options);
    const schedule = cosine({ from: options.learningRate });
    const material = `${SETS} sets of 10 800 characters of Glyph36, each passed over 8 times`;
    return { architecture, optimiser, schedule, turns: 8 * SETS, setOf: plain, material, half: false };
  },
  cnn: (seed) => {
    const architecture = convolutional(new Rng(seed));
    const options = { learningRate: 0.004, weightDecay: 0.01 };
    const optimiser = new AdamW(architecture.net.parameters(), options);
    const change = augment.compose(
      augment.affine({ shift: 1, rotation: 8, scale: 0.12, shear: 0.15 }),
      augment.elastic({ distance: 0.8, smoothness: 5 }),
    );
    const schedule = oneCycle({ most: options.learningRate });
    const material =
      `${SETS} sets of 10 800 characters of Glyph36, by other people each and with further fonts, passed over four times, and ` +
      `${PHOTO_SETS} sets of ${PHOTO_LETTERS} letters found in generated photos, passed over 5 times`;
    return { architecture, optimiser, schedule, augment: change, turns: 160, setOf: mixed, material, half: true };
  },
};

/**
 * Trains by a recipe; `onEvent` hears of the turn, from 1 on, and what it throws ends the training.
 *
 * Glyph36 is mostly paper, which is 1: a fully connected net learns faster from ink, 1 − x. It is trained on that, and its
 * first layer then turned to read x: (1 − x) W + b = x (−W) + (b + Σ rows of W).
 */
export function train(recipe: Recipe, seed: number, onEvent: (event: FitEvent, turn: number) => void): void {
  const { architecture: { net, input }, optimiser, schedule, turns, setOf } = recipe;
  const [first] = net.layers;
  const learner = first instanceof Linear ? new Sequential([new InkOnPaper(), ...net.layers]) : net;
  for (let turn = 0; turn < turns; turn++) {
    const set = setOf(turn);
    const { x, y } = set.examples();
    fit(learner, { x: x.reshape([set.length, ...input]), y }, {
      optimiser,
      schedule: (t, steps) => schedule(turn * steps + t, turns * steps),
      epochs: 1,
      batchSize: BATCH,
      // Another order in every turn, and for every seed.
      seed: seed * 1000 + turn,
      ...(recipe.augment && { augment: recipe.augment }),
      onEvent: (event) => onEvent(event, turn + 1),
    });
  }
  if (first instanceof Linear) readPaper(first);
}

/** Makes a layer that was trained on 1 − x give the same for x. */
function readPaper({ weight, bias }: Linear): void {
  const [inputs = 0, outputs = 0] = weight.shape;
  for (let column = 0; column < outputs; column++) {
    let sum = 0;
    for (let row = 0; row < inputs; row++) {
      const at = row * outputs + column;
      sum += weight.data[at]!;
      weight.data[at] = -weight.data[at]!;
    }
    bias.data[column]! += sum;
  }
}
