import {
  ActivationLayer,
  BatchNorm,
  Concatenate,
  Conv2d,
  Dropout,
  Flatten,
  GlobalMeanPool,
  type LayerOptions,
  Linear,
  MaxPool2d,
  MeanPool2d,
  type Module,
  Residual,
  Sequential,
} from "../nn/mod.ts";
import type { Layer, Layers, NetDescription } from "./description.ts";
import { Scale } from "./scale.ts";
import { shapeAfter } from "./shapes.ts";
import { TwoStreams } from "./two_streams.ts";

/**
 * The net that a description tells of, its weights drawn from `rng`; `initialise` says how, for all layers that have weights.
 *
 * @throws {RangeError} that names the layer whose input does not suit it, with the shapes that were met.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const net = models.build(models.fullyConnected([1, 28, 28], 64, 10), { rng: new Rng(1) });
 * expect(net.forward(Tensor.zeros([5, 1, 28, 28])).shape).toEqual([5, 10]);
 * ```
 */
export function build({ input, layers }: Pick<NetDescription, "input" | "layers">, options: LayerOptions): Sequential {
  return chain(layers, input, options);
}

function chain(layers: Layers, input: readonly number[], options: LayerOptions): Sequential {
  let shape = input;
  return new Sequential(layers.map((layer, i) => {
    const before = shape;
    shape = shapeAfter([layer], before);
    return moduleOf(layer, before, !isNormed(layers.slice(i + 1)), options);
  }));
}

/** Whether a batch norm comes next, pooling aside. */
function isNormed(layers: Layers): boolean {
  return layers.find(({ kind }) => kind !== "max pool" && kind !== "mean pool")?.kind === "batch norm";
}

function moduleOf(layer: Layer, shape: readonly number[], bias: boolean, options: LayerOptions): Module {
  const [inputs = 0] = shape;
  switch (layer.kind) {
    case "linear":
      return new Linear(inputs, layer.outputs, options);
    case "convolution": {
      const { outputs, window, stride, padding, groups } = layer;
      return new Conv2d(inputs, outputs, window, { ...options, stride, padding, groups, bias });
    }
    case "two streams":
      return new TwoStreams(inputs, layer.outputs, layer.stride, options);
    case "batch norm":
      return new BatchNorm(inputs, options);
    case "activation":
      return new ActivationLayer(layer.name);
    case "max pool":
      return new MaxPool2d(layer.window, { stride: layer.stride });
    case "mean pool":
      return new MeanPool2d(layer.window, { stride: layer.stride });
    case "global mean":
      return new GlobalMeanPool();
    case "flatten":
      return new Flatten();
    case "dropout":
      return new Dropout(layer.share, options);
    case "scale":
      return new Scale(layer.factor, layer.shift);
    case "residual": {
      const shortcut = layer.shortcut.length === 0 ? undefined : chain(layer.shortcut, shape, options);
      return new Residual(chain(layer.body, shape, options), shortcut);
    }
    case "concatenate":
      return new Concatenate(layer.branches.map((branch) => chain(branch, shape, options)));
  }
}
