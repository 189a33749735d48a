import { requireCount } from "../errors/mod.ts";
import type { Augmentation } from "./augmentation.ts";
import { eachImage } from "./each_image.ts";

/** Where the image may be cut. */
export interface CropOptions {
  /** Pixels of mirrored image on each side, from which the crop is taken; below the image's size. */
  readonly margin: number;
}

/**
 * A crop of the image's own size, anywhere in the image with a margin that mirrors it: … c b | a b c d | c b …
 *
 * Row i of the crop is row i + t, t a whole number uniform in ±margin, with rows −k for k and h − 1 + k for h − 1 − k;
 * columns alike.
 *
 * @throws {RangeError} when the margin is no whole number of at least 1, or not below an image's height and width.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const image = Tensor.of([[[[1, 2, 3, 4], [5, 6, 7, 8]]]]);
 * expect(augment.crop({ margin: 1 })(image, [new Rng(3)]).toArray()).toEqual([[[[6, 5, 6, 7], [2, 1, 2, 3]]]]);
 * ```
 */
export function crop({ margin }: CropOptions): Augmentation {
  requireCount("augment", "margin", margin);
  return (x, rngs) =>
    eachImage(x, rngs, (image, rng, { channels, height, width }) => {
      if (margin >= Math.min(height, width)) {
        throw new RangeError(`Cannot augment: a margin of ${margin} must be below the image's ${height} × ${width}`);
      }
      const rows = mirrored(height, rng.integer(2 * margin + 1) - margin);
      const columns = mirrored(width, rng.integer(2 * margin + 1) - margin);
      const source = image.slice();
      let at = 0;
      for (let channel = 0; channel < channels; channel++) {
        for (const row of rows) {
          const start = (channel * height + row) * width;
          for (const column of columns) image[at++] = source[start + column]!;
        }
      }
    });
}

/** Where each of `size` places lies when moved by `by` and mirrored at the ends. */
function mirrored(size: number, by: number): number[] {
  return Array.from({ length: size }, (_, i) => {
    const place = Math.abs(i + by);
    return place < size ? place : 2 * (size - 1) - place;
  });
}
