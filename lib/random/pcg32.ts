/** Multiplier of Knuth's 64-bit congruential generator, 6364136223846793005, in halves, and the lower half's halves. */
const MULTIPLIER_HIGH = 0x5851f42d;
const MULTIPLIER_LOW = 0x4c957f2d;
const [LOWER, LOW] = [MULTIPLIER_LOW & 0xffff, MULTIPLIER_LOW >>> 16];

/** The upper 32 bits of the product of a number's 32 bits and the multiplier's lower half. */
function highProduct(low: number): number {
  const [right, left] = [low & 0xffff, low >>> 16];
  const middle = Math.imul(left, LOWER) + (Math.imul(right, LOWER) >>> 16);
  const other = Math.imul(right, LOW) + (middle & 0xffff);
  return Math.imul(left, LOW) + (middle >>> 16) + (other >>> 16);
}

/**
 * PCG-XSH-RR 64/32: a 64-bit congruential state, of which an xor-shift and a rotation give 32 bits.
 *
 * `stream` chooses one of 2^53 different sequences. Source: O'Neill 2014, "PCG", section 6.3;
 * the check values are those of the reference implementation's demo (pcg-random.org).
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Pcg32 } from "nnr";
 *
 * const pcg = new Pcg32(42, 54);
 * expect([pcg.next(), pcg.next(), pcg.next()]).toEqual([0xa15c02b7, 0x7b47f409, 0xba1d3330]);
 * ```
 */
export class Pcg32 {
  // The state's halves as whole numbers of 32 bits with a sign, which engines keep without a box.
  #high = 0;
  #low = 0;
  readonly #incrementHigh: number;
  readonly #incrementLow: number;

  /** Seed and stream are whole numbers from 0 to 2^53 − 1. */
  constructor(seed: number, stream = 0) {
    requireNumber("seed", seed);
    requireNumber("stream", stream);
    this.#incrementLow = (stream << 1) | 1;
    this.#incrementHigh = Math.floor(stream / 0x80000000) | 0;
    this.next();
    this.#add(Math.floor(seed / 0x100000000), seed | 0);
    this.next();
  }

  #add(high: number, low: number): void {
    const sum = (this.#low + low) | 0;
    this.#high = (this.#high + high + (sum >>> 0 < low >>> 0 ? 1 : 0)) | 0;
    this.#low = sum;
  }

  /** The next whole number from 0 to 2^32 − 1. */
  next(): number {
    const high = this.#high, low = this.#low;
    this.#high = (highProduct(low) + Math.imul(high, MULTIPLIER_LOW) + Math.imul(low, MULTIPLIER_HIGH)) | 0;
    this.#low = Math.imul(low, MULTIPLIER_LOW);
    this.#add(this.#incrementHigh, this.#incrementLow);
    // ((state >> 18) ^ state) >> 27, of which 32 bits stay
    const xorHigh = high ^ (high >>> 18);
    const xorLow = low ^ ((high << 14) | (low >>> 18));
    const word = (xorHigh << 5) | (xorLow >>> 27);
    const turn = high >>> 27;
    return ((word >>> turn) | (word << (-turn & 31))) >>> 0;
  }
}

function requireNumber(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(
    `Cannot start a random sequence: the ${name} must be a whole number from 0 to 2^53 - 1, found ${value}`,
  );
}
