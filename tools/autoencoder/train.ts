import { augment, type Augmentation, fit, type FitEvent, type models, Rng, step, Tensor } from "nnr";
import type { Recipe } from "./recipes.ts";

/** Images that are changed at once. */
const CHUNK = 200;

/** The net of a seed, as training finds it. */
export function started(recipe: Recipe, seed: number): models.Autoencoder {
  return recipe.net(new Rng(seed));
}

/** Trains a net in place; `onEvent` hears of the epoch, from 1 on, and what it throws ends the training. */
export function train(
  net: models.Autoencoder,
  recipe: Recipe,
  images: Tensor,
  seed: number,
  onEvent: (event: FitEvent, epoch: number) => void,
): void {
  const optimiser = recipe.optimiser(net.parameters());
  const { epochs, schedule, batchSize, inputs } = recipe;
  // Images that change are drawn anew for every epoch.
  const turns = recipe.images ? epochs : 1;
  for (let turn = 1; turn <= turns; turn++) {
    const x = recipe.images ? changed(recipe.images, images, seed, turn) : images;
    fit(net, { x, y: x }, {
      optimiser,
      schedule: (t, steps) => schedule((turn - 1) * steps + t, turns * steps),
      epochs: epochs / turns,
      batchSize,
      loss: recipe.loss(net),
      // Another order in every turn, and for every seed.
      seed: seed * 1000 + turn,
      ...(inputs && { augment: inputs }),
      onEvent: (event) => onEvent(event, turn - 1 + (event.kind === "step" ? event.epoch : event.record.epoch)),
    });
  }
}

/** All images, changed as `fit` would change its inputs in that epoch. */
function changed(augmentation: Augmentation, images: Tensor, seed: number, epoch: number): Tensor {
  const [n = 0, pixels = 0] = images.shape;
  const values = new Float32Array(images.size);
  for (let start = 0; start < n; start += CHUNK) {
    const end = Math.min(start + CHUNK, n);
    const rows = Array.from({ length: end - start }, (_, i) => start + i);
    step(() => {
      values.set(augment.augmented(augmentation, images.slice(start, end), { seed, epoch, rows }).data, start * pixels);
    });
  }
  return new Tensor(values, images.shape);
}
