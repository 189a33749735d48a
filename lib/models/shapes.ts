import { shapeText } from "../errors/mod.ts";
import { labelOf } from "./label.ts";
import type { Layer, Layers } from "./description.ts";

/**
 * The shape of one example behind layers, from its shape before them.
 *
 * @throws {RangeError} that names the layer whose input does not suit it.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models } from "nnr";
 *
 * const { conv, globalMean, maxPool } = models;
 * expect(models.shapeAfter([conv(8, 5, { stride: 2 }), maxPool(2)], [3, 32, 32])).toEqual([8, 8, 8]);
 * expect(models.shapeAfter([globalMean], [8, 8, 8])).toEqual([8]);
 * ```
 */
export function shapeAfter(layers: Layers, shape: readonly number[]): readonly number[] {
  return layers.reduce((before, layer) => shapeAfterLayer(layer, before), shape);
}

function shapeAfterLayer(layer: Layer, shape: readonly number[]): readonly number[] {
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot put ${labelOf(layer)} behind ${shapeText(shape)}: ${why}`);
  };
  const images = (): [number, number, number] =>
    shape.length === 3
      ? shape as unknown as [number, number, number]
      : refuse("it takes images [channels,height,width]");
  const moved = (channels: number, window: number, stride: number, padding: number): number[] => {
    const sizes = shape.slice(1).map((n) => Math.floor((n + 2 * padding - window) / stride) + 1);
    if (sizes.some((n) => n < 1)) {
      const padded = shape.slice(1).map((n) => n + 2 * padding).join(" × ");
      refuse(`its window of ${window} × ${window} is larger than the padded image of ${padded}`);
    }
    return [channels, ...sizes];
  };
  switch (layer.kind) {
    case "linear":
      if (shape.length !== 1) refuse("it takes rows, so flatten or average the images before it");
      return [layer.outputs];
    case "convolution": {
      const [channels] = images();
      const { outputs, window, stride, padding, groups } = layer;
      if (channels % groups !== 0 || outputs % groups !== 0) {
        refuse(`${groups} groups must divide ${channels} inputs and ${outputs} outputs`);
      }
      return moved(outputs, window, stride, padding);
    }
    case "two streams": {
      const [channels] = images();
      if (channels % 2 !== 0 || layer.outputs % 2 !== 0) refuse("two streams need an even number of channels");
      return moved(layer.outputs, 3, layer.stride, 1);
    }
    case "max pool":
    case "mean pool":
      return moved(images()[0], layer.window, layer.stride, 0);
    case "global mean":
      return [images()[0]];
    case "flatten":
      return [shape.reduce((product, n) => product * n, 1)];
    case "residual": {
      const [body, kept] = [shapeAfter(layer.body, shape), shapeAfter(layer.shortcut, shape)];
      if (shapeText(body) === shapeText(kept)) return body;
      return refuse(`its body gives ${shapeText(body)} and its shortcut ${shapeText(kept)}, which must be equal`);
    }
    case "concatenate": {
      const shapes = layer.branches.map((branch) => shapeAfter(branch, shape));
      const [, ...sizes] = shapes[0]!;
      if (shapes.some(([, ...other]) => shapeText(other) !== shapeText(sizes))) {
        refuse(`its branches give ${shapes.map(shapeText).join(" and ")}, which may differ in channels only`);
      }
      return [shapes.reduce((sum, [channels = 0]) => sum + channels, 0), ...sizes];
    }
    case "batch norm":
    case "activation":
    case "dropout":
    case "scale":
      return shape;
  }
}
