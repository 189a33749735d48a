import { Conv2d, type LayerOptions, Module } from "../nn/mod.ts";
import { concat, Tensor } from "../tensor/mod.ts";

/**
 * The generalised residual layer, before σ: of two streams only the first has a shortcut.
 *
 * r′ = r ∗ Wʳʳ + t ∗ Wᵗʳ + s(r) and t′ = r ∗ Wʳᵗ + t ∗ Wᵗᵗ; the layers behind it are σ, batch norm and ReLU. Both streams
 * lie in one tensor, r first, so that the four convolutions are one; s is the identity, or where shapes change a 1 × 1
 * convolution. Shapes: x `[batch, 2c, height, width]`. Source: Targ, Almeida and Lyman 2016, equations 1 and 2.
 *
 * @throws {RangeError} when the channels of x or y are not even in number.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const layer = new models.TwoStreams(2, 2, 1, { rng: new Rng(1), initialise: (shape) => Tensor.zeros(shape) });
 * expect(layer.forward(Tensor.of([[[[3]], [[5]]]])).toArray()).toEqual([[[[3]], [[0]]]]);
 * ```
 */
export class TwoStreams extends Module {
  /** Wʳʳ, Wᵗʳ, Wʳᵗ and Wᵗᵗ as one. */
  readonly convolution: Conv2d;
  /** s where shapes change. */
  readonly projection: Conv2d | undefined;

  /** Channels are those of both streams together. */
  constructor(inputs: number, outputs: number, stride: number, options: LayerOptions) {
    super();
    if (inputs % 2 !== 0 || outputs % 2 !== 0) {
      throw new RangeError(`Cannot make two streams of ${inputs} inputs and ${outputs} outputs: both must be even`);
    }
    const windows = { ...options, stride, bias: false };
    this.convolution = this.child("convolution", new Conv2d(inputs, outputs, 3, { ...windows, padding: 1 }));
    this.projection = inputs === outputs && stride === 1
      ? undefined
      : this.child("projection", new Conv2d(inputs / 2, outputs / 2, 1, windows));
  }

  /** [r′, t′]. */
  override forward(x: Tensor): Tensor {
    const r = x.slice(0, x.shape[1]! / 2, 1);
    const kept = this.projection?.forward(r) ?? r;
    return this.convolution.forward(x).add(concat([kept, Tensor.zeros(kept.shape, { dtype: kept.dtype })], 1));
  }
}
