import { highWord, withHighWord } from "./bits.ts";

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 2 ** 54;
const LEAST_NORMAL = 2 ** -1022;

/**
 * ln x, within 1 ulp; −Infinity at 0, NaN below.
 *
 * x = 2^k (1 + f) with √½ ≤ 1 + f < √2; with s = f / (2 + f), ln(1 + f) = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), written
 * as f − (f²/2 − s (f²/2 + R)), where R holds the terms beyond the first, so that f is added last and exactly.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let k = 0;
  if (x < LEAST_NORMAL) {
    x *= TWO_54;
    k = -54;
  }
  let word = highWord(x);
  k += (word >>> 20) - 1023;
  word &= 0xfffff;
  // 0x6a09f is where √2 begins: beyond it, halve.
  const halve = word > 0x6a09e ? 1 : 0;
  const f = withHighWord(x, word | ((1023 - halve) << 20)) - 1;
  k += halve;
  const s = f / (2 + f);
  const z = s * s;
  let series = 0;
  for (let n = 23; n >= 3; n -= 2) series = series * z + 2 / n;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - ((half - (s * (half + series * z) + k * LN2_LOW)) - f);
}
