import { Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/**
 * y = factor · x + shift; with −1 and 1 what was paper is 0, and what was ink 1.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Tensor } from "nnr";
 *
 * expect(new models.Scale(-1, 1).forward(Tensor.of([0.25])).toArray()).toEqual([0.75]);
 * ```
 */
export class Scale extends Module {
  readonly #factor: number;
  readonly #shift: number;

  /** Of all values alike. */
  constructor(factor: number, shift = 0) {
    super();
    this.#factor = factor;
    this.#shift = shift;
  }

  /** factor · x + shift. */
  override forward(x: Tensor): Tensor {
    const y = x.mul(this.#factor);
    return this.#shift === 0 ? y : y.add(this.#shift);
  }
}
