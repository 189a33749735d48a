import type { Named, Parameter } from "../autograd/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { type AdamOptions, Moments } from "./moments.ts";
import { Optimiser } from "./optimiser.ts";

/**
 * Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 *
 * Weight decay is added to the gradient, g = ∂J/∂θ + λ θ. Source: Kingma and Ba 2015, algorithm 1.
 *
 * @throws {RangeError} when the rate or the decay is negative, a β not in [0, 1), or ε not positive.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Adam, backward, Parameter, Tensor } from "nnr";
 *
 * const theta = new Parameter(Tensor.of([4]));
 * const optimiser = new Adam([{ name: "theta", tensor: theta }], { learningRate: 0.5 });
 * backward(theta.mul(theta).sum());
 * optimiser.step();
 * expect(theta.item()).toBeCloseTo(3.5, 6);
 * ```
 */
export class Adam extends Optimiser {
  readonly #moments: Moments;

  /** Parameters that are to move, and how. */
  constructor(parameters: readonly Named<Parameter>[], options: AdamOptions) {
    super("Adam", parameters, options);
    this.#moments = new Moments("Adam", options, (kind) => this.slots(kind));
  }

  /** One parameter's step. */
  protected override move(parameter: Parameter, gradient: Tensor, i: number): void {
    const { learningRate: rate, weightDecay: decay, steps: step } = this;
    this.#moments.move(i, parameter, gradient, { rate, decay, step, apart: false });
  }
}

/**
 * Adam with weight decay apart from the gradient: θ ← θ − η (m̂ / (√v̂ + ε) + λ θ). Source: Loshchilov and Hutter 2019.
 *
 * @throws {RangeError} when the rate or the decay is negative, a β not in [0, 1), or ε not positive.
 */
export class AdamW extends Optimiser {
  readonly #moments: Moments;

  /** Parameters that are to move, and how. */
  constructor(parameters: readonly Named<Parameter>[], options: AdamOptions) {
    super("AdamW", parameters, options);
    this.#moments = new Moments("AdamW", options, (kind) => this.slots(kind));
  }

  /** One parameter's step. */
  protected override move(parameter: Parameter, gradient: Tensor, i: number): void {
    const { learningRate: rate, weightDecay: decay, steps: step } = this;
    this.#moments.move(i, parameter, gradient, { rate, decay, step, apart: true });
  }
}
