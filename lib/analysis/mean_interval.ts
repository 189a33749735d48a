import type { Interval } from "./wilson.ts";

/** 0.975 quantiles of Student's t for 1, 2, … degrees of freedom. */
const quantiles: readonly number[] = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** A mean, and where the true one lies with 95 % confidence. */
export interface MeanInterval extends Interval {
  /** Of the values. */
  readonly mean: number;
}

/**
 * The mean of a few runs, and its 95 % interval x̄ ± t s / √n, s² the variance of samples. Of two ways that were tried with the
 * same seeds, the differences seed by seed are the values: then what a seed does to both alike cancels. Source: Student 1908.
 *
 * @throws {RangeError} when there are fewer than 2 values, or more than 11.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { meanInterval } from "nnr";
 *
 * expect(meanInterval([1, 2, 3])).toEqual({ mean: 2, low: expect.closeTo(-0.48, 2), high: expect.closeTo(4.48, 2) });
 * ```
 */
export function meanInterval(values: readonly number[]): MeanInterval {
  const n = values.length;
  const t = quantiles[n - 2];
  if (t === undefined) {
    throw new RangeError(`Cannot give an interval of ${n} values: there must be 2 to ${quantiles.length + 1}`);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = t * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}
