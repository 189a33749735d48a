import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { psnr, Rng, Tensor } from "nnr";
import { golden, pairs } from "../golden/analysis.ts";

describe("psnr()", () => {
  it("is 20 dB for an error of a tenth of the range everywhere, 6.02 more for half of it", () => {
    const image = Tensor.zeros([4, 4], { dtype: "float64" });
    expect(psnr(image, image.add(0.1), { range: 1 })).toBeCloseTo(20, 12);
    expect(psnr(image, image.add(25.5), { range: 255 })).toBeCloseTo(20, 12);
    expect(psnr(image, image.add(0.05), { range: 1 })).toBeCloseTo(20 + 20 * Math.log10(2), 12);
  });

  it("agrees with scikit-image", () => {
    for (const name of pairs) {
      const range = golden(`${name}/range`).item();
      const found = psnr(golden(`${name}/image`), golden(`${name}/other`), { range });
      // Some ulp of at most 20 dB.
      expect([name, Math.abs(found - golden(`${name}/psnr`).item()) < 1e-13]).toEqual([name, true]);
    }
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

  it("is Infinity for equal images, a constant one too", () => {
    expect(psnr(Tensor.of([1, 2]), Tensor.of([1, 2]), { range: 1 })).toBe(Infinity);
    expect(psnr(Tensor.of([0.5, 0.5]), Tensor.of([0.5, 0.5]), { range: 1 })).toBe(Infinity);
  });

  it("lets what was made of an image overshoot the range, but not the image", () => {
    const [image, made] = [Tensor.of([0, 1]), Tensor.of([-0.5, 1.5])];
    expect(psnr(image, made, { range: 1 })).toBeCloseTo(20 * Math.log10(2), 12);
    expect(() => psnr(made, image, { range: 1 })).toThrow(
      new RangeError(
        "Cannot compare images: the values of the first lie from -0.5 to 1.5, further apart than their range of 1; " +
          "clip them, or state a wider range",
      ),
    );
  });

  it("refuses images that do not match, values that are none, and ranges that are none", () => {
    const x = Tensor.zeros([2, 3]);
    expect(() => psnr(x, Tensor.zeros([3]), { range: 1 })).toThrow(
      new RangeError("Cannot compare images [2,3] and [3]: they must be of equal shape and not empty"),
    );
    expect(() => psnr(Tensor.zeros([0]), Tensor.zeros([0]), { range: 1 })).toThrow(RangeError);
    expect(() => psnr(x, x.as("float64"), { range: 1 })).toThrow(
      new TypeError('Cannot compare images of float32 and float64: convert one with .as("float32")'),
    );
    expect(() => psnr(Tensor.of([1, NaN]), Tensor.of([1, 2]), { range: 1 })).toThrow(
      new RangeError("Cannot compare images: found NaN at element 1 of the first, expected a finite number"),
    );
    expect(() => psnr(Tensor.of([1, 1]), Tensor.of([-Infinity, 2]), { range: 1 })).toThrow(
      new RangeError("Cannot compare images: found -Infinity at element 0 of the second, expected a finite number"),
    );
    for (const range of [0, -1, NaN, Infinity]) {
      expect(() => psnr(x, x, { range })).toThrow(
        new RangeError(`Cannot compare images: the range of their values must be a positive number, found ${range}`),
      );
    }
  });
});
