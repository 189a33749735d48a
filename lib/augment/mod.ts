/**
 * Random changes of images that leave their meaning, as small functions that `compose` puts one after another.
 *
 * `fit` takes the result as its option `augment`: each image then gets another face in each epoch, drawn from the seed, the
 * epoch and its place in the set alone, the same under every kernel and on any number of threads.
 *
 * @module
 */
export { affine, type AffineOptions } from "./affine.ts";
export { type Augmentation, compose } from "./augmentation.ts";
export { augmented, type Occasion } from "./augmented.ts";
export { blur, type BlurOptions } from "./blur.ts";
export { contrast, type ContrastOptions } from "./contrast.ts";
export { crop, type CropOptions } from "./crop.ts";
export { cutOut, type CutOutOptions } from "./cut_out.ts";
export { elastic, type ElasticOptions } from "./elastic.ts";
export { flip } from "./flip.ts";
export { noise, type NoiseOptions } from "./noise.ts";
export { thickness, type ThicknessOptions } from "./thickness.ts";
