import type { Rng } from "../random/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/**
 * A random change of images that leaves their meaning: x `[images, channels, height, width]` in, the same shape out, x itself
 * untouched. Whatever is random about image i comes from `rngs[i]`, so that it hangs on nothing else in the batch.
 */
export type Augmentation = (x: Tensor, rngs: readonly Rng[]) => Tensor;

/**
 * One augmentation after another, the first first.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const change = augment.compose(augment.affine({ rotation: 10, shift: 2 }), augment.thickness({ radius: 0.5 }));
 * const images = Tensor.uniform([3, 1, 32, 32], 0, 1, { rng: new Rng(1) });
 * const rngs = [1, 2, 3].map((stream) => new Rng(7, stream));
 * expect(change(images, rngs).shape).toEqual([3, 1, 32, 32]);
 * ```
 */
export function compose(...augmentations: readonly Augmentation[]): Augmentation {
  return (x, rngs) => augmentations.reduce((images, augmentation) => augmentation(images, rngs), x);
}
