import { expect } from "expect";
import { describe, it } from "node:test";
import { inkStatistics, Tensor } from "nnr";

/** Images of 8 by 8 with ink where `at` says. */
function drawn(...at: ((x: number, y: number) => number)[]): Tensor {
  const pixels = at.map((ink) => Array.from({ length: 64 }, (_, i) => 1 - ink(i % 8, Math.floor(i / 8))));
  return Tensor.of(pixels);
}

describe("inkStatistics()", () => {
  it("describes strokes whose measures are known", () => {
    const bar = drawn((x, y) => x >= 2 && x < 5 && y >= 1 && y < 7 ? 1 : 0);
    expect(inkStatistics(bar)).toEqual({ meanInk: 18 / 64, grey: 0, width: 3, height: 6, longerSide: 6, thickest: 4 });
  });

  it("takes medians of sizes and means of shares, and counts grey but not as ink", () => {
    const point = (x: number, y: number): number => x === 3 && y === 3 ? 1 : x === 4 && y === 3 ? 0.25 : 0;
    const wide = (_x: number, y: number): number => y === 0 ? 1 : 0;
    const found = inkStatistics(drawn(point, point, wide));
    expect(found.meanInk).toBeCloseTo((2 * 1.25 + 8) / 192, 6);
    expect(found).toMatchObject({ grey: 2 / 192, width: 1, height: 1, longerSide: 1, thickest: 2 });
  });

  it("refuses what are no square images, and an image without ink", () => {
    expect(() => inkStatistics(Tensor.zeros([2, 8]))).toThrow(
      new RangeError("Cannot describe the ink of [2,8]: it must be [n, side²] with n at least 1"),
    );
    expect(() => inkStatistics(drawn(() => 1, () => 0.4))).toThrow("Cannot describe the ink of image 1: it has none");
  });
});
