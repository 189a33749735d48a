import type { Rng } from "../random/mod.ts";

/**
 * Row numbers 0 … n − 1 in random order, cut into batches: every row once, the last batch shorter where n is no multiple.
 *
 * @throws {RangeError} when the batch size is no whole number from 1 to n.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch } from "nnr";
 *
 * const batches = scratch.randomBatches(7, 3, new Rng(1));
 * expect(batches.map((rows) => rows.length)).toEqual([3, 3, 1]);
 * expect(batches.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
 * ```
 */
export function randomBatches(n: number, batchSize: number, rng: Rng): readonly (readonly number[])[] {
  if (!(Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= n)) {
    throw new RangeError(
      `Cannot draw batches of ${batchSize} from ${n} rows: the batch size must be a whole number from 1 to ${n}`,
    );
  }
  const order = rng.permutation(n);
  return Array.from({ length: Math.ceil(n / batchSize) }, (_, i) => order.slice(i * batchSize, (i + 1) * batchSize));
}
