import { log } from "../elementary/mod.ts";
import { requireCount } from "../errors/mod.ts";
import { Pcg32 } from "./pcg32.ts";

/**
 * A seeded source of random numbers and the distributions drawn from it.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng } from "nnr";
 *
 * expect(new Rng(1).permutation(5)).toEqual(new Rng(1).permutation(5));
 * expect(new Rng(1).uniform()).not.toBe(new Rng(2).uniform());
 * ```
 */
export class Rng {
  readonly #source: Pcg32;
  readonly #seed: number;
  /** The second of the two normal deviates that Marsaglia's method makes. */
  #spare: number | undefined;

  /** Starts one of the sequences of a seed; both are whole numbers from 0 to 2^53 − 1. */
  constructor(seed: number, stream = 0) {
    this.#source = new Pcg32(seed, stream);
    // PCG's first word hangs on seed + 2 stream almost alone: stream 1 of seed 1 would begin like stream 0 of seed 3.
    this.#source.next();
    this.#seed = seed;
  }

  /** Another sequence of the same seed, independent of how much was drawn from this one. */
  stream(number: number): Rng {
    return new Rng(this.#seed, number);
  }

  /** A whole number from 0 to 2^32 − 1. */
  uint32(): number {
    return this.#source.next();
  }

  /** A number from `low` up to `high`, with 53 random bits; below `high` but for the rounding of low + (high − low) u. */
  uniform(low = 0, high = 1): number {
    const bits = (this.uint32() >>> 5) * 0x4000000 + (this.uint32() >>> 6);
    return low + (high - low) * (bits / 2 ** 53);
  }

  /** A whole number from 0 to below − 1, each equally likely: words beyond the last whole multiple are drawn again. */
  integer(below: number): number {
    requireCount("draw a whole number", "bound", below);
    if (below > 0x100000000) {
      throw new RangeError(`Cannot draw a whole number: the bound must be at most 2^32, found ${below}`);
    }
    const limit = 0x100000000 - (0x100000000 % below);
    for (;;) {
      const word = this.uint32();
      if (word < limit) return word % below;
    }
  }

  /** A normal deviate (Marsaglia's polar method, 1964). */
  normal(mean = 0, deviation = 1): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return mean + deviation * spare;
    }
    for (;;) {
      const u = this.uniform(-1, 1);
      const v = this.uniform(-1, 1);
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt(-2 * log(s) / s);
      this.#spare = v * scale;
      return mean + deviation * u * scale;
    }
  }

  /** The numbers 0 … n − 1 in random order (Fisher and Yates). */
  permutation(n: number): number[] {
    requireCount("permute", "length", n, 0);
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** One of the items, each equally likely. */
  pick<T>(items: readonly T[]): T {
    requireCount("pick an item", "number of items", items.length);
    return items[this.integer(items.length)]!;
  }
}
