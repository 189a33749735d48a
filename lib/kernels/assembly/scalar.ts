// exp, log, tanh and σ of float64: lib/elementary operation by operation, so that both give the same bits.

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** Where tanh changes its formula. */
const FAR: f64 = 0.9;
const LOG2_E: f64 = 1.4426950408889634;
/** e^r − 1 − r for |r| ≤ ln(2)/2: Taylor to r^14. */
function beyondLinear(r: f64): f64 {
  let sum: f64 = 1.0 / 87178291200.0;
  sum = sum * r + 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 1.0 / 2.0;
  return sum * r * r;
}

@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<u64>(k + 1023) << 52);
}

export function exp(x: f64): f64 {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const big = x - k * LN2_HIGH;
  const small = k * LN2_LOW;
  const r = big - small;
  const lostFromR = (big - r) - small;
  const linear = 1 + r;
  const lost = (r - (linear - 1)) + lostFromR * linear;
  const sum = linear + (lost + beyondLinear(r));
  const n = <i32>k;
  if (n > 1023) return sum * 2 * powerOfTwo(n - 1);
  if (n < -1021) return sum * powerOfTwo(n + 200) * powerOfTwo(-200);
  return sum * powerOfTwo(n);
}

export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return Infinity;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    k = -54;
  }
  let word = <i32>(reinterpret<u64>(x) >> 32);
  k += (word >> 20) - 1023;
  word &= 0xfffff;
  const halve = word > 0x6a09e ? 1 : 0;
  const f = reinterpret<f64>((reinterpret<u64>(x) & 0xffffffff) | (<u64>(word | ((1023 - halve) << 20)) << 32)) - 1;
  k += halve;
  const s = f / (2 + f);
  const z = s * s;
  let series: f64 = 2.0 / 23.0;
  series = series * z + 2.0 / 21.0;
  series = series * z + 2.0 / 19.0;
  series = series * z + 2.0 / 17.0;
  series = series * z + 2.0 / 15.0;
  series = series * z + 2.0 / 13.0;
  series = series * z + 2.0 / 11.0;
  series = series * z + 2.0 / 9.0;
  series = series * z + 2.0 / 7.0;
  series = series * z + 2.0 / 5.0;
  series = series * z + 2.0 / 3.0;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - ((half - (s * (half + series * z) + k * LN2_LOW)) - f);
}

export function sigmoid(x: f64): f64 {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

export function tanh(x: f64): f64 {
  const a = Math.abs(x);
  if (a >= FAR) {
    const t = 1 - 2 / (exp(2 * a) + 1);
    return x < 0 ? -t : t;
  }
  const z = x * x;
  let d: f64 = 15 + z / 17;
  d = 13 + z / d;
  d = 11 + z / d;
  d = 9 + z / d;
  d = 7 + z / d;
  d = 5 + z / d;
  d = 3 + z / d;
  return x - x * (z / (d + z));
}
