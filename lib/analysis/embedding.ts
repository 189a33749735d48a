import { noGrad } from "../autograd/mod.ts";
import { shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { decibels, type ImageRange, psnr } from "./psnr.ts";
import { ssim } from "./ssim.ts";

/**
 * Rows as fewer numbers, and back: what principal components and the two halves of an autoencoder have in common.
 *
 * Shapes: rows `[n, d]`, codes `[n, size]`.
 */
export interface Embedding {
  /** How many numbers a row becomes. */
  readonly size: number;
  /** The codes of some rows. */
  project(x: Tensor): Tensor;
  /** The rows that codes stand for. */
  reconstruct(codes: Tensor): Tensor;
}

/** How the rows of `reconstructionQuality` are images. */
export interface QualityOptions extends ImageRange {
  /** Height and width of one image, in pixels. */
  readonly size: readonly [number, number];
}

/** How well images come back. */
export interface ReconstructionQuality {
  /** Over all pixels of all images. */
  readonly meanSquaredError: number;
  /** The PSNR of that, in decibels. */
  readonly psnrOfMeanError: number;
  /** The PSNR of each image, in decibels; their mean is at least the PSNR of the mean error. */
  readonly psnr: readonly number[];
  /** The structural similarity of each image. */
  readonly ssim: readonly number[];
}

/**
 * How well an embedding gives images back: x against reconstruct(project(x)). Shapes: x `[n, height · width]`.
 *
 * @throws {RangeError} when x is of another shape, or its values lie further apart than the range.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { type Embedding, reconstructionQuality, Rng, Tensor } from "nnr";
 *
 * const halved: Embedding = { size: 256, project: (x) => x.mul(0.5), reconstruct: (codes) => codes };
 * const images = Tensor.full([2, 256], 0.2);
 * const { psnr } = reconstructionQuality(halved, images, { size: [16, 16], range: 1 });
 * expect(psnr).toEqual([expect.closeTo(20, 5), expect.closeTo(20, 5)]);
 * ```
 */
export function reconstructionQuality(
  embedding: Embedding,
  x: Tensor,
  { size: [height, width], range }: QualityOptions,
): ReconstructionQuality {
  const [n = 0, pixels = 0] = x.shape;
  if (x.shape.length !== 2 || n === 0 || pixels !== height * width) {
    throw new RangeError(
      `Cannot compare ${shapeText(x.shape)} with its reconstruction: it must be [n, ${height * width}] for images of ` +
        `${height} by ${width}, n at least 1`,
    );
  }
  const back = noGrad(() => embedding.reconstruct(embedding.project(x)));
  const each = <T>(compare: (image: Tensor, other: Tensor) => T): T[] =>
    Array.from({ length: n }, (_, i) => {
      const [image, other] = [x, back].map((all) => all.slice(i, i + 1).reshape([height, width])) as [Tensor, Tensor];
      return compare(image, other);
    });
  const difference = x.sub(back).as("float64");
  const meanSquaredError = difference.mul(difference).mean().item();
  return {
    meanSquaredError,
    psnrOfMeanError: decibels(meanSquaredError, range),
    psnr: each((image, other) => psnr(image, other, { range })),
    ssim: each((image, other) => ssim(image, other, { range })),
  };
}
