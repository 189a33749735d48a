import { Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** The same numbers, each example in another shape. */
export class Reshape extends Module {
  /** Of one example. */
  readonly shape: readonly number[];

  /** To a shape with as many numbers. */
  constructor(shape: readonly number[]) {
    super();
    this.shape = shape;
  }

  /** Each row of the batch in that shape. */
  override forward(x: Tensor): Tensor {
    return x.reshape([-1, ...this.shape]);
  }
}
