import type { Augmentation } from "./augmentation.ts";
import { eachImage, meanOf } from "./each_image.ts";
import { requireCount } from "../errors/mod.ts";

/** What is cut out. */
export interface CutOutOptions {
  /** The side of the square, in pixels. */
  readonly side: number;
}

/**
 * A square covered with the image's mean, its middle anywhere in the image, so that parts of it may lie outside (DeVries and
 * Taylor 2017).
 *
 * @throws {RangeError} when the side is no whole number of at least 1.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const image = Tensor.uniform([1, 3, 16, 16], 0, 1, { rng: new Rng(1) });
 * const cut = augment.cutOut({ side: 8 })(image, [new Rng(1)]);
 * expect(cut).not.toEqual(image);
 * ```
 */
export function cutOut({ side }: CutOutOptions): Augmentation {
  requireCount("augment", "side of what is cut out", side);
  return (x, rngs) =>
    eachImage(x, rngs, (image, rng, { channels, height, width }) => {
      const mean = meanOf(image);
      const top = rng.integer(height) - Math.floor(side / 2);
      const left = rng.integer(width) - Math.floor(side / 2);
      const [from, to] = [Math.max(left, 0), Math.min(left + side, width)];
      for (let channel = 0; channel < channels; channel++) {
        for (let row = Math.max(top, 0); row < Math.min(top + side, height); row++) {
          const start = (channel * height + row) * width;
          image.fill(mean, start + from, start + to);
        }
      }
    });
}
