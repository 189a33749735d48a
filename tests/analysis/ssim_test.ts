import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng, ssim, Tensor } from "nnr";
import { golden, pairs } from "../golden/analysis.ts";

describe("ssim()", () => {
  it("agrees with scikit-image", () => {
    for (const name of pairs) {
      const range = golden(`${name}/range`).item();
      const found = ssim(golden(`${name}/image`), golden(`${name}/other`), { range });
      // Variances are differences of squares of up to 255²; C₂ keeps what they are divided by above 10⁻³ of the range's.
      expect([name, Math.abs(found - golden(`${name}/ssim`).item()) < 1e-11]).toEqual([name, true]);
    }
  });

  it("is exactly 1 for equal images, constant and black ones too", () => {
    const image = Tensor.uniform([12, 15], 0, 1, { rng: new Rng(1) });
    for (const same of [image, Tensor.full([11, 11], 0.5), Tensor.zeros([11, 11])]) {
      expect(ssim(same, same, { range: 1 })).toBe(1);
    }
  });

  it("does not mind the unit of the values", () => {
    const rng = new Rng(1);
    const [a, b] = [1, 2].map(() => Tensor.uniform([13, 13], 0, 1, { rng, dtype: "float64" })) as [Tensor, Tensor];
    expect(ssim(a.mul(255), b.mul(255), { range: 255 })).toBeCloseTo(ssim(a, b, { range: 1 }), 12);
  });

  it("refuses what has no window of 11 by 11, and what psnr refuses", () => {
    const x = Tensor.zeros([11, 11]);
    for (const shape of [[10, 32], [32, 10], [1024], [1, 32, 32]]) {
      expect(() => ssim(Tensor.zeros(shape), Tensor.zeros(shape), { range: 1 })).toThrow(
        new RangeError(
          `Cannot compare the structure of images [${shape}]: they must be [height, width], at least 11 pixels each way`,
        ),
      );
    }
    expect(() => ssim(x, Tensor.zeros([11, 12]), { range: 1 })).toThrow(
      new RangeError("Cannot compare images [11,11] and [11,12]: they must be of equal shape and not empty"),
    );
    expect(() => ssim(Tensor.full([11, 11], NaN), x, { range: 1 })).toThrow(
      new RangeError("Cannot compare images: found NaN at element 0 of the first, expected a finite number"),
    );
    expect(() => ssim(x, x, { range: 0 })).toThrow(RangeError);
    expect(() => ssim(Tensor.uniform([11, 11], 0, 255, { rng: new Rng(1) }), x, { range: 1 })).toThrow(
      /further apart than their range of 1; clip them, or state a wider range$/,
    );
  });
});
