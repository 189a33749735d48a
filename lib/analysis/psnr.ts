import { log } from "../elementary/mod.ts";
import { shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/**
 * Peak signal-to-noise ratio 10 log₁₀(range² / MSE) in decibels, MSE the mean of (a − b)² over all elements.
 *
 * `range` is what the values can span, not what they happen to: 1 for images in [0, 1], 255 for bytes; another range
 * shifts every result by a constant. Equal images give Infinity, and a mean over images with one such pair is Infinity too;
 * NaN in either gives NaN.
 *
 * Shapes: a and b any, but equal. For the mean over images call it image by image: that is at least the PSNR of the
 * mean error (Jensen).
 *
 * @throws {RangeError} when the shapes differ or have no elements, or the range is not positive.
 * @throws {TypeError} when one is float32 and the other float64.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { psnr, Tensor } from "nnr";
 *
 * const image = Tensor.of([[0, 1], [1, 0]]);
 * expect(psnr(image, image.add(0.125), { range: 1 })).toBeCloseTo(20 * Math.log10(8), 12);
 * expect(psnr(image, image, { range: 1 })).toBe(Infinity);
 * ```
 */
export function psnr(a: Tensor, b: Tensor, { range }: { readonly range: number }): number {
  const [one, other] = [shapeText(a.shape), shapeText(b.shape)];
  if (one !== other || a.size === 0) {
    throw new RangeError(`Cannot compare images ${one} and ${other}: they must be of equal shape and not empty`);
  }
  if (!(range > 0 && range < Infinity)) {
    throw new RangeError(`Cannot compare images: the range of their values must be a positive number, found ${range}`);
  }
  const difference = a.sub(b).as("float64");
  const meanSquare = difference.mul(difference).mean().item();
  return meanSquare === 0 ? Infinity : 10 * log(range * range / meanSquare) / Math.LN10;
}
