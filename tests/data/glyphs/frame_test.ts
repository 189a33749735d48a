import { expect } from "expect";
import { describe, it } from "node:test";
import { Dataset, emnistView, findData, glyph36, glyphView, mnist, mnistView } from "nnr/data";
import { inEmptyProject } from "./in_empty_project.ts";

const glyphs = inEmptyProject(() => glyph36("test", { count: 72 }));

/** Mean over all images of the box's long side, the box's middle and the centre of mass, in pixels from the left or upper edge. */
function places(
  { images, shape, length }: Dataset,
  ink: (value: number) => number,
): { long: number; box: number[]; mass: number[] } {
  const [side = 0] = shape;
  const found = { long: 0, box: [0, 0], mass: [0, 0] };
  for (let i = 0; i < length; i++) {
    const values = Array.from(images.subarray(i * side * side, (i + 1) * side * side), ink);
    const total = values.reduce((sum, value) => sum + value, 0);
    const along = [(at: number) => at % side, (at: number) => Math.floor(at / side)].map((place, axis) => {
      const dark = [...values.keys()].filter((at) => values[at]! >= 64).map(place);
      const [first, last] = [Math.min(...dark), Math.max(...dark) + 1];
      found.box[axis]! += (first + last) / 2 / length;
      found.mass[axis]! += values.reduce((sum, value, at) => sum + value * (place(at) + 0.5), 0) / total / length;
      return last - first;
    });
    found.long += Math.max(...along) / length;
  }
  return found;
}

const white = (value: number): number => value;
const black = (value: number): number => 255 - value;

describe("mnistView()", () => {
  const set = mnistView(glyphs);

  it("fits ink into 20 × 20 of 28 × 28, white on black, its centre of mass at pixel 14", () => {
    expect([set.shape, set.images[0], set.classes]).toEqual([[28, 28], 0, glyphs.classes]);
    const { long, mass } = places(set, white);
    // Grey at both edges may count as one pixel more or less.
    expect(Math.abs(long - 20)).toBeLessThan(1);
    for (const centre of mass) expect(Math.abs(centre - 14.5)).toBeLessThan(0.1);
  });

  it("leaves MNIST's own images where they are", { skip: !findData("mnist/t10k-images-idx3-ubyte.gz") }, () => {
    const own = mnist("test").take(200);
    const again = mnistView(own);
    const difference = Array.from(own.images).reduce((sum, value, at) => sum + Math.abs(value - again.images[at]!), 0);
    // A move by a fraction of a pixel changes the edges alone; ink that is a pixel off would differ by a tenth.
    expect(difference / own.images.length / 255).toBeLessThan(0.04);
  });
});

describe("emnistView()", () => {
  it("makes ink 24 pixels long in the middle of 28 × 28", () => {
    const { long, box } = places(emnistView(glyphs), white);
    expect(Math.abs(long - 24)).toBeLessThan(1);
    for (const middle of box) expect(Math.abs(middle - 14)).toBeLessThan(0.3);
  });
});

describe("glyphView()", () => {
  it("brings other frames back to black on white, 25 pixels long in the middle of 32 × 32", () => {
    const set = glyphView(mnistView(glyphs));
    expect([set.shape, set.images[0]]).toEqual([[32, 32], 255]);
    const { long, box } = places(set, black);
    expect(Math.abs(long - 25)).toBeLessThan(1);
    for (const middle of box) expect(Math.abs(middle - 16)).toBeLessThan(0.3);
  });

  it("refuses images that are no square bytes", () => {
    const set = new Dataset({ ...parts, shape: [2, 3], images: new Uint8Array(6) });
    expect(() => glyphView(set))
      .toThrow("Cannot view wide as Glyph36: its images must be square, of one channel, in bytes");
  });

  it("leaves an empty image empty", () => {
    const set = new Dataset({ ...parts, shape: [3, 3], images: new Uint8Array(9) });
    expect(new Set(mnistView(set).images)).toEqual(new Set([0]));
  });
});

const parts = { name: "wide", source: "here", licence: "MIT", classes: ["a"], labels: Uint8Array.of(0) };
