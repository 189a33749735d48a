import { powerOfTwo } from "./bits.ts";

/** ln 2 in two parts: the first has trailing zeros, so that k times it is exact for |k| < 2^20. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LOG2_E = 1.4426950408889634;
/** Above it exp overflows, below the other it is 0. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/** 1/n! for n = 14 … 2: Taylor's terms reach 2^-60 of the sum for |r| ≤ ln(2)/2. */
const INVERSE_FACTORIALS = [
  1 / 87178291200,
  1 / 6227020800,
  1 / 479001600,
  1 / 39916800,
  1 / 3628800,
  1 / 362880,
  1 / 40320,
  1 / 5040,
  1 / 720,
  1 / 120,
  1 / 24,
  1 / 6,
  1 / 2,
];

/** e^r − 1 − r for |r| ≤ ln(2)/2, by Horner's scheme. */
function beyondLinear(r: number): number {
  let sum = 0;
  for (const term of INVERSE_FACTORIALS) sum = sum * r + term;
  return sum * r * r;
}

/**
 * e^x, within 0.7 ulp (1 where the result is below the least normal number); 0 below −745.13, Infinity above 709.78.
 *
 * x = k ln 2 + r with |r| ≤ ln(2)/2, so e^x = 2^k e^r. What rounding takes from r and from 1 + r is added at the end.
 */
export function exp(x: number): number {
  if (!(x <= OVERFLOW)) return x > 0 ? Infinity : NaN;
  if (x < UNDERFLOW) return 0;
  const k = Math.round(x * LOG2_E);
  const big = x - k * LN2_HIGH;
  const small = k * LN2_LOW;
  const r = big - small;
  const lostFromR = (big - r) - small;
  const linear = 1 + r;
  const lost = (r - (linear - 1)) + lostFromR * linear;
  const sum = linear + (lost + beyondLinear(r));
  if (k > 1023) return sum * 2 * powerOfTwo(k - 1);
  if (k < -1021) return sum * powerOfTwo(k + 200) * powerOfTwo(-200);
  return sum * powerOfTwo(k);
}
