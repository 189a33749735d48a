import { log } from "../elementary/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { requireImagePair } from "./image_pair.ts";

/** What comparisons of images take. */
export interface ImageRange {
  /** What the values of an image can span, not what they happen to: 1 for images in [0, 1], 255 for bytes. */
  readonly range: number;
}

/**
 * Peak signal-to-noise ratio 10 log₁₀(range² / MSE) in decibels, MSE the mean of (image − other)² over all elements.
 *
 * Another range shifts every result by a constant. Equal images give Infinity, whatever they show, and a mean over images
 * with one such pair is Infinity too. What was made of an image may overshoot the range, the image itself may not.
 *
 * Shapes: any, but equal. For the mean over images call it image by image: that is at least the PSNR of the mean error
 * (Jensen).
 *
 * @throws {RangeError} when the shapes differ or have no elements, the range is not positive, the image's values lie
 * further apart than it, or a value is not finite.
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
export function psnr(image: Tensor, other: Tensor, { range }: ImageRange): number {
  requireImagePair(image, other, range);
  const difference = image.sub(other).as("float64");
  return decibels(difference.mul(difference).mean().item(), range);
}

/** The PSNR of a mean squared error. */
export function decibels(meanSquare: number, range: number): number {
  return meanSquare === 0 ? Infinity : 10 * log(range * range / meanSquare) / Math.LN10;
}
