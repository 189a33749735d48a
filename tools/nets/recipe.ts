/** How the embedded nets are trained: on Glyph36 alone. */
import { Adam, augment, cosine, fit, type FitOptions, Rng, SGD } from "nnr";
import type { Dataset } from "nnr/data";
import { type Architecture, convolutional, fullyConnected } from "./architecture.ts";

/** A net and its training. */
export interface Recipe {
  readonly architecture: Architecture;
  readonly epochs: number;
  readonly options: Omit<FitOptions, "epochs" | "batchSize" | "seed">;
}

/** By the net's name: the recipe of a seed. */
export const recipes: Readonly<Record<string, (seed: number) => Recipe>> = {
  fc: (seed) => {
    const architecture = fullyConnected(new Rng(seed));
    const optimiser = new SGD(architecture.net.parameters(), { learningRate: 0.32 });
    return { architecture, epochs: 60, options: { optimiser, schedule: cosine({ from: 0.32 }) } };
  },
  cnn: (seed) => {
    const architecture = convolutional(new Rng(seed));
    const optimiser = new Adam(architecture.net.parameters(), { learningRate: 0.002 });
    const change = augment.affine({ shift: 2, rotation: 8, scale: 0.1, shear: 0.1 });
    return { architecture, epochs: 15, options: { optimiser, schedule: cosine({ from: 0.002 }), augment: change } };
  },
};

/** Trains by a recipe; what `onEvent` throws ends it. */
export function train(recipe: Recipe, set: Dataset, seed: number, onEvent: NonNullable<FitOptions["onEvent"]>): void {
  const { architecture: { net, input }, epochs, options } = recipe;
  const { x, y } = set.examples();
  fit(net, { x: x.reshape([set.length, ...input]), y }, { ...options, epochs, batchSize: 32, seed, onEvent });
}
