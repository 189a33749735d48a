import type { Parameter } from "../autograd/mod.ts";
import { requireCount } from "../errors/mod.ts";
import { type Activation, affine, type RandomOptions, Tensor } from "../tensor/mod.ts";
import { type Initialiser, xavierUniform } from "./initialise.ts";
import { Module } from "./module.ts";

/** How a layer with weights starts. */
export interface LayerOptions extends RandomOptions {
  /** Where the weights start; `xavierUniform` unless given. */
  readonly initialise?: Initialiser;
}

/**
 * Affine layer: `y = x W + b`.
 *
 * Shapes: x `[batch, in]`, W `[in, out]`, b `[out]`, y `[batch, out]`.
 * W starts uniform in ±√(6 / (in + out)) unless told otherwise, b at zero.
 *
 * @throws {RangeError} when the last size of x is not `in`.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Linear, Rng, Tensor } from "nnr";
 *
 * const layer = new Linear(2, 3, { rng: new Rng(1) });
 * expect(layer.forward(Tensor.zeros([5, 2])).shape).toEqual([5, 3]);
 * ```
 */
export class Linear extends Module {
  /** What this layer applies in the same pass. */
  override readonly fuses: readonly Activation[] = ["relu", "tanh", "sigmoid"];
  /** W. */
  readonly weight: Parameter;
  /** b. */
  readonly bias: Parameter;

  /** Starts a layer; the weights are drawn from `rng`. */
  constructor(inputs: number, outputs: number, { initialise = xavierUniform, ...options }: LayerOptions) {
    super();
    requireCount("make a linear layer", "number of inputs", inputs);
    requireCount("make a linear layer", "number of outputs", outputs);
    this.weight = this.parameter("weight", initialise([inputs, outputs], options));
    this.bias = this.parameter("bias", Tensor.zeros([outputs], { dtype: this.weight.dtype }));
  }

  /** f(x W + b). */
  override forward(x: Tensor, activation: Activation = "none"): Tensor {
    return affine(x, this.weight, this.bias, activation);
  }
}
