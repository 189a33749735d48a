import { cosPi } from "../elementary/mod.ts";
import type { Rng } from "../random/mod.ts";
import { Tensor, warp } from "../tensor/mod.ts";
import type { Augmentation } from "./augmentation.ts";
import { requireAmount } from "./require.ts";

/** The most of each; 0 unless given. What is drawn is uniform from −most to most. */
export interface AffineOptions {
  /** Pixels, across and down apart. */
  readonly shift?: number;
  /** Degrees, at most 180. */
  readonly rotation?: number;
  /** Width and height, apart, become 1 + s of what they were; below 1. */
  readonly scale?: number;
  /** Pixels sideways for each pixel downwards. */
  readonly shear?: number;
}

/**
 * Shifted, turned, scaled and sheared about the image's middle, between pixels along straight lines; beyond the image its edge
 * goes on.
 *
 * q = m + t + R H S (p − m), R the rotation, H the shear, S the scales, t the shift; a pixel q shows what was at p.
 *
 * @throws {RangeError} when an option is out of range.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const image = Tensor.of([[[[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]]]);
 * const none = augment.affine({});
 * expect(none(image, [new Rng(1)])).toEqual(image);
 * const turned = augment.affine({ rotation: 45 })(image, [new Rng(1)]);
 * expect(turned.at(0, 0, 1, 1)).toBeGreaterThan(0.9);
 * ```
 */
export function affine({ shift = 0, rotation = 0, scale = 0, shear = 0 }: AffineOptions): Augmentation {
  requireAmount("shift", shift);
  requireAmount("rotation", rotation, 180);
  requireAmount("scale", scale);
  if (scale >= 1) throw new RangeError(`Cannot augment: the scale must be below 1, found ${scale}`);
  requireAmount("shear", shear);
  return (x, rngs) => {
    const [, , height = 0, width = 0] = x.shape;
    const maps = new Float32Array(6 * rngs.length);
    rngs.forEach((rng, i) => {
      const map = sourceMap(rng, (width - 1) / 2, (height - 1) / 2);
      for (let k = 0; k < 6; k++) maps[6 * i + k] = map[k]!;
    });
    return warp(x, new Tensor(maps, [rngs.length, 6]));
  };

  /** p from q: column a j + b i + c and row d j + e i + f. */
  function sourceMap(rng: Rng, middleX: number, middleY: number): number[] {
    const right = middleX + rng.uniform(-shift, shift);
    const down = middleY + rng.uniform(-shift, shift);
    const turn = rng.uniform(-rotation, rotation) / 180;
    const [cos, sin] = [cosPi(Math.abs(turn)), Math.sign(turn) * cosPi(Math.abs(0.5 - Math.abs(turn)))];
    const wide = 1 + rng.uniform(-scale, scale);
    const tall = 1 + rng.uniform(-scale, scale);
    const lean = rng.uniform(-shear, shear);
    const [a, b] = [(cos + lean * sin) / wide, (sin - lean * cos) / wide];
    const [d, e] = [-sin / tall, cos / tall];
    return [a, b, middleX - a * right - b * down, d, e, middleY - d * right - e * down];
  }
}
