import type { Tensor } from "../tensor/mod.ts";
import { ActivationLayer } from "./activation.ts";
import { Module } from "./module.ts";

/**
 * Layers one after another: `y = fₙ(… f₂(f₁(x)))`.
 *
 * A layer and the activation behind it are one operation where the kernels know both.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { ActivationLayer, Linear, Rng, Sequential, Tensor } from "nnr";
 *
 * const rng = new Rng(1);
 * const net = new Sequential([new Linear(4, 3, { rng }), new ActivationLayer("sigmoid"), new Linear(3, 2, { rng })]);
 * expect(net.forward(Tensor.zeros([5, 4])).shape).toEqual([5, 2]);
 * expect(net.parameters().map(({ name }) => name)).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
 * ```
 */
export class Sequential extends Module {
  /** In the order in which data meets them. */
  readonly layers: readonly Module[];

  /** Takes the layers as they are. */
  constructor(layers: readonly Module[]) {
    super();
    this.layers = layers.map((layer, i) => this.child(String(i), layer));
  }

  /** All layers, each fed with what the one before gave. */
  override forward(x: Tensor): Tensor {
    let y = x;
    for (let i = 0; i < this.layers.length; i++) {
      const layer = this.layers[i]!;
      const next = this.layers[i + 1];
      if (
        next instanceof ActivationLayer && next.name !== "gelu" &&
        layer.fuses.includes(next.name)
      ) {
        y = layer.forward(y, next.name);
        i++;
      } else y = layer.forward(y);
    }
    return y;
  }
}
