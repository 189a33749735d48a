import type { Parameter } from "../autograd/mod.ts";
import { requireCount } from "../errors/mod.ts";
import { type Activation, conv2d, type ConvolutionOptions, Tensor, type Window } from "../tensor/mod.ts";
import { heNormal } from "./initialise.ts";
import type { LayerOptions } from "./linear.ts";
import { Module } from "./module.ts";

/** How a convolution starts, and how its window moves. */
export interface Conv2dOptions extends LayerOptions, Omit<ConvolutionOptions, "activation"> {
  /** Whether a number is added to each output channel; so unless told otherwise. Batch norm makes it useless. */
  readonly bias?: boolean;
}

/**
 * Convolution: `y = x ∗ w + b`.
 *
 * Shapes: x `[batch, in, height, width]`, w `[out, in / groups, window, window]`, b `[out]`, y `[batch, out, …]`.
 * w starts normal with deviation √(2 / fan-in) (He et al. 2015) unless told otherwise, b at zero.
 *
 * @throws {RangeError} when x has another number of channels, or is smaller than the window.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Conv2d, Rng, Tensor } from "nnr";
 *
 * const layer = new Conv2d(3, 8, 5, { rng: new Rng(1), padding: 2, stride: 2 });
 * expect(layer.forward(Tensor.zeros([2, 3, 9, 9])).shape).toEqual([2, 8, 5, 5]);
 * ```
 */
export class Conv2d extends Module {
  /** What this layer applies in the same pass. */
  override readonly fuses: readonly Activation[] = ["relu", "tanh", "sigmoid"];
  /** w. */
  readonly weight: Parameter;
  /** b. */
  readonly bias: Parameter | undefined;
  readonly #options: ConvolutionOptions;

  /** Starts a layer of square or other windows; the weights are drawn from `rng`. */
  constructor(inputs: number, outputs: number, window: Window, options: Conv2dOptions) {
    super();
    const { initialise = heNormal, bias = true, rng, dtype = "float32", ...moves } = options;
    const { groups = 1 } = moves;
    const action = "make a convolution";
    requireCount(action, "number of inputs", inputs);
    requireCount(action, "number of outputs", outputs);
    requireCount(action, "number of groups", groups);
    if (inputs % groups !== 0 || outputs % groups !== 0) {
      throw new RangeError(`Cannot ${action}: ${groups} groups must divide ${inputs} inputs and ${outputs} outputs`);
    }
    const [down, across] = typeof window === "number" ? [window, window] : window;
    requireCount(action, "height of the window", down);
    requireCount(action, "width of the window", across);
    this.#options = moves;
    this.weight = this.parameter("weight", initialise([outputs, inputs / groups, down, across], { rng, dtype }));
    this.bias = bias ? this.parameter("bias", Tensor.zeros([outputs], { dtype })) : undefined;
  }

  /** φ(x ∗ w + b). */
  override forward(x: Tensor, activation: Activation = "none"): Tensor {
    return conv2d(x, this.weight, this.bias, { ...this.#options, activation });
  }
}
