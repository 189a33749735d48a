import { expect } from "expect";
import { describe, it } from "node:test";
import { textlessPhoto } from "nnr/data";

const SMALL = { width: 400, height: 300 } as const;
/** Nothing, a flower, stains, cloth, pebbles. */
const THINGS = 5;

describe("textlessPhoto()", () => {
  it("has nothing to read", () => {
    for (let i = 0; i < 2 * THINGS; i++) {
      const { text, lines, writer } = textlessPhoto(i, SMALL);
      expect([text, lines.length, writer]).toEqual(["", 0, ""]);
    }
  });

  it("shows things by turns: only the first of them is an empty page", () => {
    // On a clean plain page an empty one has a single colour.
    const colours = Array.from({ length: THINGS }, (_, i) => {
      const { image } = textlessPhoto(i, { ...SMALL, setting: 0 });
      return new Set(image.data.subarray(0, SMALL.width * SMALL.height)).size;
    });
    expect(colours[0]).toBe(1);
    expect(Math.min(...colours.slice(1))).toBeGreaterThan(1);
  });

  it("makes no two alike, and each the same whatever else is made", () => {
    const bytes = (i: number): string => textlessPhoto(i, SMALL).image.data.join();
    const first = [0, 1, 2, 5, 10].map(bytes);
    expect(new Set(first).size).toBe(5);
    expect(bytes(10)).toBe(first.at(-1));
  });

  it("has noise of the deviation that is stated", () => {
    const { image } = textlessPhoto(0, { ...SMALL, setting: 0, conditions: { noise: 8 } });
    const red = image.data.subarray(0, SMALL.width * SMALL.height);
    const mean = red.reduce((sum, value) => sum + value, 0) / red.length;
    const deviation = Math.sqrt(red.reduce((sum, value) => sum + (value - mean) ** 2, 0) / red.length);
    const expected = 8 * Math.sqrt(0.25 + 0.75 * mean / 255);
    // Rows share 65 536 deviates: 120 000 pixels are some 65 536 of their own, which give the deviation within 1 % (4 sigma).
    expect(Math.abs(deviation / expected - 1)).toBeLessThan(0.015);
  });

  it("refuses what writtenPhoto() refuses", () => {
    expect(() => textlessPhoto(0, { conditions: { quality: 0 } }))
      .toThrow("Cannot make a photo: the quality must lie between 1 and 100, found 0");
    expect(() => textlessPhoto(2 ** 20)).toThrow(
      "Cannot make a photo: the index must lie between 0 and 1048575, found 1048576",
    );
  });
});
