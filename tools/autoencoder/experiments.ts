import type { Experiment } from "../experiment.ts";
import { autoencoderRun, pcaRun } from "./experiment.ts";
import { mapRun } from "./map.ts";
import { recipes } from "./recipes.ts";

const files = ["nist26/nist26_valid.mat"];

/** Principal components, every recipe, and the map of what one of them keeps: a record each, so that little is lost by a stop. */
export const autoencoders: Readonly<Record<string, Experiment>> = {
  "autoencoder-pca": { what: "32 principal components", files, seeds: [1], run: pcaRun },
  ...Object.fromEntries(
    Object.entries(recipes).map(([name, { what, seeds }]): [string, Experiment] => [
      `autoencoder-${name}`,
      { what, files, seeds, run: (seed, tell) => autoencoderRun(name, seed, tell) },
    ]),
  ),
  "autoencoder-map": {
    what: "the codes of 1 080 validation images by the convolutional autoencoder, laid out by UMAP",
    files: [],
    seeds: [1],
    run: mapRun,
  },
};
