import { crossEntropy, softmax, type Tensor } from "../tensor/mod.ts";
import type { Examples } from "./examples.ts";
import { forwardAll, type Pass } from "./forward.ts";
import type { Layer, Network } from "./network.ts";

/** The gradient of one layer's parameters, summed over the batch. */
export interface ParameterGradient {
  /** ∂J/∂W, `[inputs, outputs]`. */
  readonly W: Tensor;
  /** ∂J/∂b, `[outputs]`. */
  readonly b: Tensor;
}

/** Everything that `backward` finds. */
export interface LayerGradient extends ParameterGradient {
  /** ∂J/∂X, `[batch, inputs]`: what the layer before takes as its ∂J/∂post. */
  readonly x: Tensor;
}

/**
 * Back through one layer: δ = ∂J/∂post ⊙ φ′(post), ∂J/∂W = Xᵀ δ, ∂J/∂b = Σ_rows δ, ∂J/∂X = δ Wᵀ.
 *
 * Shapes: gradient (∂J/∂post) and δ `[batch, outputs]`.
 *
 * @throws {RangeError} when the shapes of gradient and post do not fit.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const layer = { W: Tensor.of([[1, -1], [2, -2]]), b: Tensor.of([10, 1]), activation: scratch.relu };
 * const pass = scratch.forward(layer, Tensor.of([[3, 4]]));
 * const { W, b, x } = scratch.backward(layer, pass, Tensor.of([[1, 1]]));
 * expect(W.toArray()).toEqual([[3, 0], [4, 0]]);
 * expect(b.toArray()).toEqual([1, 0]);
 * expect(x.toArray()).toEqual([[1, 2]]);
 * ```
 */
export function backward(layer: Layer, pass: Pass, gradient: Tensor): LayerGradient {
  const delta = deltaOf(layer, pass, gradient);
  return { ...parameterGradient(pass, delta), x: delta.matmul(layer.W, { transposeB: true }) };
}

/** δ = ∂J/∂pre = ∂J/∂post ⊙ φ′(post). */
function deltaOf({ activation }: Layer, { post }: Pass, gradient: Tensor): Tensor {
  return gradient.mul(post.map(activation.derivative));
}

/** ∂J/∂W = Xᵀ δ, ∂J/∂b = Σ_rows δ. */
function parameterGradient({ x }: Pass, delta: Tensor): ParameterGradient {
  return { W: x.matmul(delta, { transposeA: true }), b: delta.sum(0) };
}

/**
 * Back through all layers, from ∂J/∂logits `[batch, classes]`; layer after layer as in the network.
 *
 * Of the first layer only ∂J/∂W and ∂J/∂b are computed: its ∂J/∂X, the gradient of the data, costs as much as its ∂J/∂W
 * and training has no use for it.
 */
export function backwardAll(
  network: Network,
  passes: readonly Pass[],
  gradient: Tensor,
): readonly ParameterGradient[] {
  const gradients: ParameterGradient[] = [];
  for (let i = network.length - 1; i > 0; i--) {
    const { W, b, x } = backward(network[i]!, passes[i]!, gradient);
    gradients.unshift({ W, b });
    gradient = x;
  }
  const first = passes[0]!;
  return [parameterGradient(first, deltaOf(network[0]!, first, gradient)), ...gradients];
}

/** J and its gradient with respect to every parameter. */
export interface LossGradient {
  /** J, summed over the batch. */
  readonly loss: number;
  /** Layer after layer. */
  readonly gradients: readonly ParameterGradient[];
}

/**
 * J = −Σ y ln p with p = softmax(logits), summed over the batch; ∂J/∂logits = p − y starts the way back.
 *
 * @throws {RangeError} when x or y does not fit the network.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch, Tensor } from "nnr";
 *
 * const network = scratch.createNetwork([1, 2], { rng: new Rng(1), initialise: scratch.zeros });
 * const { loss, gradients } = scratch.lossGradient(network, { x: Tensor.of([[3]]), y: Tensor.oneHot([0], 2) });
 * expect(loss).toBeCloseTo(Math.log(2), 6);
 * expect(gradients[0]?.W.toArray()).toEqual([[-1.5, 1.5]]);
 * ```
 */
export function lossGradient(network: Network, { x, y }: Examples): LossGradient {
  const passes = forwardAll(network, x);
  const logits = passes.at(-1)!.post;
  return {
    loss: crossEntropy(logits, y).item(),
    gradients: backwardAll(network, passes, softmax(logits).sub(y)),
  };
}
