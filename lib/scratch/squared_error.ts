import { backwardAll, type LossGradient } from "./backward.ts";
import type { Examples } from "./examples.ts";
import { forwardAll } from "./forward.ts";
import type { Network } from "./network.ts";

/**
 * J = Σ (post − y)², summed over the outputs and over the batch; ∂J/∂post = 2 (post − y) starts the way back.
 *
 * An autoencoder's y is its x.
 *
 * @throws {RangeError} when x or y does not fit the network.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const layer = { W: Tensor.of([[2]]), b: Tensor.of([1]), activation: scratch.linear };
 * const { loss, gradients } = scratch.squaredErrorGradient([layer], { x: Tensor.of([[3]]), y: Tensor.of([[5]]) });
 * expect(loss).toBe(4);
 * expect([gradients[0]?.W.item(), gradients[0]?.b.item()]).toEqual([12, 4]);
 * ```
 */
export function squaredErrorGradient(network: Network, { x, y }: Examples): LossGradient {
  const passes = forwardAll(network, x);
  const error = passes.at(-1)!.post.sub(y);
  return {
    loss: error.mul(error).sum().item(),
    gradients: backwardAll(network, passes, error.mul(2)),
  };
}
