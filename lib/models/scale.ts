import { Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/**
 * y = factor · x.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Tensor } from "nnr";
 *
 * expect(new models.Scale(0.5).forward(Tensor.of([4])).toArray()).toEqual([2]);
 * ```
 */
export class Scale extends Module {
  readonly #factor: number;

  /** Of all values alike. */
  constructor(factor: number) {
    super();
    this.#factor = factor;
  }

  /** factor · x. */
  override forward(x: Tensor): Tensor {
    return x.mul(this.#factor);
  }
}
