import type { Tensor } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/**
 * Each image as one row. Shapes: x `[batch, …]`, y `[batch, size of the rest]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Flatten, Tensor } from "nnr";
 *
 * expect(new Flatten().forward(Tensor.zeros([2, 3, 4, 5])).shape).toEqual([2, 60]);
 * ```
 */
export class Flatten extends Module {
  /** The rows. */
  override forward(x: Tensor): Tensor {
    const [batch = 0, ...rest] = x.shape;
    return x.reshape([batch, rest.reduce((product, n) => product * n, 1)]);
  }
}
