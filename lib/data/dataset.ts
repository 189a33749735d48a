import type { Rng } from "../random/mod.ts";
import { firstNotFinite, requireCount, shapeText } from "../errors/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import type { Batch, BatchesOptions, DatasetParts, LabelledExamples, LabelledImage } from "./dataset_parts.ts";
import { LARGEST_FILE } from "./file_bytes.ts";
import { changed, gather, type ImageChange, type ImageSource, inMemory, picked, type Pixels } from "./image_source.ts";
import { stratified } from "./stratified.ts";

/**
 * Labelled images, in memory or read when they are asked for.
 *
 * Every set has one orientation, whatever its file has: image i is upright, row after row, at
 * `images[i · pixels + row · width + column]`; images in colour hold one plane after another. `batch` turns bytes b into
 * b / 255 and takes float32 as it is.
 *
 * @throws {RangeError} when sizes disagree, a label has no class, two classes have one name, or a value is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng } from "nnr";
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
 * expect(set.item(1).name).toBe("lying");
 * for (const { x, labels } of set.batches(1, { rng: new Rng(1) })) {
 *   expect([x.shape, labels.length]).toEqual([[1, 4], 1]);
 * }
 * const negative = set.map((image) => image.map((value) => 255 - value));
 * expect(negative.batch([1]).x.toArray()).toEqual([[1, 1, 0, 0]]);
 * expect(set.examples().y.toArray()).toEqual([[1, 0], [0, 1]]);
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
  /** The shape of one image: `[height, width]` or `[channels, height, width]`. */
  readonly shape: readonly number[];
  /** For each image the index of its class. */
  readonly labels: Uint8Array;
  readonly #images: Pixels | ImageSource;

  /** Takes the arrays as they are, without a copy. */
  constructor({ name, source, licence, classes, shape, images, labels }: DatasetParts) {
    this.name = name;
    this.source = source;
    this.licence = licence;
    this.classes = [...classes];
    this.shape = [...shape];
    this.#images = images;
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

  /** All images, in memory: those of a set that reads its images are read, every time: at most 640 MiB of values. */
  get images(): Pixels {
    if (inMemory(this.#images)) return this.#images;
    const size = this.length * this.pixels;
    if (size > LARGEST_FILE) {
      throw new RangeError(
        `Cannot hold ${this.name} in memory: ${this.length} images of ${shapeText(this.shape)} are ${size} values, ` +
          `expected at most ${LARGEST_FILE}; batches takes some at a time`,
      );
    }
    return this.#read(this.labels.keys());
  }

  /** One image and its class. */
  item(index: number): LabelledImage {
    const image = this.#read([index]);
    const label = this.labels[index]!;
    return { image, label, name: this.classes[label]! };
  }

  /** Some images, or all, in the order asked, in float32: bytes scaled to [0, 1]. */
  batch(indices?: ArrayLike<number>): Batch {
    const images = indices === undefined ? this.images : this.#read(Array.from(indices));
    const labels = indices === undefined ? this.labels.slice() : this.#labelsOf(indices);
    const values = new Float32Array(images);
    if (images instanceof Uint8Array) { for (let i = 0; i < values.length; i++) values[i] = images[i]! / 255; }
    const shape = this.shape.length === 3 ? this.shape : [this.pixels];
    return { x: new Tensor(values, [labels.length, ...shape]), labels };
  }

  /** All images once, `size` at a time: what `batch` gives, so only one batch need be in memory. */
  *batches(size: number, { rng, dropLast = false }: BatchesOptions = {}): Generator<Batch, void> {
    requireCount(`go through ${this.name}`, "batch size", size);
    if (size > this.length) {
      throw new RangeError(`Cannot go through ${this.name} in batches of ${size}: it holds ${this.length} images`);
    }
    const order = rng ? rng.permutation(this.length) : [...this.labels.keys()];
    const end = dropLast ? this.length - this.length % size : this.length;
    for (let at = 0; at < end; at += size) yield this.batch(order.slice(at, Math.min(at + size, end)));
  }

  /** All images as `batch` gives them, with their classes as one-hot rows in float32. */
  examples(): LabelledExamples {
    const { x, labels } = this.batch();
    return { x, y: Tensor.oneHot(labels, this.classes.length) };
  }

  /** The set of some images, in the order asked: `set.subset(rng.permutation(set.length))` shuffles. */
  subset(indices: ArrayLike<number>): Dataset {
    const labels = this.#labelsOf(indices);
    const images = inMemory(this.#images)
      ? gather(this.#images, indices, this.pixels)
      : picked(this.#images, Array.from(indices));
    return this.#with({ images, labels });
  }

  /** The first `count` images; those in memory are shared, not copied. */
  take(count: number): Dataset {
    if (!(Number.isInteger(count) && count >= 1 && count <= this.length)) {
      throw new RangeError(`Cannot take ${count} images of ${this.name}: it holds ${this.length}`);
    }
    return this.#range(0, count);
  }

  /**
   * Two parts: the first `count` images, or that share of them where `count` is below 1, and the others.
   *
   * With `rng` they are drawn at random, every class in the same proportion; without, they are the first in order, and
   * shared, not copied.
   */
  split(count: number, { rng }: { readonly rng?: Rng } = {}): [Dataset, Dataset] {
    const first = count > 0 && count < 1 ? Math.round(count * this.length) : count;
    if (!(Number.isInteger(first) && first >= 1 && first < this.length)) {
      throw new RangeError(
        `Cannot split ${this.name} after ${count} images: both parts of its ${this.length} must hold at least 1`,
      );
    }
    if (!rng) return [this.#range(0, first), this.#range(first, this.length)];
    const [chosen, others] = stratified(this.labels, first, rng);
    return [this.subset(chosen), this.subset(others)];
  }

  /**
   * The set of the images as `change` makes them, each when it is asked for, every time anew; `shape` is what they have then.
   *
   * `set.map(…).load()` changes each once.
   */
  map(change: ImageChange, { shape = this.shape }: { readonly shape?: readonly number[] } = {}): Dataset {
    const to = shape.reduce((product, n) => product * n, 1);
    const images = changed(this.#images, this.length, change, { name: this.name, from: this.pixels, to });
    return this.#with({ images, shape });
  }

  /** The same set with all its images in memory. */
  load(): Dataset {
    return this.#with({ images: this.images });
  }

  #with(parts: Partial<DatasetParts>): Dataset {
    const { name, source, licence, classes, shape, labels } = this;
    return new Dataset({ name, source, licence, classes, shape, labels, images: this.#images, ...parts });
  }

  #range(start: number, end: number): Dataset {
    const labels = this.labels.subarray(start, end);
    const images = inMemory(this.#images)
      ? this.#images.subarray(start * this.pixels, end * this.pixels)
      : picked(this.#images, Array.from(labels, (_, i) => start + i));
    return this.#with({ images, labels });
  }

  #labelsOf(indices: ArrayLike<number>): Uint8Array {
    return Uint8Array.from(indices, (index) => {
      if (Number.isInteger(index) && index >= 0 && index < this.length) return this.labels[index]!;
      throw new RangeError(`Cannot take image ${index} of ${this.name}: images count from 0 to ${this.length - 1}`);
    });
  }

  #read(indices: Iterable<number>): Pixels {
    const list = [...indices];
    this.#labelsOf(list);
    const values = gather(this.#images, list, this.pixels);
    if (!inMemory(this.#images)) this.#checkValues(values, list.length, list);
    return values;
  }

  #check(): void {
    const images = this.#images;
    const { labels, shape, classes } = this;
    if (!shape.every((n) => Number.isInteger(n) && n >= 1)) {
      this.#refuse(`the sizes of an image must be whole numbers of at least 1, found ${shapeText(shape)}`);
    }
    const twice = classes.find((name, k) => classes.indexOf(name) < k);
    if (twice !== undefined) this.#refuse(`two classes are called ${JSON.stringify(twice)}`);
    if (labels.length === 0) this.#refuse("it must hold at least 1 image, found 0 labels");
    const label = labels.findIndex((k) => k >= classes.length);
    if (inMemory(images)) this.#checkValues(images, labels.length);
    else if (images.length !== labels.length) {
      this.#refuse(`${labels.length} labels need as many images, found ${images.length}`);
    }
    if (label >= 0) this.#refuse(`image ${label} has label ${labels[label]}, expected 0 to ${classes.length - 1}`);
  }

  #checkValues(values: Pixels, count: number, indices?: readonly number[]): void {
    const { pixels, shape } = this;
    if (values.length !== count * pixels) {
      this.#refuse(`${count} images of ${shapeText(shape)} need ${count * pixels} values, found ${values.length}`);
    }
    if (values instanceof Uint8Array) return;
    const at = firstNotFinite(values);
    if (at < 0) return;
    const image = Math.floor(at / pixels);
    this.#refuse(`image ${indices?.[image] ?? image} has the value ${values[at]}, expected a finite number`);
  }

  #refuse(what: string): never {
    throw new RangeError(`Cannot make the data set ${this.name}: ${what}`);
  }
}
