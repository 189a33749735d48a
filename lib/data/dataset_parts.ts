import type { Rng } from "../random/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { ImageSource, Pixels } from "./image_source.ts";

/** What a data set is made of. */
export interface DatasetParts {
  /** What tables and captions call it; a stand-in says that it is one. */
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Under which terms it may be used. */
  readonly licence: string;
  /** What each label stands for: at most 256 classes. */
  readonly classes: readonly string[];
  /** The shape of one image: `[height, width]`, or `[channels, height, width]` in colour. */
  readonly shape: readonly number[];
  /** Image after image, each upright and row after row, a colour after another; or what reads them when they are asked for. */
  readonly images: Pixels | ImageSource;
  /** For each image the index of its class. */
  readonly labels: Uint8Array;
}

/** Some images, ready for a net. */
export interface Batch {
  /** `[images, pixels]`; of images with channels `[images, channels, height, width]`. */
  readonly x: Tensor;
  /** The class of each image of x. */
  readonly labels: Uint8Array;
}

/** All images and what they are, as training takes them. */
export interface LabelledExamples {
  /** As `Batch` has it. */
  readonly x: Tensor;
  /** `[images, classes]`: each row is 1 at the image's class and 0 elsewhere. */
  readonly y: Tensor;
}

/** One image and what it is. */
export interface LabelledImage {
  /** Its values, as many as the set's shape says. */
  readonly image: Pixels;
  /** The index of its class. */
  readonly label: number;
  /** The name of its class. */
  readonly name: string;
}

/** How a set is gone through. */
export interface BatchesOptions {
  /** Shuffles the images; without it they come in their order. */
  readonly rng?: Rng;
  /** Whether a last batch that is smaller than the others is left out. */
  readonly dropLast?: boolean;
}
