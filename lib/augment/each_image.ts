import { shapeText } from "../errors/mod.ts";
import type { Rng } from "../random/mod.ts";
import { Tensor } from "../tensor/mod.ts";

/** The sizes of an image. */
export interface Sizes {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Copies of images, each changed by f in its own array: channel after channel, row after row. */
export function eachImage(
  x: Tensor,
  rngs: readonly Rng[],
  f: (image: Float32Array, rng: Rng, sizes: Sizes) => void,
): Tensor {
  const [images = 0, channels = 0, height = 0, width = 0] = x.shape;
  if (x.shape.length !== 4 || images !== rngs.length) {
    throw new RangeError(
      `Cannot augment ${shapeText(x.shape)} with ${rngs.length} generators: ` +
        "expected [images,channels,height,width], and one for each image",
    );
  }
  const values = new Float32Array(x.data);
  const size = channels * height * width;
  rngs.forEach((rng, i) => f(values.subarray(i * size, (i + 1) * size), rng, { channels, height, width }));
  return new Tensor(values, x.shape);
}

/** The mean of some values. */
export function meanOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
