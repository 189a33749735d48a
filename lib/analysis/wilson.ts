import { requireCount } from "../errors/mod.ts";

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** Bounds of a share, both in [0, 1]. */
export interface Interval {
  /** Not below 0. */
  readonly low: number;
  /** Not above 1. */
  readonly high: number;
}

/**
 * Wilson's 95 % interval of a share, such as an accuracy: (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²), z = 1.96.
 *
 * It speaks of the rows that were drawn, for one trained net; another seed of the training is another source of spread.
 * Source: Wilson 1927.
 *
 * @throws {RangeError} when n is no whole number of at least 1, or k none from 0 to n.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { wilsonInterval } from "nnr";
 *
 * const { low, high } = wilsonInterval(1400, 1800);
 * expect([low, high].map((x) => x.toFixed(3))).toEqual(["0.758", "0.796"]);
 * ```
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  requireCount("bound a share", "number of trials", trials);
  if (!(Number.isInteger(successes) && successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `Cannot bound a share: the successes must be a whole number from 0 to ${trials}, found ${successes}`,
    );
  }
  const centre = successes + Z * Z / 2;
  const spread = Z * Math.sqrt(successes * (trials - successes) / trials + Z * Z / 4);
  const whole = trials + Z * Z;
  return {
    low: successes === 0 ? 0 : (centre - spread) / whole,
    high: successes === trials ? 1 : (centre + spread) / whole,
  };
}
