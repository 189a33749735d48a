import { shapeText } from "../errors/mod.ts";
import { Rng } from "../random/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { Augmentation } from "./augmentation.ts";

/** Which images they are, and when. */
export interface Occasion {
  readonly seed: number;
  /** The first is 1. */
  readonly epoch: number;
  /** The number of each image in its set. */
  readonly rows: readonly number[];
}

/** Below it are the streams that shuffle epochs. */
const STREAMS = 2 ** 32;

/**
 * A batch changed at random: image r of a set in epoch e draws from stream 2^32 e + r of the seed, whatever else is in the
 * batch and whoever computes it.
 *
 * Shapes: x `[images, channels, height, width]`, or `[images, pixels]` of square images with one channel.
 *
 * @throws {RangeError} when the shape is neither, or the augmentation changes it.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const set = Tensor.uniform([5, 64], 0, 1, { rng: new Rng(1) });
 * const change = augment.affine({ rotation: 20 });
 * const drawn = (rows: number[]): Tensor => augment.augmented(change, set.rows(rows), { seed: 1, epoch: 3, rows });
 * expect(drawn([4, 2, 0]).rows([1])).toEqual(drawn([2]));
 * ```
 */
export function augmented(augmentation: Augmentation, x: Tensor, { seed, epoch, rows }: Occasion): Tensor {
  const images = imagesOf(x);
  const changed = augmentation(images, rows.map((row) => new Rng(seed, STREAMS * epoch + row)));
  if (shapeText(changed.shape) !== shapeText(images.shape)) {
    throw new RangeError(
      `Cannot augment ${shapeText(images.shape)}: the augmentation must keep the shape, found ${
        shapeText(changed.shape)
      }`,
    );
  }
  return images === x ? changed : changed.reshape(x.shape);
}

function imagesOf(x: Tensor): Tensor {
  if (x.shape.length === 4) return x;
  const [images = 0, pixels = 0] = x.shape;
  const side = Math.round(Math.sqrt(pixels));
  if (x.shape.length === 2 && side * side === pixels) return x.reshape([images, 1, side, side]);
  throw new RangeError(
    `Cannot augment ${shapeText(x.shape)}: expected [images,channels,height,width], ` +
      "or [images,pixels] of square images with one channel",
  );
}
