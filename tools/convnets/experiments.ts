/** The trainings that notebook 07 tells of. */
import { accuracy, evaluate, type Examples, models, Module, summary, Tensor } from "nnr";
import { cifar10, type Dataset, emnistDigits, glyph36, mnist, mnistView, nist26, type RecordRow } from "nnr/data";
import type { Experiment, Outcome, Tell } from "../experiment.ts";
import { peopled } from "../nets/recipe.ts";
import { resumable, type Training } from "./resumable.ts";

const CLASSES = 36;
const GLYPHS = [1, 32, 32];
const DIGITS = [1, 28, 28];
const PHOTOS = [3, 32, 32];

/** How the small modern net is trained on digits. */
const digitRecipe: models.Recipe = {
  ...models.normedRecipe(models.modern(DIGITS, 10, { patches: 9, channels: [24, 48, 96] }), 12),
  ...{ smoothing: 0.1, whitened: true, batchSize: 128, rate: 0.2 },
};

/** The same on the 10 800 training characters of Glyph36. */
const glyphRecipe: models.Recipe = {
  ...digitRecipe,
  ...{ net: models.modern(GLYPHS, CLASSES, { patches: 9 }), epochs: 20 },
};

/** The same on photos, flipped and moved; crops keep their scale. */
function photoRecipe(epochs: number, channels: readonly [number, number, number]): models.Recipe {
  const net = models.modern(PHOTOS, 10, { channels });
  return { ...digitRecipe, net, epochs, augment: "photos" };
}

/** Passes over the 30 000 photos, and the width of the net: some ten minutes on two cores, and half an hour. */
const SHORT = { epochs: 14, channels: [32, 64, 128] } as const;
const LONG = { epochs: 40, channels: [48, 96, 192] } as const;

/** A set's images, ink or light 1, with labels as one-hot rows. */
function examplesOf(set: Dataset, input: readonly number[], paper = 0): Examples {
  const { x, y } = set.examples();
  const images = x.reshape([set.length, ...input]);
  return { x: paper === 0 ? images : images.neg().add(paper), y };
}

function share(net: Module, examples: Examples): number {
  return evaluate(net, examples, { metrics: { accuracy } }).metrics.accuracy;
}

/** A net of 36 classes that may answer with a letter only: the digits' logits are far below all others. */
class LettersOnly extends Module {
  readonly #net: Module;

  constructor(net: Module) {
    super();
    this.#net = this.child("net", net);
  }

  override forward(x: Tensor): Tensor {
    const digits = Tensor.zeros([CLASSES]);
    digits.data.fill(-1e6, 26);
    return this.#net.forward(x).add(digits);
  }
}

/** What a net costs: parameters, products of one image, seconds of its training here. */
function costOf(idea: string, { net: description }: models.Recipe, { net, seconds }: Training): RecordRow {
  const { parameters, multiplyAdds } = summary(net, [1, ...description.input]).total;
  return { idea, parameters, multiplyAdds, seconds: Math.round(seconds.reduce((sum, s) => sum + s, 0)) };
}

/** Of all trainings whose costs these are. */
function secondsOf(costs: readonly RecordRow[]): number {
  return costs.reduce((sum, { seconds }) => sum + Number(seconds), 0);
}

/** Each idea's training on Glyph36, scored on its test set, on writers that no training saw, and on the training set. */
function ideasRun(record: string, ideas: readonly models.Idea[], seed: number, tell: Tell): Outcome {
  const [train, test, unseen] = (["train", "test", "unseen"] as const)
    .map((split) => examplesOf(glyph36(split), GLYPHS, 1)) as [Examples, Examples, Examples];
  const measured: Record<string, number> = {};
  const cost: RecordRow[] = [];
  for (const { idea, recipe } of ideas) {
    const training = resumable(recipe, train, { record, seed, tell: (text) => tell(`${idea}: ${text}`) });
    measured[idea] = share(training.net, test);
    measured[`${idea}, unseen writers`] = share(training.net, unseen);
    measured[`${idea}, training set`] = share(training.net, train);
    cost.push(costOf(idea, recipe, training));
  }
  return { measured, seconds: secondsOf(cost), tables: { cost } };
}

