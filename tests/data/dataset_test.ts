import { expect } from "expect";
import { describe, it } from "node:test";
import { Dataset, type DatasetParts } from "nnr/data";

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
    expect(refusal({ shape: [1, 0] })).toBe(
      `${start}the sizes of an image must be whole numbers of at least 1, found [1,0]`,
    );
    expect(refusal({ labels: Uint8Array.of(0, 1, 2) })).toBe(`${start}image 2 has label 2, expected 0 to 1`);
    expect(refusal({ images: Float32Array.of(0, 0, 0, NaN, 0, 0) })).toBe(
      `${start}image 1 has the value NaN, expected a finite number`,
    );
  });
});
