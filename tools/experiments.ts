/** The full runs on real data that notebooks and README tell of; each is recorded in `results/`. */
import { ActivationLayer, cosine, fit, Linear, type Module, noGrad, Rng, Sequential, SGD } from "nnr";
import { type Dataset, digits, glyph36, glyphView, mnist, nist26 } from "nnr/data";
import { autoencoders } from "./autoencoder/experiments.ts";
import { convnets } from "./convnets/experiments.ts";
import type { Experiment, Outcome, Tell } from "./experiment.ts";
import { recipes, train } from "./nets/recipe.ts";
import { confusionOf, correctOf } from "./nets/score.ts";
import { photoRun, realFiles, RECORDED } from "./read/experiment.ts";

/** How a net with one hidden layer of sigmoid units is trained; the rate falls to 0 along half a cosine. */
interface Recipe {
  readonly hidden: number;
  readonly epochs: number;
  /** Of the mean gradient over a batch of 32. */
  readonly rate: number;
}

function trained(set: Dataset, { hidden, epochs, rate }: Recipe, seed: number, tell: Tell): Module {
  const rng = new Rng(seed);
  const net = new Sequential([
    new Linear(set.pixels, hidden, { rng }),
    new ActivationLayer("sigmoid"),
    new Linear(hidden, set.classes.length, { rng }),
  ]);
  fit(net, set.examples(), {
    optimiser: new SGD(net.parameters(), { learningRate: rate }),
    schedule: cosine({ from: rate }),
    epochs,
    batchSize: 32,
    seed,
    onEvent: (event) => {
      if (event.kind === "epoch") {
        tell(`seed ${seed}, ${hidden} hidden units: epoch ${event.record.epoch} of ${epochs}`);
      }
    },
  });
  return net;
}

function accuracyOn(net: Module, set: Dataset): number {
  const { x, labels } = set.batch();
  const read = noGrad(() => net.forward(x)).argmax();
  return labels.filter((k, i) => k === read[i]).length / labels.length;
}

/**
 * The width that reads most of the last 15 % of a training set after training on the rest, then trained on all of it and
 * asked for MNIST's test set, once.
 */
function digitRun(set: Dataset, epochs: number, seed: number, tell: Tell): Outcome {
  const [training, heldOut] = set.split(Math.round(0.85 * set.length));
  const recipes = [64, 128, 256].map((hidden) => ({ hidden, epochs, rate: 0.64 }));
  const scores = recipes.map((recipe) => accuracyOn(trained(training, recipe, seed, tell), heldOut));
  const best = scores.indexOf(Math.max(...scores));
  const net = trained(set, recipes[best]!, seed, tell);
  return {
    measured: { "held-out accuracy": scores[best]!, "MNIST test accuracy": accuracyOn(net, mnist("test")) },
    chosen: { "hidden units": recipes[best]!.hidden },
  };
}

/** The embedded nets' training, then each set of real or generated characters, once. */
function letterRun(name: string, seed: number, tell: Tell): Outcome {
  const recipe = recipes[name]!(seed);
  train(recipe, seed, (event, turn) => {
    if (event.kind === "epoch") tell(`seed ${seed}: set ${turn} of ${recipe.turns}, loss ${event.record.loss}`);
  });
  const share = (set: Dataset): number => correctOf(confusionOf(recipe.architecture, set)) / set.length;
  return {
    measured: {
      "Glyph36 validation accuracy": share(glyph36("valid")),
      "Glyph36 test accuracy": share(glyph36("test")),
      "Glyph36 unseen writers' accuracy": share(glyph36("unseen")),
      "NIST26 letters, read as one of 36": share(nist26("valid")),
      "MNIST test digits in Glyph36's frame, read as one of 36": share(glyphView(mnist("test"))),
    },
  };
}

const mnistTest = ["mnist/t10k-images-idx3-ubyte", "mnist/t10k-labels-idx1-ubyte"];
const letterFiles = ["nist26/nist26_valid.mat", ...mnistTest];
const choice = "64, 128 or 256 hidden units, whichever reads most of 15 % held out";

/** By the name of their record. */
export const experiments: Readonly<Record<string, Experiment>> = {
  digits: {
    what: `784–n–10 trained on the 10 000 embedded digits (40 epochs), n = ${choice}`,
    files: mnistTest,
    run: (seed, tell) => digitRun(digits(), 40, seed, tell),
  },
  mnist: {
    what: `784–n–10 trained on the 60 000 digits of MNIST (20 epochs), n = ${choice}`,
    files: ["mnist/train-images-idx3-ubyte", "mnist/train-labels-idx1-ubyte", ...mnistTest],
    run: (seed, tell) => digitRun(mnist("train"), 20, seed, tell),
  },
  nist26: {
    what: `1024–64–36 trained on Glyph36 alone: ${recipes.fc!(1).material}`,
    files: letterFiles,
    run: (seed, tell) => letterRun("fc", seed, tell),
  },
  "nist26-cnn": {
    what: `the convolutional net that comes with the project, trained on Glyph36 alone: ${recipes.cnn!(1).material}`,
    files: letterFiles,
    run: (seed, tell) => letterRun("cnn", seed, tell),
  },
  photos: {
    what:
      `the embedded nets on ${RECORDED.written} synthetic photos of unseen writers at the camera's middle setting, ` +
      `on the course's photos, on ${RECORDED.textless} photos without text, and on sweeps of ${RECORDED.pages} pages`,
    files: realFiles,
    // Photos of other seeds were looked at while the reader was made.
    seeds: [2026],
    run: (seed, tell) => photoRun(seed, tell),
  },
  ...autoencoders,
  ...convnets,
};