/** The same net on the course's amount of characters, then on ten times as many, which real letters test. */
function glyphRun(seed: number, tell: Tell): Outcome {
  const options = { record: "convnets-glyph36", seed, tell };
  const [train, test, unseen] = (["train", "test", "unseen"] as const)
    .map((split) => examplesOf(glyph36(split), GLYPHS, 1)) as [Examples, Examples, Examples];
  const few = resumable(glyphRecipe, train, options);
  const flat = { ...models.chain(GLYPHS, CLASSES, 1)[0]!.recipe, epochs: FULLY_CONNECTED_EPOCHS };
  const fc = resumable(flat, train, options);
  const many = manyGlyphs();
  const all = resumable({ ...glyphRecipe, epochs: 6 }, many, options);
  const real = nist26("valid");
  const letters = { ...examplesOf(real, GLYPHS, 1), y: Tensor.oneHot(real.labels, CLASSES) };
  const cost = [costOf("CNN", glyphRecipe, few), costOf("FC", flat, fc), costOf("CNN on ten sets", glyphRecipe, all)];
  return {
    seconds: secondsOf(cost),
    measured: {
      "CNN, Glyph36 test": share(few.net, test),
      "CNN, unseen writers": share(few.net, unseen),
      "FC, Glyph36 test": share(fc.net, test),
      "FC, unseen writers": share(fc.net, unseen),
      "CNN on ten sets, Glyph36 test": share(all.net, test),
      "CNN on ten sets, unseen writers": share(all.net, unseen),
      "CNN on ten sets, NIST26 letters read as one of 36": share(all.net, letters),
      "CNN on ten sets, NIST26 letters read as one of 26": share(new LettersOnly(all.net), letters),
    },
    tables: { cost },
  };
}

/** As long as notebook 03 trains it. */
const FULLY_CONNECTED_EPOCHS = 50;
const SETS = 10;

/** So many drawings of the whole training set, by other people each. */
function manyGlyphs(): Examples {
  const sets = Array.from({ length: SETS }, (_, i) => examplesOf(peopled(1 + i), GLYPHS, 1));
  const [first] = sets as [Examples];
  const joined = (of: (examples: Examples) => Tensor): Tensor => {
    const [n, ...rest] = of(first).shape as [number, ...number[]];
    const data = new Float32Array(SETS * of(first).size);
    sets.forEach((set, i) => data.set(of(set).data, i * of(first).size));
    return new Tensor(data, [SETS * n, ...rest]);
  };
  return { x: joined(({ x }) => x), y: joined(({ y }) => y) };
}

/** MNIST, and as a shift the digits of EMNIST: as they are, and framed as MNIST's are. */
function digitRun(seed: number, tell: Tell): Outcome {
  const training = resumable(digitRecipe, examplesOf(mnist("train"), DIGITS), { record: "convnets-mnist", seed, tell });
  const score = (set: Dataset): number => share(training.net, examplesOf(set, DIGITS));
  const cost = [costOf("modern", digitRecipe, training)];
  return {
    seconds: secondsOf(cost),
    measured: {
      "MNIST test": score(mnist("test")),
      "EMNIST digits, as they are": score(emnistDigits("test")),
      "EMNIST digits, framed as MNIST's": score(mnistView(emnistDigits("test"))),
    },
    tables: { cost },
  };
}

/** CIFAR-10's photos, of mean 0 and deviation 1 as the training set has them; in place, as they fill a third of the memory. */
function photos(): { train: Examples; test: Examples } {
  const [train, test] = [examplesOf(cifar10("train"), PHOTOS), examplesOf(cifar10("test"), PHOTOS)];
  const { data } = train.x;
  let [mean, variance] = [0, 0];
  for (const v of data) mean += v;
  mean /= data.length;
  for (const v of data) variance += (v - mean) ** 2;
  const deviation = Math.sqrt(variance / data.length);
  for (const { x } of [train, test]) x.data.forEach((v, i) => x.data[i] = (v - mean) / deviation);
  return { train, test };
}

