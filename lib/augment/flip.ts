import type { Augmentation } from "./augmentation.ts";
import { eachImage } from "./each_image.ts";

/**
 * Left and right change places in every second image, at random. For photos: a mirrored letter is another one, or none.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const images = Tensor.of([[[[1, 2, 3]]], [[[1, 2, 3]]]]);
 * const flipped = augment.flip()(images, [new Rng(1), new Rng(2)]).toArray();
 * expect(flipped).toEqual([[[[3, 2, 1]]], [[[1, 2, 3]]]]);
 * ```
 */
export function flip(): Augmentation {
  return (x, rngs) =>
    eachImage(x, rngs, (image, rng, { width }) => {
      if (rng.integer(2) === 0) return;
      for (let start = 0; start < image.length; start += width) image.subarray(start, start + width).reverse();
    });
}
