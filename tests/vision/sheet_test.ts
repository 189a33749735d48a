import { expect } from "expect";
import { describe, it } from "node:test";
import type { Image } from "nnr";
import { writtenPhoto } from "nnr/data";
import { sheetAlone } from "../../lib/vision/sheet.ts";

/** A grey picture with a lighter rectangle, a dark square on it. */
function sheetOn(table: number, sheet: number): Image {
  const [height, width] = [120, 160];
  const data = new Uint8Array(height * width).fill(table);
  for (let y = 40; y < 100; y++) data.fill(sheet, y * width + 30, y * width + 120);
  for (let y = 60; y < 70; y++) data.fill(20, y * width + 60, y * width + 66);
  return { shape: [1, height, width], data };
}

describe("sheetAlone()", () => {
  it("paints what lies around a sheet in its colour, and leaves the sheet as it is", () => {
    const image = sheetOn(90, 200);
    const { shape, data } = sheetAlone(image)!;
    expect(shape).toEqual(image.shape);
    for (const at of [0, 65 * 160 + 10, 119 * 160 + 159]) expect(Math.abs(data[at]! - 200)).toBeLessThan(3);
    for (let y = 45; y < 95; y++) {
      expect(data.subarray(y * 160 + 35, y * 160 + 115)).toEqual(image.data.subarray(y * 160 + 35, y * 160 + 115));
    }
  });

  it("finds none where nothing is clearly lighter, or all is one", () => {
    expect(sheetAlone(sheetOn(180, 200))).toBeUndefined();
    expect(sheetAlone(sheetOn(200, 200))).toBeUndefined();
    expect(sheetAlone({ shape: [3, 1, 1], data: new Uint8Array(3) })).toBeUndefined();
  });

  it("takes most of a table away from a photo", () => {
    const { image } = writtenPhoto("unseen", 8, { seed: 8, width: 400, height: 300 });
    const [before, after] = [image, sheetAlone(image)!].map(({ data }) => data[0]!);
    expect(after! - before!).toBeGreaterThan(20);
  });
});
