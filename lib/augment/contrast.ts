import type { Augmentation } from "./augmentation.ts";
import { eachImage, meanOf } from "./each_image.ts";
import { requireAmount } from "./require.ts";

/** The most of each; 0 unless given. What is drawn is uniform from −most to most. */
export interface ContrastOptions {
  /** Differences become 1 + c of what they were. */
  readonly contrast?: number;
  /** What is added to every value. */
  readonly brightness?: number;
}

/**
 * More or less contrast, brighter or darker: x ↦ m + (1 + c) (x − m) + b, m the image's mean.
 *
 * @throws {RangeError} when an option is out of range.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const image = Tensor.of([[[[0, 0, 1, 1]]]]);
 * const changed = augment.contrast({ contrast: 0.5 })(image, [new Rng(1)]);
 * expect(changed.mean().item()).toBeCloseTo(0.5, 6);
 * expect(changed.at(0, 0, 0, 0)).not.toBe(0);
 * ```
 */
export function contrast({ contrast = 0, brightness = 0 }: ContrastOptions): Augmentation {
  requireAmount("contrast", contrast, 1);
  requireAmount("brightness", brightness);
  return (x, rngs) =>
    eachImage(x, rngs, (image, rng) => {
      const factor = 1 + rng.uniform(-contrast, contrast);
      const added = rng.uniform(-brightness, brightness);
      const mean = meanOf(image);
      for (let i = 0; i < image.length; i++) image[i] = mean + factor * (image[i]! - mean) + added;
    });
}
