import type { Parameter } from "../autograd/mod.ts";
import { adam } from "../kernels/mod.ts";
import { begin, nodeOfTensor, place, type Tensor } from "../tensor/mod.ts";
import { type OptimiserOptions, requireShare } from "./optimiser.ts";

/** How descent by moments goes. */
export interface AdamOptions extends OptimiserOptions {
  /** β₁, of the mean of gradients; 0.9 unless given. */
  readonly beta1?: number;
  /** β₂, of the mean of their squares; 0.999 unless given. */
  readonly beta2?: number;
  /** ε; 1e-8 unless given. */
  readonly epsilon?: number;
}

/** What Adam and AdamW share: two moments of each gradient, and the step that follows from them. */
export class Moments {
  readonly #options: Required<Pick<AdamOptions, "beta1" | "beta2" | "epsilon">>;
  readonly #means: readonly Tensor[];
  readonly #squares: readonly Tensor[];

  /** `slots` makes a tensor of zeros beside each parameter. */
  constructor(name: string, options: AdamOptions, slots: (kind: string) => readonly Tensor[]) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    requireShare(name, "beta1", beta1);
    requireShare(name, "beta2", beta2);
    if (!(epsilon > 0 && epsilon < Infinity)) {
      throw new RangeError(`Cannot make ${name}: epsilon must be a positive number, found ${epsilon}`);
    }
    this.#options = { beta1, beta2, epsilon };
    this.#means = slots("mean");
    this.#squares = slots("square");
  }

  /** Moves parameter i in step t; with `apart` weight decay acts on the parameter itself, not through the gradient. */
  move(i: number, parameter: Parameter, gradient: Tensor, { rate, decay, step, apart }: {
    readonly rate: number;
    readonly decay: number;
    readonly step: number;
    readonly apart: boolean;
  }): void {
    const engine = begin();
    const { dtype, size: n } = parameter;
    adam(engine, {
      ...{ dtype, n, rate, decay, step, apart, ...this.#options },
      p: place(nodeOfTensor(parameter), "descend"),
      g: place(nodeOfTensor(gradient), "descend"),
      m: place(nodeOfTensor(this.#means[i]!), "descend"),
      v: place(nodeOfTensor(this.#squares[i]!), "descend"),
    });
  }
}
