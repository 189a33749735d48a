import type { Activation, Tensor } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/** The functions that an activation layer can apply. */
export type ActivationName = Exclude<Activation, "none"> | "gelu";

const names: readonly ActivationName[] = ["relu", "tanh", "sigmoid", "gelu"];

/**
 * φ of every element: `relu`, `tanh`, `sigmoid` or `gelu`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { ActivationLayer, Tensor } from "nnr";
 *
 * expect(new ActivationLayer("relu").forward(Tensor.of([-1, 2])).toArray()).toEqual([0, 2]);
 * ```
 */
export class ActivationLayer extends Module {
  /** Which function. */
  readonly name: ActivationName;

  /**
   * A layer of the function of that name.
   *
   * @throws {RangeError} when there is none.
   */
  constructor(name: ActivationName) {
    super();
    if (!names.includes(name)) {
      throw new RangeError(
        `Cannot make an activation layer: the name must be ${names.join(", ")}, found ${String(name)}`,
      );
    }
    this.name = name;
  }

  /** Whether φ(x) never falls where x rises. */
  get rises(): boolean {
    return this.name !== "gelu";
  }

  /** φ(x). */
  override forward(x: Tensor): Tensor {
    return x[this.name]();
  }
}
