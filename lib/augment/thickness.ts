import { spread, Tensor } from "../tensor/mod.ts";
import type { Augmentation } from "./augmentation.ts";
import { requireAmount } from "./require.ts";

/** How far edges move. */
export interface ThicknessOptions {
  /** Pixels by which strokes grow or shrink on each side, at most. */
  readonly radius: number;
}

/** As many passes. */
const LARGEST_RADIUS = 100;

/**
 * Strokes thicker or thinner by morphology of grey images: each pass draws a pixel towards the darkest, or the lightest, of
 * itself and its four neighbours, by a share that is uniform in ±1; ⌈radius⌉ passes move edges by up to `radius` pixels.
 *
 * Whether ink is dark or light does not matter: dark and light grow equally often.
 *
 * @throws {RangeError} when the radius is no number from 0 to 100.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { augment, Rng, Tensor } from "nnr";
 *
 * const stroke = Tensor.of([[[[0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0]]]]);
 * const means = [1, 2, 3, 4].map((seed) => augment.thickness({ radius: 1 })(stroke, [new Rng(seed)]).mean().item());
 * expect(new Set(means).size).toBe(4);
 * ```
 */
export function thickness({ radius }: ThicknessOptions): Augmentation {
  requireAmount("radius", radius, LARGEST_RADIUS);
  const passes = Math.ceil(radius);
  return (x, rngs) => {
    const amounts = new Tensor(Float32Array.from(rngs, (rng) => rng.uniform(-radius, radius) / passes), [rngs.length]);
    let images = x;
    for (let pass = 0; pass < passes; pass++) images = spread(images, amounts);
    return images;
  };
}
