import { type RandomOptions, Tensor } from "../tensor/mod.ts";

/** Where the weights of a layer start. Shape: `[inputs, outputs]`. */
export type Initialiser = (shape: readonly [number, number], options: RandomOptions) => Tensor;

/**
 * Uniform in ±√(6 / (inputs + outputs)), so that the variance is 2 / (inputs + outputs).
 *
 * Source: Glorot and Bengio 2010, eq. 16.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch } from "nnr";
 *
 * const W = scratch.xavierUniform([2, 4], { rng: new Rng(1) });
 * expect(W.shape).toEqual([2, 4]);
 * expect(W.abs().max().item()).toBeLessThanOrEqual(1);
 * ```
 */
export function xavierUniform([inputs, outputs]: readonly [number, number], options: RandomOptions): Tensor {
  const bound = Math.sqrt(6 / (inputs + outputs));
  return Tensor.uniform([inputs, outputs], -bound, bound, options);
}

/**
 * Normal with mean 0 and the given standard deviation.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch } from "nnr";
 *
 * const network = scratch.createNetwork([9, 4, 2], { rng: new Rng(1), initialise: scratch.normal(0.01) });
 * expect(network[0]?.W.abs().max().item()).toBeLessThan(0.1);
 * ```
 */
export function normal(deviation: number): Initialiser {
  return (shape, options) => Tensor.normal(shape, options).mul(deviation);
}

/** The same value everywhere: units that start alike stay alike. */
export function constant(value: number): Initialiser {
  return (shape, { dtype = "float32" }) => Tensor.full(shape, value, { dtype });
}

/** 0 everywhere. */
export const zeros: Initialiser = constant(0);
