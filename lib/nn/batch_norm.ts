import type { Parameter } from "../autograd/mod.ts";
import { requireCount } from "../errors/mod.ts";
import { type Activation, normalise, Tensor, type TensorOptions } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/** How a batch norm works. */
export interface BatchNormOptions extends TensorOptions {
  /** How far the running statistics move towards each batch's; 0.1 unless given. */
  readonly momentum?: number;
  /** Added to σ²; 1e-5 unless given. */
  readonly epsilon?: number;
}

/**
 * Batch norm: `y = γ (x − μ) / √(σ² + ε) + β`, a channel at a time.
 *
 * Shapes: x and y `[batch, channels]` or `[batch, channels, height, width]`; γ, β, μ and σ² `[channels]`.
 * While training μ and σ² are the batch's, and running ones move towards them; else the running ones are used.
 * Source: Ioffe and Szegedy 2015, algorithms 1 and 2.
 *
 * @throws {RangeError} when x has another number of channels, or a training batch fewer than 2 values a channel.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { BatchNorm, Tensor } from "nnr";
 *
 * const layer = new BatchNorm(1);
 * layer.train();
 * expect(layer.forward(Tensor.of([[1], [3]])).toArray()).toEqual([[expect.closeTo(-1, 4)], [expect.closeTo(1, 4)]]);
 * ```
 */
export class BatchNorm extends Module {
  /** What this layer applies in the same pass. */
  override readonly fuses: readonly Activation[] = ["relu"];
  /** γ. */
  readonly gamma: Parameter;
  /** β. */
  readonly beta: Parameter;
  /** The running μ. */
  readonly mean: Tensor;
  /** The running σ². */
  readonly variance: Tensor;
  readonly #momentum: number;
  readonly #epsilon: number;

  /** γ and σ² start at one, β and μ at zero. */
  constructor(channels: number, { momentum = 0.1, epsilon = 1e-5, dtype = "float32" }: BatchNormOptions = {}) {
    super();
    const action = "make a batch norm";
    requireCount(action, "number of channels", channels);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new RangeError(`Cannot ${action}: the momentum must be from 0 to 1, found ${momentum}`);
    }
    if (!(epsilon > 0)) throw new RangeError(`Cannot ${action}: epsilon must be a positive number, found ${epsilon}`);
    this.gamma = this.parameter("gamma", Tensor.ones([channels], { dtype }));
    this.beta = this.parameter("beta", Tensor.zeros([channels], { dtype }));
    this.mean = this.buffer("mean", Tensor.zeros([channels], { dtype }));
    this.variance = this.buffer("variance", Tensor.ones([channels], { dtype }));
    this.#momentum = momentum;
    this.#epsilon = epsilon;
  }

  /** φ(γ (x − μ) / √(σ² + ε) + β). */
  override forward(x: Tensor, activation: Activation = "none"): Tensor {
    const { gamma, beta, mean, variance, training } = this;
    const options = { training, relu: activation === "relu", momentum: this.#momentum, epsilon: this.#epsilon };
    return normalise(x, { gamma, beta, mean, variance, ...options });
  }
}
