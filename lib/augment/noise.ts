import type { Augmentation } from "./augmentation.ts";
import { eachImage } from "./each_image.ts";
import { requireAmount } from "./require.ts";

/** How strong it is. */
export interface NoiseOptions {
  /** The most of the standard deviation. */
  readonly deviation: number;
}

/** Of a random byte. */
const MEAN = 127.5;
/** Standard deviation of the sum of four random bytes, whatever their signs. */
const DEVIATION = Math.sqrt(4 * (256 ** 2 - 1) / 12);

/**
 * Every value plus noise of its own, all but normal: the sum of four random bytes about their mean, within ±3.5 standard
 * deviations. Four values share the bytes, with the signs of a Hadamard matrix, so that no two are correlated. The deviation
 * is uniform from 0 to `deviation`.
 *
 * @throws {RangeError} when the deviation is no number from 0 to a million.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const grey = Tensor.full([1, 1, 8, 8], 0.5);
 * const [one, other] = [1, 2].map((seed) => augment.noise({ deviation: 0.1 })(grey, [new Rng(seed)]));
 * expect(one).not.toEqual(other);
 * ```
 */
export function noise({ deviation }: NoiseOptions): Augmentation {
  requireAmount("deviation", deviation);
  return (x, rngs) =>
    eachImage(x, rngs, (image, rng) => {
      const unit = rng.uniform(0, deviation) / DEVIATION;
      for (let i = 0; i < image.length; i += 4) {
        const bits = rng.uint32();
        const [a, b] = [(bits & 255) - MEAN, (bits >>> 8 & 255) - MEAN];
        const [c, d] = [(bits >>> 16 & 255) - MEAN, (bits >>> 24) - MEAN];
        // Beyond the end of the image nothing is written.
        image[i]! += unit * (a + b + c + d);
        image[i + 1]! += unit * (a + b - c - d);
        image[i + 2]! += unit * (a - b + c - d);
        image[i + 3]! += unit * (a - b - c + d);
      }
    });
}
