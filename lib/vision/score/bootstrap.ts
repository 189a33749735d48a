import type { Interval } from "../../analysis/mod.ts";
import { requireCount } from "../../errors/mod.ts";
import type { Rng } from "../../random/mod.ts";

/** How an interval is drawn. */
export interface BootstrapOptions {
  /** Where the samples come from. */
  readonly rng: Rng;
  /** How many samples. */
  readonly rounds?: number;
}

/**
 * A 95 % interval of a statistic over items: the 2.5 % and 97.5 % quantiles of what samples of as many items give, drawn with replacement.
 *
 * The items are what was drawn independently: lines or photos, not characters, as those of one line share writer, pen and light.
 * Source: Efron 1979; the percentile interval of Efron and Tibshirani 1993, section 13.3.
 *
 * @throws {RangeError} when there are no items, or the rounds are no whole number of at least 1.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { bootstrapInterval, Rng } from "nnr";
 *
 * const lines = [{ edits: 0, length: 12 }, { edits: 1, length: 14 }, { edits: 0, length: 15 }];
 * const rate = (lines: readonly { edits: number; length: number }[]) =>
 *   lines.reduce((sum, { edits }) => sum + edits, 0) / lines.reduce((sum, { length }) => sum + length, 0);
 * const { low, high } = bootstrapInterval(lines, rate, { rng: new Rng(1) });
 * expect(low).toBe(0);
 * expect(high > rate(lines) && high <= 1 / 14).toBe(true);
 * ```
 */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  statistic: (items: readonly Item[]) => number,
  { rng, rounds = 2000 }: BootstrapOptions,
): Interval {
  requireCount("draw samples", "number of items", items.length);
  requireCount("draw samples", "number of rounds", rounds);
  const values = Array.from({ length: rounds }, () => statistic(items.map(() => rng.pick(items)))).sort((a, b) =>
    a - b
  );
  return { low: values[Math.floor(0.025 * rounds)]!, high: values[Math.ceil(0.975 * rounds) - 1]! };
}
