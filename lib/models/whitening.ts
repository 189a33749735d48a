import { requireCount, shapeText } from "../errors/mod.ts";
import { Conv2d, type Sequential } from "../nn/mod.ts";
import { symmetricEigen, Tensor } from "../tensor/mod.ts";

/** Added to each variance, in units of the largest, so that what hardly varies is not blown up. */
const FLOOR = 5e-4;

/**
 * Filters whose values are uncorrelated and of variance 1 on the patches of images: ±vₖ / √(λₖ + ε λ₁), λₖ and vₖ the largest
 * variances and their directions (PCA). Each direction comes with both signs, as ReLU lets one pass.
 *
 * Shapes: x `[images, channels, height, width]`; filters `[2 count, channels, window, window]`. Source: Page 2018.
 *
 * @throws {RangeError} when there are fewer directions than asked for, or images are smaller than the window.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const images = Tensor.normal([4, 1, 8, 8], { rng: new Rng(1) });
 * expect(models.whiteningFilters(images, { window: 3, count: 5 }).shape).toEqual([10, 1, 3, 3]);
 * ```
 */
export function whiteningFilters(
  x: Tensor,
  { window, count }: { readonly window: number; readonly count: number },
): Tensor {
  requireCount("whiten patches", "window", window);
  requireCount("whiten patches", "number of directions", count);
  const [, channels = 0, height = 0, width = 0] = x.shape;
  const size = channels * window * window;
  if (x.shape.length !== 4 || height < window || width < window || count > size) {
    throw new RangeError(
      `Cannot find ${count} directions in patches of ${window} × ${window} of ${shapeText(x.shape)}: ` +
        "there must be images at least as large, and at most as many directions as numbers in a patch",
    );
  }
  const { values, vectors } = symmetricEigen(covariance(x, window));
  const filters = Tensor.zeros([2 * count, channels, window, window]);
  for (let k = 0; k < count; k++) {
    const rate = 1 / Math.sqrt(values.data[k]! + FLOOR * values.data[0]!);
    for (let i = 0; i < size; i++) {
      const weight = rate * vectors.data[i * size + k]!;
      filters.data[k * size + i] = weight;
      filters.data[(count + k) * size + i] = -weight;
    }
  }
  return filters;
}

/** Of all patches, around their mean: `[size, size]` in float64. */
function covariance(x: Tensor, window: number): Tensor {
  const [images = 0, channels = 0, height = 0, width = 0] = x.shape;
  const size = channels * window * window;
  const offsets = Array.from({ length: size }, (_, i) => {
    const [channel, row, column] = [Math.floor(i / window ** 2), Math.floor(i / window) % window, i % window];
    return (channel * height + row) * width + column;
  });
  const sum = new Float64Array(size);
  const products = new Float64Array(size * size);
  const patch = new Float64Array(size);
  let count = 0;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row + window <= height; row++) {
      for (let column = 0; column + window <= width; column++) {
        const start = (image * channels * height + row) * width + column;
        for (let i = 0; i < size; i++) sum[i]! += patch[i] = x.data[start + offsets[i]!]!;
        for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) products[i * size + j]! += patch[i]! * patch[j]!;
        count++;
      }
    }
  }
  const matrix = Tensor.zeros([size, size], { dtype: "float64" });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = products[i * size + j]! / count - sum[i]! * sum[j]! / count ** 2;
      matrix.data[i * size + j] = matrix.data[j * size + i] = value;
    }
  }
  return matrix;
}

/**
 * Sets the first convolution of a net to whiten the patches that it meets, and keeps it so: training moves its bias alone.
 *
 * @throws {TypeError} when there is no convolution.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const net = models.build(models.modern([1, 16, 16], 2, { patches: 4 }), { rng: new Rng(1) });
 * models.whiten(net, Tensor.normal([10, 1, 16, 16], { rng: new Rng(2) }));
 * expect(net.parameters()[0]?.tensor.trainable).toBe(false);
 * ```
 */
export function whiten(net: Sequential, x: Tensor): void {
  const place = net.layers.findIndex((layer) => layer instanceof Conv2d);
  if (place < 0) throw new TypeError("Cannot whiten the first convolution: the net has none");
  const { weight } = net.layers[place] as Conv2d;
  const met = net.layers.slice(0, place).reduce((y, layer) => layer.forward(y), x);
  const [outputs = 0, , window = 0] = weight.shape;
  weight.data.set(whiteningFilters(met, { window, count: outputs / 2 }).data);
  weight.trainable = false;
}
