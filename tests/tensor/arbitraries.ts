import fc from "fast-check";
import { Rng, Tensor } from "nnr";

/** Sizes that leave remainders of 0 to 3 beside groups of four, and none at all. */
export const size: fc.Arbitrary<number> = fc.integer({ min: 0, max: 9 });

/** A float64 tensor of a shape, its values uniform in ±10 from a seed. */
export function tensorOf(shape: readonly number[], seed: number): Tensor {
  return Tensor.uniform(shape, -10, 10, { rng: new Rng(seed), dtype: "float64" });
}

/** Two shapes that broadcast: one shape, of each of whose ends some sizes are replaced by 1. */
export const broadcastable: fc.Arbitrary<[number[], number[]]> = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
  .chain((shape) => fc.tuple(endOf(shape), endOf(shape)));

function endOf(shape: readonly number[]): fc.Arbitrary<number[]> {
  return fc.nat({ max: shape.length }).chain((dropped) =>
    fc.tuple(...shape.slice(dropped).map((n) => fc.constantFrom(n, 1)))
  );
}

/** Every index of a shape, in the order of the values. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (found, n) => found.flatMap((start) => Array.from({ length: n }, (_, i) => [...start, i])),
    [[]],
  );
}
