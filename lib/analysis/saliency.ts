import { backward, noGrad, Parameter } from "../autograd/mod.ts";
import { requireCount, shapeText } from "../errors/mod.ts";
import { inMode, type Module } from "../nn/mod.ts";
import { withOwnGradients } from "./own_gradients.ts";
import { softmax, step, Tensor } from "../tensor/mod.ts";

/**
 * |∂ logitₖ / ∂x| of one image, the largest of a pixel's channels: which pixels the net's opinion of class k hangs on, to
 * first order. Source: Simonyan, Vedaldi, Zisserman 2014.
 *
 * Shapes: x `[1, channels, height, width]`, the map `[height, width]`.
 *
 * @throws {RangeError} when x is not one image.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Flatten, gradientMap, Tensor } from "nnr";
 *
 * expect(gradientMap(new Flatten(), Tensor.zeros([1, 1, 2, 2]), 3).toArray()).toEqual([[0, 0], [0, 1]]);
 * ```
 */
export function gradientMap(model: Module, x: Tensor, k: number): Tensor {
  const [channels, height, width] = requireImage("map the gradient of", x);
  const map = Tensor.zeros([height, width], { dtype: x.dtype });
  const gradient = (): Tensor => {
    const pixels = new Parameter(x);
    backward(model.forward(pixels).slice(k, k + 1, 1).sum());
    return pixels.grad!;
  };
  const { data } = inMode(model, false, () => withOwnGradients(model, () => step(gradient)));
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < map.size; i++) {
      map.data[i] = Math.max(map.data[i]!, Math.abs(data[channel * map.size + i]!));
    }
  }
  return map;
}

/** What is held before the image. */
export interface OcclusionOptions {
  /** Pixels of the square. */
  readonly side: number;
  /** Its value in every channel. */
  readonly fill: number;
  /** Pixels from place to place; 1 unless given. */
  readonly stride?: number;
}

/**
 * How much the probability of class k falls when a square is held before one image, for each place of the square. Source:
 * Zeiler and Fergus 2014.
 *
 * Shapes: x `[1, channels, height, width]`; the map has a row and a column for each place that lies inside the image.
 *
 * @throws {RangeError} when x is not one image, or smaller than the square.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Flatten, occlusionMap, Tensor } from "nnr";
 *
 * const map = occlusionMap(new Flatten(), Tensor.of([[[[9, 0], [0, 0]]]]), 0, { side: 1, fill: 0 });
 * expect(map.toArray()).toEqual([[expect.closeTo(0.75, 2), 0], [0, 0]]);
 * ```
 */
export function occlusionMap(
  model: Module,
  x: Tensor,
  k: number,
  { side, fill, stride = 1 }: OcclusionOptions,
): Tensor {
  const [channels, height, width] = requireImage("occlude", x);
  requireCount("occlude", "side of the square", side);
  requireCount("occlude", "stride", stride);
  if (side > Math.min(height, width)) {
    throw new RangeError(
      `Cannot occlude ${shapeText(x.shape)}: the square of ${side} × ${side} must fit into the image`,
    );
  }
  const [rows, columns] = [height, width].map((n) => Math.floor((n - side) / stride) + 1) as [number, number];
  const views = Tensor.zeros([rows * columns + 1, channels, height, width], { dtype: x.dtype });
  for (let view = 0; view <= rows * columns; view++) {
    views.data.set(x.data, view * x.size);
    if (view === rows * columns) continue;
    const [top, left] = [stride * Math.floor(view / columns), stride * (view % columns)];
    for (let channel = 0; channel < channels; channel++) {
      for (let row = top; row < top + side; row++) {
        const start = ((view * channels + channel) * height + row) * width + left;
        views.data.fill(fill, start, start + side);
      }
    }
  }
  const probabilities = inMode(model, false, () => step(() => noGrad(() => softmax(model.forward(views)))));
  const whole = probabilities.at(rows * columns, k);
  const map = Tensor.zeros([rows, columns], { dtype: x.dtype });
  for (let view = 0; view < map.size; view++) map.data[view] = whole - probabilities.at(view, k);
  return map;
}

function requireImage(action: string, { shape }: Tensor): [number, number, number] {
  const [count, ...image] = shape;
  if (count === 1 && image.length === 3) return image as [number, number, number];
  throw new RangeError(`Cannot ${action} ${shapeText(shape)}: expected one image [1,channels,height,width]`);
}
