import { maxPool2d, meanPool2d, type PoolingOptions, type Tensor, type Window } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/** One number for each window of each channel. Shapes: x `[batch, channels, height, width]`. */
export abstract class Pool2d extends Module {
  readonly #pool: (x: Tensor) => Tensor;

  /** Windows that do not overlap, unless a stride is given. */
  constructor(pool: typeof maxPool2d, window: Window, options: PoolingOptions) {
    super();
    this.#pool = (x) => pool(x, window, options);
  }

  /** The numbers. */
  override forward(x: Tensor): Tensor {
    return this.#pool(x);
  }
}

/**
 * The largest number of each window: `maxPool2d` as a layer.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { MaxPool2d, Tensor } from "nnr";
 *
 * expect(new MaxPool2d(2).forward(Tensor.zeros([1, 3, 8, 6])).shape).toEqual([1, 3, 4, 3]);
 * ```
 */
export class MaxPool2d extends Pool2d {
  /** Windows that do not overlap, unless a stride is given. */
  constructor(window: Window, options: PoolingOptions = {}) {
    super(maxPool2d, window, options);
  }
}

/**
 * The mean of each window: `meanPool2d` as a layer.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { MeanPool2d, Tensor } from "nnr";
 *
 * expect(new MeanPool2d([1, 2]).forward(Tensor.of([[[[1, 3], [5, 6]]]])).toArray()).toEqual([[[[2], [5.5]]]]);
 * ```
 */
export class MeanPool2d extends Pool2d {
  /** Windows that do not overlap, unless a stride is given. */
  constructor(window: Window, options: PoolingOptions = {}) {
    super(meanPool2d, window, options);
  }
}

/**
 * The mean of each channel over all places. Shapes: x `[batch, channels, …]`, y `[batch, channels]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { GlobalMeanPool, Tensor } from "nnr";
 *
 * expect(new GlobalMeanPool().forward(Tensor.of([[[[1, 3]], [[5, 6]]]])).toArray()).toEqual([[2, 5.5]]);
 * ```
 */
export class GlobalMeanPool extends Module {
  /** The means. */
  override forward(x: Tensor): Tensor {
    const [batch = 0, channels = 0] = x.shape;
    return x.reshape([batch, channels, -1]).mean(-1);
  }
}
