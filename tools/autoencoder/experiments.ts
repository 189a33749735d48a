import type { Experiment } from "../experiments.ts";
import { autoencoderRun, pcaRun } from "./experiment.ts";
import { recipes } from "./recipes.ts";

const files = ["nist26/nist26_valid.mat"];

/** Principal components, and every recipe: a record each, so that one that is stopped loses little. */
export const autoencoders: Readonly<Record<string, Experiment>> = {
  "autoencoder-pca": { what: "32 principal components", files, seeds: [1], run: pcaRun },
  ...Object.fromEntries(
    Object.entries(recipes).map(([name, { what, seeds }]): [string, Experiment] => [
      `autoencoder-${name}`,
      { what, files, seeds, run: (seed, tell) => autoencoderRun(name, seed, tell) },
    ]),
  ),
};
