import { sigmoid as logistic, tanh as hyperbolicTangent } from "../elementary/mod.ts";

/** A non-linearity φ of single numbers. Its derivative is written in terms of y = φ(x), which `forward` keeps. */
export interface Activation {
  /** What figures and tables call it. */
  readonly name: string;
  /** φ(x). */
  readonly f: (x: number) => number;
  /** φ′(x), given y = φ(x). */
  readonly derivative: (y: number) => number;
}

/**
 * σ(x) = 1 / (1 + e^−x), σ′ = y (1 − y).
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch } from "nnr";
 *
 * const { f, derivative } = scratch.sigmoid;
 * expect([f(-1000), f(0), f(1000)]).toEqual([0, 0.5, 1]);
 * expect(derivative(f(0))).toBe(0.25);
 * ```
 */
export const sigmoid: Activation = { name: "sigmoid", f: logistic, derivative: (y) => y * (1 - y) };

/** tanh x, tanh′ = 1 − y². */
export const tanh: Activation = { name: "tanh", f: hyperbolicTangent, derivative: (y) => 1 - y * y };

/** max(x, 0); its derivative is 1 where y > 0 and is taken as 0 at the kink. */
export const relu: Activation = { name: "relu", f: (x) => Math.max(x, 0), derivative: (y) => y > 0 ? 1 : 0 };

/** x itself, with derivative 1: the last layer's, whose outputs are the logits. */
export const linear: Activation = { name: "linear", f: (x) => x, derivative: () => 1 };
