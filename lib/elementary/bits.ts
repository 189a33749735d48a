/** One float64 and its two halves, for taking numbers apart. */
const value = new Float64Array(1);
const halves = new Uint32Array(value.buffer);
// The half that holds sign and exponent comes second on little-endian machines (all that V8 runs on).
const high = 1;

/** The upper 32 bits of a float64: sign, exponent, first 20 bits of the significand. */
export function highWord(x: number): number {
  value[0] = x;
  return halves[high]!;
}

/** x with its upper 32 bits replaced. */
export function withHighWord(x: number, word: number): number {
  value[0] = x;
  halves[high] = word;
  return value[0]!;
}

/** 2^k for −1022 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  return withHighWord(0, (k + 1023) << 20);
}
