import { exp } from "../elementary/mod.ts";
import { shapeText } from "../errors/mod.ts";
import type { NumberArray, Tensor } from "../tensor/mod.ts";
import { requireImagePair } from "./image_pair.ts";
import type { ImageRange } from "./psnr.ts";

/** K₁ and K₂ of the paper: what keeps the fractions from 0 / 0 where a window is dark or flat. */
const DARK = 0.01;
const FLAT = 0.03;
/** Of the window's weights, in pixels. */
const SIGMA = 1.5;
const SIDE = 11;

const weights: readonly number[] = gaussian();

function gaussian(): readonly number[] {
  const raw = Array.from({ length: SIDE }, (_, i) => exp(-square(i - (SIDE - 1) / 2) / (2 * square(SIGMA))));
  const total = raw.reduce((sum, w) => sum + w, 0);
  return raw.map((w) => w / total);
}

/**
 * Structural similarity: the mean over all windows of
 * (2 μₓ μᵧ + C₁) (2 σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁) (σₓ² + σᵧ² + C₂)), C₁ = (0.01 range)², C₂ = (0.03 range)².
 *
 * Means, variances and covariance are weighted by a Gaussian of 1.5 pixels in windows of 11 × 11 pixels that lie within the
 * images. It is 1 for equal images, constant ones too, and at most 1.
 *
 * Shapes: both `[height, width]`, at least 11 pixels each way. Source: Wang, Bovik, Sheikh and Simoncelli 2004, section III.
 *
 * @throws {RangeError} when the shapes differ or are too small, the range is not positive, the image's values lie further
 * apart than it, or a value is not finite.
 * @throws {TypeError} when one is float32 and the other float64.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, ssim, Tensor } from "nnr";
 *
 * const image = Tensor.uniform([16, 16], 0, 1, { rng: new Rng(1) });
 * expect(ssim(image, image, { range: 1 })).toBe(1);
 * expect(ssim(image, image.neg().add(1), { range: 1 })).toBeLessThan(0);
 * ```
 */
export function ssim(image: Tensor, other: Tensor, { range }: ImageRange): number {
  const [height = 0, width = 0] = image.shape;
  if (image.shape.length !== 2 || height < SIDE || width < SIDE) {
    throw new RangeError(
      `Cannot compare the structure of images ${shapeText(image.shape)}: they must be [height, width], ` +
        `at least ${SIDE} pixels each way`,
    );
  }
  requireImagePair(image, other, range);
  const [x, y] = [image.data, other.data];
  const of = (a: NumberArray, b?: NumberArray): Float64Array => windowMeans(a, b, height, width);
  const [meanX, meanY, squareX, squareY, product] = [of(x), of(y), of(x, x), of(y, y), of(x, y)];
  const [c1, c2] = [square(DARK * range), square(FLAT * range)];
  let total = 0;
  for (let i = 0; i < meanX.length; i++) {
    const [a, b] = [meanX[i]!, meanY[i]!];
    const spread = squareX[i]! - a * a + (squareY[i]! - b * b);
    const shared = product[i]! - a * b;
    total += (2 * a * b + c1) * (2 * shared + c2) / ((a * a + b * b + c1) * (spread + c2));
  }
  return total / meanX.length;
}

/** The weighted mean of a, or of a ⊙ b, in every window: first along rows, then along columns. */
function windowMeans(a: NumberArray, b: NumberArray | undefined, height: number, width: number): Float64Array {
  const values = Float64Array.from(a);
  if (b) { for (let i = 0; i < values.length; i++) values[i]! *= b[i]!; }
  const across = width - SIDE + 1, down = height - SIDE + 1;
  const rows = new Float64Array(height * across);
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < across; c++) rows[r * across + c] = weightedSum(values, r * width + c, 1);
  }
  const means = new Float64Array(down * across);
  for (let i = 0; i < means.length; i++) means[i] = weightedSum(rows, i, across);
  return means;
}

/** Σ wₜ values[from + t step]. */
function weightedSum(values: Float64Array, from: number, step: number): number {
  let sum = 0;
  for (let t = 0; t < SIDE; t++) sum += weights[t]! * values[from + t * step]!;
  return sum;
}

function square(x: number): number {
  return x * x;
}
