import { requireCount } from "../errors/mod.ts";
import { Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** How square images are cut. */
abstract class Squares extends Module {
  /** s. */
  readonly side: number;
  /** Squares side by side. */
  readonly across: number;

  /** For images of `width` by `width` pixels, and squares of `side` by `side`. */
  constructor(width: number, side: number) {
    super();
    this.side = side;
    this.across = squares(width, side);
  }
}

/**
 * Square images cut into squares of s by s pixels, each a column of s² channels: `y[n, s u + v, i, j] = x[n, s i + u, s j + v]`.
 *
 * Shapes: x `[batch, width²]`, y `[batch, s², width / s, width / s]`.
 *
 * @throws {RangeError} when s does not divide the width.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Tensor } from "nnr";
 *
 * const image = Tensor.of([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]]);
 * const patches = new models.Patches(4, 2).forward(image);
 * expect(patches.slice(0, 1, 1).toArray()).toEqual([[[[1, 3], [9, 11]]]]);
 * expect(new models.Mosaic(4, 2).forward(patches)).toEqual(image);
 * ```
 */
export class Patches extends Squares {
  /** The columns. */
  override forward(x: Tensor): Tensor {
    const [n, s] = [this.across, this.side];
    return x.reshape([-1, n, s, n, s]).permute([0, 2, 4, 1, 3]).reshape([-1, s * s, n, n]);
  }
}

/** The inverse of `Patches`: columns of channels laid out as squares of pixels. */
export class Mosaic extends Squares {
  /** The images. */
  override forward(x: Tensor): Tensor {
    const [n, s] = [this.across, this.side];
    return x.reshape([-1, s, s, n, n]).permute([0, 3, 1, 4, 2]).reshape([-1, n * s * n * s]);
  }
}

/** How many squares lie side by side. */
function squares(width: number, side: number): number {
  requireCount("cut images into squares", "side of a square", side);
  if (width >= side && width % side === 0) return width / side;
  throw new RangeError(
    `Cannot cut images of ${width} by ${width} into squares of ${side} by ${side}: they must fill it`,
  );
}
