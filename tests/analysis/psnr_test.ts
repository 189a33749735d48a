import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { psnr, Rng, Tensor } from "nnr";

describe("psnr()", () => {
  it("is 20 dB for an error of a tenth of the range everywhere, 6.02 more for half of it", () => {
    const image = Tensor.zeros([4, 4], { dtype: "float64" });
    expect(psnr(image, image.add(0.1), { range: 1 })).toBeCloseTo(20, 12);
    expect(psnr(image, image.add(25.5), { range: 255 })).toBeCloseTo(20, 12);
    expect(psnr(image, image.add(0.05), { range: 1 })).toBeCloseTo(20 + 20 * Math.log10(2), 12);
  });

  it("does not mind which image comes first, nor where an error stands", () => {
    const [a, b] = [Tensor.of([0, 0, 0, 0.5]), Tensor.of([0, 0, 0, 0])];
    expect(psnr(a, b, { range: 1 })).toBe(psnr(b, a, { range: 1 }));
    expect(psnr(a, b, { range: 1 })).toBe(psnr(Tensor.of([0.5, 0, 0, 0]), b, { range: 1 }));
  });

  it("has a mean over images of at least the PSNR of their mean error", () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const rng = new Rng(seed);
      const [a, b] = [Tensor.uniform([3, 8], 0, 1, { rng }), Tensor.uniform([3, 8], 0, 1, { rng })];
      const each = [0, 1, 2].map((i) => psnr(a.slice(i, i + 1), b.slice(i, i + 1), { range: 1 }));
      // Rounding of a few ulp of at most some 30 dB.
      expect((each[0]! + each[1]! + each[2]!) / 3).toBeGreaterThanOrEqual(psnr(a, b, { range: 1 }) - 1e-12);
    }));
  });

  it("is Infinity for equal images, and NaN where one holds NaN", () => {
    expect(psnr(Tensor.of([1, 2]), Tensor.of([1, 2]), { range: 1 })).toBe(Infinity);
    expect(psnr(Tensor.of([1, NaN]), Tensor.of([1, 2]), { range: 1 })).toBeNaN();
  });

  it("refuses images that do not match, and ranges that are none", () => {
    const x = Tensor.zeros([2, 3]);
    expect(() => psnr(x, Tensor.zeros([3]), { range: 1 })).toThrow(
      new RangeError("Cannot compare images [2,3] and [3]: they must be of equal shape and not empty"),
    );
    expect(() => psnr(Tensor.zeros([0]), Tensor.zeros([0]), { range: 1 })).toThrow(RangeError);
    expect(() => psnr(x, x.as("float64"), { range: 1 })).toThrow(TypeError);
    for (const range of [0, -1, NaN, Infinity]) {
      expect(() => psnr(x, x, { range })).toThrow(
        new RangeError(`Cannot compare images: the range of their values must be a positive number, found ${range}`),
      );
    }
  });
});
