/**
 * What augmentation adds to a training step: `deno run -A bench/augmentation.ts [fc|cnn|cifar …]`.
 *
 * Steps with and without take turns, so that whatever else the machine does is met by both; the median step of each epoch,
 * and of those the median.
 */
import {
  ActivationLayer,
  augment,
  BatchNorm,
  Conv2d,
  engine,
  fit,
  Flatten,
  Linear,
  MaxPool2d,
  Rng,
  Sequential,
  SGD,
  Tensor,
} from "nnr";
import { type Batch, glyph36 } from "nnr/data";
import { COMPARED } from "./works.ts";

/** A net as the benchmark has it, and what its images may go through. */
interface Work {
  readonly net: Sequential;
  readonly input: readonly number[];
  readonly classes: number;
  readonly batch: number;
  readonly steps: number;
  readonly augmentations: Readonly<Record<string, augment.Augmentation>>;
}

const ROUNDS = 9;
const rng = new Rng(1);
const relu = new ActivationLayer("relu");

function convolution(inputs: number, outputs: number, window: number, bias = true): Conv2d {
  return new Conv2d(inputs, outputs, window, { rng, padding: (window - 1) / 2, bias });
}

function pair(inputs: number, outputs: number): Sequential["layers"] {
  return [
    ...[convolution(inputs, outputs, 3, false), new BatchNorm(outputs), relu],
    ...[convolution(outputs, outputs, 3, false), new BatchNorm(outputs), relu, new MaxPool2d(2)],
  ];
}

const affine = augment.affine({ shift: 2, rotation: 10, scale: 0.1, shear: 0.1 });
const thickness = augment.thickness({ radius: 1 });
const elastic = augment.elastic({ distance: 1, smoothness: 4 });
const blur = augment.blur({ sigma: 0.7 });
const noise = augment.noise({ deviation: 0.05 });
const contrast = augment.contrast({ contrast: 0.2, brightness: 0.1 });
const photo = augment.compose(augment.flip(), augment.crop({ margin: 4 }));

const works: Readonly<Record<string, Work>> = {
  fc: {
    net: new Sequential([
      new Linear(1024, 64, { rng }),
      new ActivationLayer("sigmoid"),
      new Linear(64, 36, { rng }),
    ]),
    ...{ input: [1024], classes: 36, batch: 32, steps: 300 },
    augmentations: { affine, thickness, "affine, thickness": augment.compose(affine, thickness), elastic },
  },
  cnn: {
    net: new Sequential([
      ...[convolution(1, 16, 5), relu, new MaxPool2d(2), convolution(16, 32, 3), relu, new MaxPool2d(2)],
      ...[new Flatten(), new Linear(2048, 128, { rng }), relu, new Linear(128, 36, { rng })],
    ]),
    ...{ input: [1, 32, 32], classes: 36, batch: 32, steps: 40 },
    augmentations: {
      ...{ affine, thickness, elastic, blur, noise, contrast, "cut-out": augment.cutOut({ side: 8 }) },
      "affine, elastic, thickness": augment.compose(affine, elastic, thickness),
      "affine, elastic, thickness, blur, contrast, noise": augment.compose(
        ...[affine, elastic, thickness, blur, contrast, noise],
      ),
    },
  },
  cifar: {
    net: new Sequential([
      ...pair(3, 32),
      ...pair(32, 64),
      ...pair(64, 128),
      new Flatten(),
      new Linear(2048, 10, { rng }),
    ]),
    ...{ input: [3, 32, 32], classes: 10, batch: 64, steps: 6 },
    augmentations: {
      "flip, crop": photo,
      "flip, crop, cut-out, contrast": augment.compose(photo, augment.cutOut({ side: 8 }), contrast),
      "flip, crop, affine, blur, contrast, noise": augment.compose(photo, affine, blur, contrast, noise),
    },
  },
};

/** Images that differ everywhere, as photos do. */
function colours(n: number): Batch {
  const x = Tensor.uniform([n, 3, 32, 32], 0, 1, { rng });
  return { x, labels: Uint8Array.from({ length: n }, (_, i) => i % 10) };
}

/** Milliseconds a step: the median of an epoch. */
function epoch({ net, input, classes, batch, steps }: Work, augmentation?: augment.Augmentation): number {
  const n = batch * steps;
  const { x, labels } = input[0] === 3 ? colours(n) : glyph36("train", { count: n }).batch();
  const y = Tensor.oneHot(labels, classes);
  const times: number[] = [];
  let last = performance.now();
  fit(net, { x: x.reshape([n, ...input]), y }, {
    ...{ optimiser: new SGD(net.parameters(), { learningRate: 0.01 }), epochs: 1, batchSize: batch, seed: 1 },
    ...augmentation && { augment: augmentation },
    onEvent: () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
    },
  });
  return median(times.slice(1));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

engine().threads = COMPARED;
for (const name of Deno.args.length > 0 ? Deno.args : Object.keys(works)) {
  const work = works[name]!;
  const choices = Object.entries<augment.Augmentation | undefined>({ none: undefined, ...work.augmentations });
  const times = choices.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [k, [, augmentation]] of choices.entries()) {
      const time = epoch(work, augmentation);
      // The first round is for the compilers and for threads to start.
      if (round > 0) times[k]!.push(time);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  const alone = median(times[0]!);
  choices.forEach(([what], k) => {
    const shares = times[k]!.map((time, round) => time / times[0]![round]! - 1);
    const added = `${median(shares) < 0 ? "−" : "+"}${Math.abs(100 * median(shares)).toFixed(0)} %`;
    console.log(`${name}, ${what}: ${(1000 * median(times[k]!)).toFixed(0)} µs${k === 0 ? "" : `, ${added}`}`);
  });
  console.log(`${name}: 20 % of a step are ${(200 * alone / work.batch * 1000).toFixed(0)} ns an image\n`);
}
