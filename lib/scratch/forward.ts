import type { Tensor } from "../tensor/mod.ts";
import type { Layer, Network } from "./network.ts";

/** What a layer saw and made, which the way back needs. */
export interface Pass {
  /** X, `[batch, inputs]`. */
  readonly x: Tensor;
  /** X W + b, `[batch, outputs]`. */
  readonly pre: Tensor;
  /** φ(X W + b), `[batch, outputs]`. */
  readonly post: Tensor;
}

/**
 * One layer: pre = X W + b, post = φ(pre).
 *
 * Shapes: x `[batch, inputs]`; post `[batch, outputs]`.
 *
 * @throws {RangeError} when the rows of x are not as long as the columns of W.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const layer = { W: Tensor.of([[1, -1], [2, -2]]), b: Tensor.of([10, 1]), activation: scratch.relu };
 * const { pre, post } = scratch.forward(layer, Tensor.of([[3, 4]]));
 * expect(pre.toArray()).toEqual([[21, -10]]);
 * expect(post.toArray()).toEqual([[21, 0]]);
 * ```
 */
export function forward({ W, b, activation }: Layer, x: Tensor): Pass {
  const pre = x.matmul(W).add(b);
  return { x, pre, post: pre.map(activation.f) };
}

/** All layers, each fed with the output of the one before. */
export function forwardAll(network: Network, x: Tensor): readonly Pass[] {
  let input = x;
  return network.map((layer) => {
    const pass = forward(layer, input);
    input = pass.post;
    return pass;
  });
}

/**
 * The output of the last layer, whose softmax are the probabilities of the classes.
 *
 * Shapes: x `[batch, inputs]`; logits `[batch, classes]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const layer = { W: Tensor.of([[1, -1]]), b: Tensor.of([0, 1]), activation: scratch.linear };
 * expect(scratch.logits([layer], Tensor.of([[2], [-3]])).argmax()).toEqual([0, 1]);
 * ```
 */
export function logits(network: Network, x: Tensor): Tensor {
  return network.reduce((input, layer) => forward(layer, input).post, x);
}
