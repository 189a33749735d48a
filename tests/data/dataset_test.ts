import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { Dataset, type DatasetParts, type ImageSource } from "nnr/data";

/** Three images of one by two pixels. */
const parts: DatasetParts = {
  name: "three",
  source: "a test",
  licence: "MIT",
  classes: ["a", "b"],
  shape: [1, 2],
  images: Uint8Array.of(0, 51, 102, 153, 204, 255),
  labels: Uint8Array.of(0, 1, 0),
};
const three = new Dataset(parts);
/** Twelve images of one value, their own index, of three classes: 6, 4 and 2. */
const twelve = new Dataset({
  ...parts,
  name: "twelve",
  classes: ["a", "b", "c"],
  shape: [1, 1],
  images: Uint8Array.from({ length: 12 }, (_, i) => i),
  labels: Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2),
});
const floats = new Dataset({ ...parts, images: Float32Array.of(-0.125, 1.125, 0, 0.5, 1, 2) });

describe("Dataset", () => {
  it("gives bytes b as b / 255 in float32, in the order asked, as often as asked", () => {
    const { x, labels } = three.batch([2, 1, 2]);
    expect(x.shape).toEqual([3, 2]);
    expect(x.dtype).toBe("float32");
    expect([...x.data]).toEqual([4 / 5, 1, 2 / 5, 3 / 5, 4 / 5, 1].map(Math.fround));
    expect([...labels]).toEqual([0, 1, 0]);
  });

  it("gives float32 as it is, overshoot and all", () => {
    expect(floats.batch([0, 2]).x.toArray()).toEqual([[-0.125, 1.125], [1, 2]]);
  });

  it("gives all images when none are named", () => {
    expect(floats.batch().x.toArray()).toEqual([[-0.125, 1.125], [0, 0.5], [1, 2]]);
    expect([...floats.batch().labels]).toEqual([0, 1, 0]);
  });

  it("gives batches of its own: changing one changes no set", () => {
    const { x, labels } = floats.batch();
    x.data.fill(7);
    labels.fill(1);
    expect([floats.images[0], floats.labels[0]]).toEqual([-0.125, 0]);
  });

  it("makes subsets, first parts and splits that keep what the set is", () => {
    const subset = three.subset([2, 0]);
    expect([...subset.images]).toEqual([204, 255, 0, 51]);
    expect({ name: subset.name, source: subset.source, licence: subset.licence, classes: subset.classes })
      .toEqual({ name: "three", source: "a test", licence: "MIT", classes: ["a", "b"] });
    expect([...three.take(2).images]).toEqual([0, 51, 102, 153]);
    const [first, rest] = three.split(1);
    expect([first.length, rest.length, ...rest.images, ...rest.labels]).toEqual([1, 2, 102, 153, 204, 255, 1, 0]);
  });

  it("gives an image of colours as it lies, channels first", () => {
    const set = new Dataset({ ...parts, shape: [3, 1, 2], labels: Uint8Array.of(1) });
    expect(set.batch().x.toArray()).toEqual(
      [[[[0, 1 / 5]], [[2 / 5, 3 / 5]], [[4 / 5, 1]]]].map((image) =>
        image.map((plane) => plane.map((row) => row.map(Math.fround)))
      ),
    );
  });

  it("gives an item with its class", () => {
    expect(three.item(1)).toEqual({ image: Uint8Array.of(102, 153), label: 1, name: "b" });
  });

  it("goes through all images once, in order or shuffled, and leaves out a small last batch if told to", () => {
    const sizes = (set: Iterable<{ labels: Uint8Array }>): number[] => [...set].map(({ labels }) => labels.length);
    expect(sizes(twelve.batches(5))).toEqual([5, 5, 2]);
    expect(sizes(twelve.batches(5, { dropLast: true }))).toEqual([5, 5]);
    expect(sizes(twelve.batches(12, { dropLast: true }))).toEqual([12]);
    const values = (rng?: Rng): number[] =>
      [...twelve.batches(5, rng ? { rng } : {})].flatMap(({ x }) =>
        [...x.data].map((value) => Math.round(255 * value))
      );
    const order = Array.from({ length: 12 }, (_, i) => i);
    expect(values()).toEqual(order);
    expect(values(new Rng(1))).toEqual(new Rng(1).permutation(12));
    expect(new Set(values(new Rng(2)))).toEqual(new Set(order));
    expect(() => [...twelve.batches(0)]).toThrow(
      "Cannot go through twelve: the batch size must be a whole number of at least 1, found 0",
    );
    expect(() => [...twelve.batches(13)]).toThrow("Cannot go through twelve in batches of 13: it holds 12 images");
  });

  it("splits by a share as by a count, and at random with every class in proportion", () => {
    expect(twelve.split(0.25).map(({ images }) => [...images])).toEqual([[0, 1, 2], [3, 4, 5, 6, 7, 8, 9, 10, 11]]);
    for (let seed = 0; seed < 20; seed++) {
      const [half, rest] = twelve.split(6, { rng: new Rng(seed) });
      expect([...half.labels]).toEqual([0, 0, 0, 1, 1, 2]);
      expect([...half.images, ...rest.images].sort((a, b) => a - b)).toEqual([...twelve.images]);
      // 5 of 12: 2.5, 1.67 and 0.83 of the classes; the one image left over after 2, 1 and 0 goes where most is missing.
      const [five] = twelve.split(5, { rng: new Rng(seed) });
      expect([...five.labels]).toEqual([0, 0, 1, 1, 2]);
    }
    const first = (seed: number): string => String(twelve.split(0.5, { rng: new Rng(seed) })[0].images);
    expect(first(1)).toBe(first(1));
    expect(new Set([0, 1, 2, 3].map(first)).size).toBeGreaterThan(1);
    expect(() => twelve.split(0.01)).toThrow("Cannot split twelve after 0.01 images: both parts of its 12 must hold");
  });

  it("changes images when they are asked for, into another shape if told so", () => {
    let changes = 0;
    const pairs = twelve.map((image, index) => {
      changes++;
      return Float32Array.of(image[0]!, -index);
    }, { shape: [2, 1] });
    expect(changes).toBe(0);
    expect(pairs.batch([3, 1]).x.toArray()).toEqual([[3, -3], [1, -1]]);
    expect(pairs.subset([4, 5]).take(1).batch().x.toArray()).toEqual([[4, -4]]);
    expect(changes).toBe(3);
    const loaded = pairs.load();
    loaded.batch();
    expect(changes).toBe(15);
    expect(loaded.item(2)).toEqual({ image: Float32Array.of(2, -2), label: 0, name: "a" });
    const negative = twelve.map((image) => image.map((value) => 255 - value));
    expect([...negative.take(2).images]).toEqual([255, 254]);
  });

  it("refuses changes that do not fit", () => {
    expect(() => twelve.map(() => new Uint8Array(2)).batch([7])).toThrow(
      new RangeError("Cannot change image 7 of twelve: found 2 values, expected 1"),
    );
    const mixed = twelve.map((image, i) => i === 1 ? Float32Array.from(image) : image);
    expect(() => mixed.batch([0, 1])).toThrow(
      new TypeError("Cannot change image 1 of twelve: all must become bytes, or all float32"),
    );
    expect(() => twelve.map(() => Float32Array.of(NaN)).batch([7])).toThrow(
      "Cannot make the data set twelve: image 7 has the value NaN, expected a finite number",
    );
  });

  it("reads images from a source only when they are asked for, and those only", () => {
    const asked: number[][] = [];
    const source: ImageSource = {
      length: 1_000_000,
      read: (indices) => {
        asked.push(Array.from(indices));
        return Uint8Array.from(Array.from(indices).flatMap((i) => [i % 256, i % 7]));
      },
    };
    const labels = new Uint8Array(1_000_000);
    const set = new Dataset({ ...parts, images: source, labels });
    const [, rest] = set.split(0.5);
    expect(rest.subset([1, 0]).batch([1]).x.toArray()).toEqual([
      [500_000 % 256 / 255, 500_000 % 7 / 255].map(Math.fround),
    ]);
    for (const { labels } of set.batches(3)) {
      expect(labels.length).toBe(3);
      break;
    }
    expect(asked).toEqual([[500_000], [0, 1, 2]]);
    const photos = new Dataset({ ...parts, shape: [3, 300, 300], images: source, labels });
    expect(() => photos.load()).toThrow(
      new RangeError(
        "Cannot hold three in memory: 1000000 images of [3,300,300] are 270000000000 values, expected at most 671088640; " +
          "batches takes some at a time",
      ),
    );
    const short = new Dataset({ ...parts, images: { length: 3, read: () => new Uint8Array(1) } });
    expect(() => short.batch([2])).toThrow("Cannot make the data set three: 1 images of [1,2] need 2 values, found 1");
    expect(() => new Dataset({ ...parts, images: source })).toThrow(
      "Cannot make the data set three: 3 labels need as many images, found 1000000",
    );
  });

  it("refuses images that are not there", () => {
    for (const index of [3, -1, 0.5, NaN]) {
      expect(() => three.batch([0, index])).toThrow(
        new RangeError(`Cannot take image ${index} of three: images count from 0 to 2`),
      );
    }
    expect(() => three.take(4)).toThrow("Cannot take 4 images of three: it holds 3");
    expect(() => three.take(0)).toThrow("Cannot take 0 images of three: it holds 3");
    expect(() => three.split(3)).toThrow(
      "Cannot split three after 3 images: both parts of its 3 must hold at least 1",
    );
    expect(() => three.subset([])).toThrow(
      "Cannot make the data set three: it must hold at least 1 image, found 0 labels",
    );
  });

  it("refuses parts that do not fit", () => {
    const refusal = (change: Partial<DatasetParts>): unknown => {
      try {
        return new Dataset({ ...parts, ...change });
      } catch (error) {
        return String(error);
      }
    };
    const start = "RangeError: Cannot make the data set three: ";
    expect(refusal({ shape: [2, 2] })).toBe(`${start}3 images of [2,2] need 12 values, found 6`);
    expect(refusal({ classes: ["a", "a"] })).toBe(`${start}two classes are called "a"`);
    expect(refusal({ shape: [1, 0] })).toBe(
      `${start}the sizes of an image must be whole numbers of at least 1, found [1,0]`,
    );
    expect(refusal({ labels: Uint8Array.of(0, 1, 2) })).toBe(`${start}image 2 has label 2, expected 0 to 1`);
    expect(refusal({ images: Float32Array.of(0, 0, 0, NaN, 0, 0) })).toBe(
      `${start}image 1 has the value NaN, expected a finite number`,
    );
  });
});
