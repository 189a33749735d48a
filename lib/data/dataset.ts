import { shapeText } from "../errors/mod.ts";
import { Tensor } from "../tensor/mod.ts";

/** What a data set is made of. */
export interface DatasetParts {
  /** What tables and captions call it; a stand-in says that it is one. */
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Under which terms it may be used. */
  readonly licence: string;
  /** What each label stands for. */
  readonly classes: readonly string[];
  /** The shape of one image: `[height, width]`. */
  readonly shape: readonly number[];
  /** Image after image, each upright and row after row: bytes 0–255, or float32 as a file gives them. */
  readonly images: Uint8Array | Float32Array;
  /** For each image the index of its class. */
  readonly labels: Uint8Array;
}

/** Some images, ready for a net. */
export interface Batch {
  /** `[images, pixels]`. */
  readonly x: Tensor;
  /** The class of each row of x. */
  readonly labels: Uint8Array;
}

/** All images and what they are, as training takes them. */
export interface LabelledExamples {
  /** `[images, pixels]`. */
  readonly x: Tensor;
  /** `[images, classes]`: each row is 1 at the image's class and 0 elsewhere. */
  readonly y: Tensor;
}

/**
 * Labelled images, kept small: bytes 0–255, or float32 where a file holds values that are no bytes.
 *
 * Every set has one orientation, whatever its file has: image i is upright, row after row, at
 * `images[i · pixels + row · width + column]`. `batch` turns bytes b into b / 255 and takes float32 as it is.
 *
 * @throws {RangeError} when sizes disagree, a label has no class, or a value is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Dataset } from "nnr/data";
 *
 * const set = new Dataset({
 *   name: "bars",
 *   source: "drawn here",
 *   licence: "MIT",
 *   classes: ["upright", "lying"],
 *   shape: [2, 2],
 *   images: Uint8Array.of(255, 0, 255, 0, 0, 0, 255, 255),
 *   labels: Uint8Array.of(0, 1),
 * });
 * const { x, labels } = set.batch([1, 0]);
 * expect(x.toArray()).toEqual([[0, 0, 1, 1], [1, 0, 1, 0]]);
 * expect([...labels]).toEqual([1, 0]);
expect(set.examples().y.toArray()).toEqual([[1, 0], [0, 1]]);
 * ```
 */
export class Dataset implements DatasetParts {
  /** What tables and captions call it. */
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Under which terms it may be used. */
  readonly licence: string;
  /** What each label stands for. */
  readonly classes: readonly string[];
  /** The shape of one image: `[height, width]`. */
  readonly shape: readonly number[];
  /** Image after image. */
  readonly images: Uint8Array | Float32Array;
  /** For each image the index of its class. */
  readonly labels: Uint8Array;

  /** Takes the arrays as they are, without a copy. */
  constructor({ name, source, licence, classes, shape, images, labels }: DatasetParts) {
    this.name = name;
    this.source = source;
    this.licence = licence;
    this.classes = [...classes];
    this.shape = [...shape];
    this.images = images;
    this.labels = labels;
    this.#check();
  }

  /** The number of images. */
  get length(): number {
    return this.labels.length;
  }

  /** The number of values of one image. */
  get pixels(): number {
    return this.shape.reduce((product, n) => product * n, 1);
  }

  /** Some images, or all, in the order asked: x `[images, pixels]` in float32, bytes scaled to [0, 1]. */
  batch(indices?: ArrayLike<number>): Batch {
    const { images, labels } = indices === undefined ? this : this.#gather(indices);
    const values = new Float32Array(images);
    if (images instanceof Uint8Array) { for (let i = 0; i < values.length; i++) values[i] = images[i]! / 255; }
    return { x: new Tensor(values, [labels.length, this.pixels]), labels: labels.slice() };
  }

  /** All images as `batch` gives them, with their classes as one-hot rows in float32. */
  examples(): LabelledExamples {
    const { x, labels } = this.batch();
    return { x, y: Tensor.oneHot(labels, this.classes.length) };
  }

  /** The set of some images, in the order asked: `set.subset(rng.permutation(set.length))` shuffles. */
  subset(indices: ArrayLike<number>): Dataset {
    return new Dataset({ ...this, ...this.#gather(indices) });
  }

  /** The first `count` images; they are shared, not copied. */
  take(count: number): Dataset {
    if (!(Number.isInteger(count) && count >= 1 && count <= this.length)) {
      throw new RangeError(`Cannot take ${count} images of ${this.name}: it holds ${this.length}`);
    }
    return this.#range(0, count);
  }

  /** The first `count` images, and the others; they are shared, not copied. */
  split(count: number): [Dataset, Dataset] {
    if (!(Number.isInteger(count) && count >= 1 && count < this.length)) {
      throw new RangeError(
        `Cannot split ${this.name} after ${count} images: both parts of its ${this.length} must hold at least 1`,
      );
    }
    return [this.#range(0, count), this.#range(count, this.length)];
  }

  #range(start: number, end: number): Dataset {
    const images = this.images.subarray(start * this.pixels, end * this.pixels);
    return new Dataset({ ...this, images, labels: this.labels.subarray(start, end) });
  }

  #gather(indices: ArrayLike<number>): { images: Uint8Array | Float32Array; labels: Uint8Array } {
    const { pixels } = this;
    const size = indices.length * pixels;
    const images = this.images instanceof Uint8Array ? new Uint8Array(size) : new Float32Array(size);
    const labels = new Uint8Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!;
      if (!(Number.isInteger(index) && index >= 0 && index < this.length)) {
        throw new RangeError(`Cannot take image ${index} of ${this.name}: images count from 0 to ${this.length - 1}`);
      }
      images.set(this.images.subarray(index * pixels, (index + 1) * pixels), i * pixels);
      labels[i] = this.labels[index]!;
    }
    return { images, labels };
  }

  #check(): void {
    const { images, labels, shape, classes, pixels } = this;
    const refuse = (what: string): never => {
      throw new RangeError(`Cannot make the data set ${this.name}: ${what}`);
    };
    if (!shape.every((n) => Number.isInteger(n) && n >= 1)) {
      refuse(`the sizes of an image must be whole numbers of at least 1, found ${shapeText(shape)}`);
    }
    if (labels.length === 0) refuse("it must hold at least 1 image, found 0 labels");
    if (images.length !== labels.length * pixels) {
      refuse(
        `${labels.length} images of ${shapeText(shape)} need ${labels.length * pixels} values, found ${images.length}`,
      );
    }
    const label = labels.findIndex((k) => k >= classes.length);
    if (label >= 0) refuse(`image ${label} has label ${labels[label]}, expected 0 to ${classes.length - 1}`);
    if (images instanceof Uint8Array) return;
    for (let i = 0; i < images.length; i++) {
      if (Number.isFinite(images[i])) continue;
      refuse(`image ${Math.floor(i / pixels)} has the value ${images[i]}, expected a finite number`);
    }
  }
}
