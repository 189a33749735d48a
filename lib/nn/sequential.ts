import type { Tensor } from "../tensor/mod.ts";
import { ActivationLayer } from "./activation.ts";
import { Conv2d } from "./conv2d.ts";
import { Module } from "./module.ts";
import { MaxPool2d } from "./pooling.ts";

/**
 * Layers one after another: `y = fₙ(… f₂(f₁(x)))`.
 *
 * A layer and the activation behind it are one operation where the kernels know both; an activation between convolution
 * and max pooling is applied behind the pooling, with the same result.
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
      const pool = this.layers[i + 2];
      if (!(next instanceof ActivationLayer)) y = layer.forward(y);
      else if (layer instanceof Conv2d && next.rises && pool instanceof MaxPool2d) {
        // The largest of φ is φ of the largest, and there are fewer of them.
        y = activated(pool, next, layer.forward(y));
        i += 2;
      } else {
        y = activated(layer, next, y);
        i++;
      }
    }
    return y;
  }
}

/** A layer and the activation behind it, in one pass where the layer can. */
function activated(layer: Module, activation: ActivationLayer, x: Tensor): Tensor {
  const { name } = activation;
  return name !== "gelu" && layer.fuses.includes(name) ? layer.forward(x, name) : activation.forward(layer.forward(x));
}
