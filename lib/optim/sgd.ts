import type { Named, Parameter } from "../autograd/mod.ts";
import { sgd } from "../kernels/mod.ts";
import { begin, nodeOfTensor, place, type Tensor } from "../tensor/mod.ts";
import { Optimiser, type OptimiserOptions, requireShare } from "./optimiser.ts";

/** How descent goes. */
export interface SGDOptions extends OptimiserOptions {
  /** μ, from 0 to below 1; 0 unless given. */
  readonly momentum?: number;
  /** Steps along the velocity that the next step would have. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent: g = ∂J/∂θ + λ θ, v ← μ v + g, θ ← θ − η v; with Nesterov's momentum θ ← θ − η (g + μ v).
 *
 * Source: Sutskever et al. 2013, in the form that PyTorch gave it.
 *
 * @throws {RangeError} when the rate or the decay is negative, or the momentum not in [0, 1).
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { backward, Parameter, SGD, Tensor } from "nnr";
 *
 * const theta = new Parameter(Tensor.of([4]));
 * const optimiser = new SGD([{ name: "theta", tensor: theta }], { learningRate: 0.25 });
 * backward(theta.mul(theta).sum());
 * optimiser.step();
 * expect(theta.toArray()).toEqual([2]);
 * ```
 */
export class SGD extends Optimiser {
  readonly #momentum: number;
  readonly #nesterov: boolean;
  readonly #velocity: readonly Tensor[];

  /** Parameters that are to move, and how. */
  constructor(parameters: readonly Named<Parameter>[], { momentum = 0, nesterov = false, ...options }: SGDOptions) {
    super("SGD", parameters, options);
    requireShare("SGD", "momentum", momentum);
    if (nesterov && momentum === 0) throw new RangeError("Cannot make SGD: Nesterov needs a momentum above 0, found 0");
    this.#momentum = momentum;
    this.#nesterov = nesterov;
    this.#velocity = momentum === 0 ? [] : this.slots("velocity");
  }

  /** One parameter's step. */
  protected override move(parameter: Parameter, gradient: Tensor, i: number): void {
    const velocity = this.#velocity[i];
    sgd(begin(), {
      dtype: parameter.dtype,
      n: parameter.size,
      rate: this.learningRate,
      decay: this.weightDecay,
      momentum: this.#momentum,
      nesterov: this.#nesterov,
      p: place(nodeOfTensor(parameter), "descend"),
      g: place(nodeOfTensor(gradient), "descend"),
      v: velocity ? place(nodeOfTensor(velocity), "descend") : 0,
    });
  }
}
