/** The full runs on real data that notebooks and README tell of; each is recorded in `results/`. */
import { Rng, scratch, Tensor } from "nnr";
import { type Dataset, digits, glyph36, mnist, nist26 } from "nnr/data";

/** One run that is recorded. */
export interface Experiment {
  readonly what: string;
  /** The files of the data folder that it reads; one of the names in each entry has to be there. */
  readonly files: readonly string[];
  /** Trains with a seed and gives what was measured, by name. */
  readonly run: (seed: number, tell: (text: string) => void) => Readonly<Record<string, number>>;
}

const BATCH_SIZE = 32;

/** How a net with one hidden layer of sigmoid units is trained; the rate falls in a line to 0. */
interface Recipe {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
}

function trained(
  set: Dataset,
  { hidden, epochs, rate }: Recipe,
  seed: number,
  tell: (text: string) => void,
): scratch.Network {
  const rng = new Rng(seed);
  const examples = examplesOf(set);
  const net = scratch.createNetwork([set.pixels, hidden, set.classes.length], { rng });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const learningRate = rate * (1 - (epoch - 1) / epochs);
    scratch.trainEpoch(net, examples, {
      batches: scratch.randomBatches(set.length, BATCH_SIZE, rng),
      learningRate,
      epoch,
    });
    tell(`seed ${seed}: epoch ${epoch} of ${epochs}`);
  }
  return net;
}

function examplesOf(set: Dataset, classes = set.classes.length): scratch.Examples {
  const { x, labels } = set.batch();
  return { x, y: Tensor.oneHot(labels, classes) };
}

function accuracy(net: scratch.Network, set: Dataset): number {
  return scratch.evaluate(net, examplesOf(set, net.at(-1)!.b.size)).accuracy;
}

const mnistTest = ["mnist/t10k-images-idx3-ubyte", "mnist/t10k-labels-idx1-ubyte"];

/** By the name of their record. */
export const experiments: Readonly<Record<string, Experiment>> = {
  digits: {
    // 128 hidden units read 0.8 points more than 64 of 1 500 held-out digits; the test set was not asked.
    what: "784–128–10 trained on the 10 000 embedded digits: 40 epochs, batches of 32, rate 0.02 falling to 0",
    files: mnistTest,
    run: (seed, tell) => ({
      "MNIST test accuracy": accuracy(
        trained(digits(), { hidden: 128, epochs: 40, rate: 0.02 }, seed, tell),
        mnist("test"),
      ),
    }),
  },
  mnist: {
    what: "784–64–10 trained on the 60 000 MNIST digits: 20 epochs, batches of 32, rate 0.02 falling to 0",
    files: ["mnist/train-images-idx3-ubyte", "mnist/train-labels-idx1-ubyte", ...mnistTest],
    run: (seed, tell) => ({
      "MNIST test accuracy": accuracy(
        trained(mnist("train"), { hidden: 64, epochs: 20, rate: 0.02 }, seed, tell),
        mnist("test"),
      ),
    }),
  },
  nist26: {
    what: "1024–64–36 trained on Glyph36 alone: 60 epochs, batches of 32, rate 0.01 falling to 0",
    files: ["nist26/nist26_valid.mat"],
    run: (seed, tell) => {
      const net = trained(glyph36("train"), { hidden: 64, epochs: 60, rate: 0.01 }, seed, tell);
      return {
        "Glyph36 test accuracy": accuracy(net, glyph36("test")),
        "Glyph36 unseen writers' accuracy": accuracy(net, glyph36("unseen")),
        "NIST26 letters, read as one of 36": accuracy(net, nist26("valid")),
      };
    },
  },
};
