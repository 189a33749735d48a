import { Module } from "../nn/mod.ts";
import { Tensor } from "../tensor/mod.ts";

/**
 * A net that also looks into the mirror: `y = (f(x) + f(x mirrored)) / 2`, for evaluation. Source: Krizhevsky et al. 2012,
 * of whose ten views these are two.
 *
 * Shapes: x `[batch, channels, height, width]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Flatten, models, Tensor } from "nnr";
 *
 * const both = new models.Mirrored(new Flatten());
 * expect(both.forward(Tensor.of([[[[0, 2, 6]]]])).toArray()).toEqual([[3, 2, 3]]);
 * ```
 */
export class Mirrored extends Module {
  readonly #net: Module;

  /** Takes the net as it is. */
  constructor(net: Module) {
    super();
    this.#net = this.child("net", net);
  }

  /** The mean of both views' values. */
  override forward(x: Tensor): Tensor {
    return this.#net.forward(x).add(this.#net.forward(mirrored(x))).mul(0.5);
  }
}

function mirrored({ data, shape }: Tensor): Tensor {
  const width = shape.at(-1)!;
  const result = data.slice();
  for (let start = 0; start < result.length; start += width) result.subarray(start, start + width).reverse();
  return new Tensor(result, shape);
}
