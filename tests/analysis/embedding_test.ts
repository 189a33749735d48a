import { expect } from "expect";
import { describe, it } from "node:test";
import { type Embedding, PCA, psnr, reconstructionQuality, Rng, ssim, Tensor } from "nnr";

const size = [12, 13] as const;
const images = Tensor.uniform([5, 156], 0, 1, { rng: new Rng(1), dtype: "float64" });

describe("reconstructionQuality()", () => {
  it("compares each image with what comes back, and all together", () => {
    const pca = PCA.fit(images, { components: 2 });
    const back = pca.reconstruct(pca.project(images));
    const quality = reconstructionQuality(pca, images, { size, range: 1 });
    const [image, other] = [images, back].map((x) => x.slice(3, 4).reshape(size)) as [Tensor, Tensor];
    expect(quality.psnr[3]).toBe(psnr(image, other, { range: 1 }));
    expect(quality.ssim[3]).toBe(ssim(image, other, { range: 1 }));
    expect(quality.psnrOfMeanError).toBeCloseTo(psnr(images, back, { range: 1 }), 12);
    expect(10 ** (-quality.psnrOfMeanError / 10)).toBeCloseTo(quality.meanSquaredError, 12);
  });

  it("is infinite and 1 where nothing is lost", () => {
    const whole: Embedding = { size: 156, project: (x) => x, reconstruct: (codes) => codes };
    const quality = reconstructionQuality(whole, images, { size, range: 1 });
    expect([quality.meanSquaredError, quality.psnrOfMeanError]).toEqual([0, Infinity]);
    expect([new Set(quality.psnr), new Set(quality.ssim)]).toEqual([new Set([Infinity]), new Set([1])]);
  });

  it("refuses images of another size", () => {
    const pca = PCA.fit(images, { components: 2 });
    expect(() => reconstructionQuality(pca, images, { size: [12, 12], range: 1 })).toThrow(
      new RangeError(
        "Cannot compare [5,156] with its reconstruction: it must be [n, 144] for images of 12 by 12, n at least 1",
      ),
    );
  });
});
