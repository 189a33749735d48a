import {
  type Activation,
  maxPool2d,
  meanPool2d,
  type PoolingOptions,
  type Tensor,
  type Window,
} from "../tensor/mod.ts";
import { Module } from "./module.ts";

/** One number for each window of each channel. Shapes: x `[batch, channels, height, width]`. */
export abstract class Pool2d extends Module {
  /** The window's size. */
  protected readonly window: Window;
  /** How it moves. */
  protected readonly options: PoolingOptions;

  /** Windows that do not overlap, unless a stride is given. */
  constructor(window: Window, options: PoolingOptions = {}) {
    super();
    this.window = window;
    this.options = options;
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
  /** ReLU, in the same pass. */
  override readonly fuses: readonly Activation[] = ["relu"];

  /** The largest, or with ReLU the largest above 0. */
  override forward(x: Tensor, activation: Activation = "none"): Tensor {
    return maxPool2d(x, this.window, { ...this.options, relu: activation === "relu" });
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
  /** The means. */
  override forward(x: Tensor): Tensor {
    return meanPool2d(x, this.window, this.options);
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
    const [batch = 0, channels = 0, ...rest] = x.shape;
    return x.reshape([batch, channels, rest.reduce((product, n) => product * n, 1)]).mean(-1);
  }
}
