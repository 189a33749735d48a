/** The autoencoders that chapter 5 compares, by the name of their record, and how each is trained. */
import {
  Adam,
  augment,
  type Augmentation,
  cosine,
  type Loss,
  meanSquaredError,
  models,
  type Optimiser,
  type Rng,
  type Schedule,
  SGD,
  stepDecay,
  type Tensor,
  xavierUniform,
} from "nnr";

/** A net and its training. */
export interface Recipe {
  /** What a table calls it. */
  readonly what: string;
  readonly seeds: readonly number[];
  readonly net: (rng: Rng) => models.Autoencoder;
  readonly optimiser: (parameters: Parameters) => Optimiser;
  /** Of all steps. */
  readonly schedule: Schedule;
  /** Of the net's outputs and the images. */
  readonly loss: (net: models.Autoencoder) => Loss;
  readonly epochs: number;
  readonly batchSize: number;
  /** Changes the images, which the net is to give as they then are: there are more of them. */
  readonly images?: Augmentation;
  /** Changes what the net sees alone: it is to give the image as it was. */
  readonly inputs?: Augmentation;
  /** Whether the first seed's net is kept in `data/nets`. */
  readonly keep?: boolean;
}

type Parameters = ReturnType<models.Autoencoder["parameters"]>;

/** Images of Glyph36's training set, and so the steps of an epoch. */
const IMAGES = 10_800;
/** Three where a run is claimed to be better or worse than another, one where a table shows a step on the way. */
const three = [1, 2, 3];
const one = [1];

/** J = Σ (y − x)², over pixels and images: the course's. */
function totalSquaredError(outputs: Tensor, targets: Tensor): Tensor {
  const error = outputs.sub(targets);
  return error.mul(error).sum();
}

/** Mean over images of the logarithm of their mean squared error: but for sign and unit the mean PSNR. */
function meanLogError(outputs: Tensor, targets: Tensor): Tensor {
  const error = outputs.sub(targets);
  return error.mul(error).mean(1).log().mean();
}

const courseShape = { code: "relu", output: "sigmoid" } as const;
const courseRate = { rate: 3e-5, factor: 0.9, every: 20 * Math.ceil(IMAGES / 36) };

/** The course's net and training, with its defaults. */
const course: Recipe = {
  what: "the course's run",
  seeds: three,
  net: (rng) => models.denseAutoencoder([1024, 32, 32], { rng, initialise: xavierUniform, ...courseShape }),
  optimiser: (parameters) => new SGD(parameters, { learningRate: courseRate.rate, momentum: 0.9 }),
  schedule: stepDecay(courseRate),
  loss: () => totalSquaredError,
  epochs: 100,
  batchSize: 36,
};

/** Each of these changes one thing more. */
const ink: Recipe = {
  ...course,
  what: "+ ink is 1, paper 0",
  net: (rng) => models.denseAutoencoder([1024, 32, 32], { rng, initialise: xavierUniform, ink: true, ...courseShape }),
};
const adam: Recipe = {
  ...ink,
  what: "+ mean error, Adam at 0.001",
  seeds: one,
  optimiser: (parameters) => new Adam(parameters, { learningRate: 0.001 }),
  schedule: () => 0.001,
  loss: () => meanSquaredError,
};
const schedule: Recipe = { ...adam, what: "+ from 0.002 to 0 along a cosine", schedule: cosine({ from: 0.002 }) };
const alive: Recipe = {
  ...schedule,
  what: "+ He's weights, biases of 1",
  seeds: three,
  net: (rng) => models.denseAutoencoder([1024, 32, 32], { rng, bias: 1, ink: true, ...courseShape }),
};
const long: Recipe = { ...alive, what: "+ 300 epochs", epochs: 300, keep: true };
const onward: Recipe = { ...alive, seeds: one };

/** λ of the sparse net's penalty λ · mean of its code, which has no negative numbers. */
const SPARSITY = 0.12;
const stretched = augment.affine({ shift: 1, rotation: 8, scale: 0.12, shear: 0.15 });

/** The steps from the course's run to what the course's net can do, then other nets. */
export const recipes: Readonly<Record<string, Recipe>> = {
  course,
  "no-momentum": {
    ...course,
    what: "the course's run without momentum",
    seeds: one,
    optimiser: (parameters) => new SGD(parameters, { learningRate: courseRate.rate }),
  },
  ink,
  adam,
  schedule,
  alive,
  "batch-18": { ...onward, what: "… with batches of 18", batchSize: 18 },
  "batch-144": { ...onward, what: "… with batches of 144", batchSize: 144 },
  long,
  log: { ...onward, what: "… with the mean logarithm of the error", loss: () => meanLogError },
  linear: {
    ...onward,
    what: "linear",
    net: (rng) => models.denseAutoencoder([1024, 32], { rng, ink: true }),
    epochs: 60,
  },
  denoising: { ...onward, what: "denoising", inputs: augment.noise({ deviation: 0.5 }) },
  sparse: {
    ...onward,
    what: "sparse",
    net: (rng) => models.denseAutoencoder([1024, 256], { rng, bias: 0.1, ink: true, ...courseShape }),
    loss: (net) => (outputs, targets) =>
      meanSquaredError(outputs, targets).add(net.project(targets).mean().mul(SPARSITY)),
    epochs: 15,
  },
  deep: {
    ...onward,
    what: "deep",
    net: (rng) => models.denseAutoencoder([1024, 512, 128, 32], { rng, ink: true, output: "sigmoid" }),
    images: stretched,
    batchSize: 128,
    epochs: 20,
  },
  convolutional: {
    ...onward,
    what: "convolutional",
    net: (rng) => models.convolutionalAutoencoder(32, { rng }),
    images: stretched,
    batchSize: 64,
    epochs: 25,
    seeds: three,
    keep: true,
  },
};
