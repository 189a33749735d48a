import { shapeText } from "../errors/mod.ts";
import { type RandomOptions, Tensor } from "../tensor/mod.ts";

/** Where weights start. Shapes: `[in, out]` of a linear layer, `[out, in, height, width]` of a convolution. */
export type Initialiser = (shape: readonly number[], options: RandomOptions) => Tensor;

/** How many inputs a unit has, and how many units an input. */
function fans(shape: readonly number[]): [number, number] {
  const [first = 1, second = 1, ...window] = shape;
  if (shape.length === 2) return [first, second];
  const taps = window.reduce((product, n) => product * n, 1);
  return [second * taps, first * taps];
}

/**
 * Uniform in ±√(6 / (in + out)), so that the variance is 2 / (in + out). Source: Glorot and Bengio 2010, eq. 16.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, xavierUniform } from "nnr";
 *
 * expect(xavierUniform([2, 4], { rng: new Rng(1) }).abs().max().item()).toBeLessThanOrEqual(1);
 * ```
 */
export function xavierUniform(shape: readonly number[], options: RandomOptions): Tensor {
  const [inputs, outputs] = fans(shape);
  const bound = Math.sqrt(6 / (inputs + outputs));
  return Tensor.uniform(shape, -bound, bound, options);
}

/**
 * Normal with deviation √(2 / in), for layers that ReLU follows. Source: He et al. 2015, eq. 10.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { heNormal, Rng } from "nnr";
 *
 * const W = heNormal([50, 400], { rng: new Rng(1), dtype: "float64" });
 * expect(W.mul(W).mean().item()).toBeCloseTo(2 / 50, 2);
 * ```
 */
export function heNormal(shape: readonly number[], options: RandomOptions): Tensor {
  return Tensor.normal(shape, options).mul(Math.sqrt(2 / fans(shape)[0]));
}

/**
 * The identity: output i is input i. Of a convolution, the tap in the middle of the window.
 *
 * @throws {RangeError} when inputs and outputs differ in number.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { identity, Rng } from "nnr";
 *
 * expect(identity([2, 2], { rng: new Rng(1) }).toArray()).toEqual([[1, 0], [0, 1]]);
 * ```
 */
export function identity(shape: readonly number[], { dtype = "float32" }: RandomOptions): Tensor {
  const [n = 0, m = 0, height = 1, width = 1] = shape;
  if (n !== m) {
    throw new RangeError(`Cannot make an identity of ${shapeText(shape)}: it must have as many inputs as outputs`);
  }
  const weights = Tensor.zeros(shape, { dtype });
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  for (let i = 0; i < n; i++) weights.data[(i * n + i) * height * width + middle] = 1;
  return weights;
}
