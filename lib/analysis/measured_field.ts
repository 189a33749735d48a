import { backward, Parameter } from "../autograd/mod.ts";
import { shapeText } from "../errors/mod.ts";
import type { Module } from "../nn/mod.ts";
import type { Rng } from "../random/mod.ts";
import { step, Tensor } from "../tensor/mod.ts";
import { withOwnGradients } from "./own_gradients.ts";

/** What one output pixel was seen to see. */
export interface MeasuredField {
  /** Pixels from the uppermost to the lowest that counts. */
  readonly height: number;
  /** Pixels from the leftmost to the rightmost that counts. */
  readonly width: number;
  /** Mean |∂y/∂x| over images and channels: `[height, width]` of the input. */
  readonly map: Tensor;
}

/**
 * The receptive field of the middle pixel of a model's feature maps, measured: which pixels of random images have a gradient,
 * y the sum of that pixel's channels.
 *
 * ReLU and max pooling let only some through, so that many images are asked. The model's mode is left as it is: in training
 * mode batch norm would let a pixel see the whole batch. A float64 model tells exactly: in float32, convolutions by Winograd's
 * way leave traces of rounding beyond their windows. Shapes: input `[channels, height, width]`.
 *
 * @throws {RangeError} when the model gives no feature maps.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Conv2d, measuredField, Rng } from "nnr";
 *
 * const layer = new Conv2d(1, 2, 3, { rng: new Rng(1) });
 * expect(measuredField(layer, [1, 9, 9], { rng: new Rng(2) })).toMatchObject({ height: 3, width: 3 });
 * ```
 */
export function measuredField(
  model: Module,
  input: readonly number[],
  { rng, images = 32 }: { readonly rng: Rng; readonly images?: number },
): MeasuredField {
  const [channels = 0, tall = 0, broad = 0] = input;
  const dtype = model.parameters()[0]?.tensor.dtype ?? "float32";
  const gradient = withOwnGradients(model, () =>
    step(() => {
      const x = new Parameter(Tensor.normal([images, ...input], { rng, dtype }));
      const y = model.forward(x);
      const [, , height, width] = y.shape;
      if (height === undefined || width === undefined) {
        throw new RangeError(`Cannot measure a receptive field behind ${shapeText(y.shape)}: expected feature maps`);
      }
      const [row, column] = [Math.floor(height / 2), Math.floor(width / 2)];
      backward(y.slice(row, row + 1, 2).slice(column, column + 1, 3).sum());
      return x.grad!;
    }));
  const map = Tensor.zeros([tall, broad]);
  for (let i = 0; i < gradient.size; i++) map.data[i % map.size]! += Math.abs(gradient.data[i]!) / (images * channels);
  const seen = [...map.data.keys()].filter((i) => map.data[i]! > 0);
  const extent = (places: readonly number[]): number => Math.max(...places) - Math.min(...places) + 1;
  return { height: extent(seen.map((i) => Math.floor(i / broad))), width: extent(seen.map((i) => i % broad)), map };
}
