/**
 * Nets as data: a description of layers is built, counted and drawn from what it says alone.
 *
 * @module
 */
export { Autoencoder, type AutoencoderParts } from "./autoencoder.ts";
export { convolutionalAutoencoder, denseAutoencoder, type DenseAutoencoderOptions } from "./autoencoders.ts";
export { build } from "./build.ts";
export { type Convolution, type Layer, type Layers, type NetDescription } from "./description.ts";
export { Mirrored } from "./flips.ts";
export { chain, depths, type Idea, modernParts, normedRecipe } from "./chain.ts";
export { labelOf } from "./label.ts";
export {
  convolutional,
  type ConvolutionalOptions,
  deep,
  fullyConnected,
  type Joint,
  modern,
  type ModernOptions,
} from "./nets.ts";
export {
  activation,
  batchNorm,
  concatenate,
  conv,
  convNormRelu,
  type ConvOptions,
  dropout,
  flatten,
  globalMean,
  linear,
  maxPool,
  meanPool,
  relu,
  residual,
  scale,
  twoStreams,
} from "./parts.ts";
export { Negative } from "./negative.ts";
export { Mosaic, Patches } from "./patches.ts";
export { type ReceptiveField, receptiveField } from "./receptive_field.ts";
export { Reshape } from "./reshape.ts";
export { learn, type LearnOptions, type Learnt, type Recipe, type Start } from "./recipe.ts";
export { Scale } from "./scale.ts";
export { shapeAfter } from "./shapes.ts";
export { TwoStreams } from "./two_streams.ts";
export { whiten, whiteningFilters } from "./whitening.ts";