/** The recipe, and without each of its parts; each net also looks into the mirror. */
function photoRun(record: string, ideas: readonly models.Idea[], seed: number, tell: Tell): Outcome {
  const { train, test } = photos();
  const measured: Record<string, number> = {};
  const cost: RecordRow[] = [];
  for (const { idea, recipe } of ideas) {
    const training = resumable(recipe, train, { record, seed, tell: (text) => tell(`${idea}: ${text}`) });
    measured[`${idea}, one view`] = share(training.net, test);
    measured[idea] = share(new models.Mirrored(training.net), test);
    cost.push(costOf(idea, recipe, training));
  }
  return { measured, seconds: secondsOf(cost), tables: { cost } };
}

/** Accuracy of one view after each epoch, against minutes. */
function hourRun(seed: number, tell: Tell): Outcome {
  const { train, test } = photos();
  const recipe = photoRecipe(LONG.epochs, LONG.channels);
  const training = resumable(recipe, train, { record: "convnets-hour", seed, tell, validation: test });
  let minutes = 0;
  const curve = training.history.map(({ epoch, validation }, i) => {
    minutes += training.seconds[i]! / 60;
    return { epoch, minutes: Number(minutes.toFixed(2)), accuracy: validation!.metrics["accuracy"]! };
  });
  const cost = [costOf("modern, wider", recipe, training)];
  return {
    seconds: secondsOf(cost),
    measured: { "one view": share(training.net, test), "both views": share(new models.Mirrored(training.net), test) },
    tables: { curve, cost },
  };
}

const FIVE = [1, 2, 3, 4, 5];
const cifarFiles = ["cifar10/cifar-10-binary.tar.gz"];
const digitFiles = [
  ...["mnist/train-images-idx3-ubyte", "mnist/train-labels-idx1-ubyte"],
  ...["mnist/t10k-images-idx3-ubyte", "mnist/t10k-labels-idx1-ubyte"],
  ...["emnist/emnist-digits-test-images-idx3-ubyte", "emnist/emnist-digits-test-labels-idx1-ubyte"],
];

/** By the name of their record. */
export const convnets: Readonly<Record<string, Experiment>> = {
  "convnets-chain": {
    what: "each idea of the chain on the 10 800 characters of Glyph36, 10 epochs",
    files: [],
    seeds: FIVE,
    run: (seed, tell) => ideasRun("convnets-chain", models.chain(GLYPHS, CLASSES, 10), seed, tell),
  },
  "convnets-depth": {
    what: "plain, concatenating, residual and ResNet-in-ResNet nets of 8 to 44 layers on Glyph36, 8 epochs",
    files: [],
    run: (seed, tell) => ideasRun("convnets-depth", models.depths(GLYPHS, CLASSES, 8), seed, tell),
  },
  "convnets-mnist": {
    what: `the small modern net on the 60 000 digits of MNIST, ${digitRecipe.epochs} epochs`,
    files: digitFiles,
    run: digitRun,
  },
  "convnets-glyph36": {
    what:
      `the small modern net on Glyph36 (${glyphRecipe.epochs} epochs; six over ten sets of it by other people), beside 1024–64–36`,
    files: ["nist26/nist26_valid.mat"],
    run: glyphRun,
  },
  "convnets-cifar": {
    what: `the small modern net on 30 000 photos of CIFAR-10, ${SHORT.epochs} epochs, scored on 1000 test photos`,
    files: cifarFiles,
    run: (seed, tell) =>
      photoRun(
        "convnets-cifar",
        [{ idea: "all of it", recipe: photoRecipe(SHORT.epochs, SHORT.channels) }],
        seed,
        tell,
      ),
  },
  "convnets-parts": {
    what: "the recipe of convnets-cifar without each of its parts, 6 epochs",
    files: cifarFiles,
    run: (seed, tell) =>
      photoRun("convnets-parts", models.modernParts(PHOTOS, 10, photoRecipe(6, SHORT.channels)), seed, tell),
  },
  "convnets-hour": {
    what: `a wider one on the same photos, ${LONG.epochs} epochs, one seed`,
    files: cifarFiles,
    seeds: [1],
    run: hourRun,
  },
};
