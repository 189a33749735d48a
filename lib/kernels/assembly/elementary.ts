// exp, log, tanh and σ. Float64 repeats lib/elementary operation by operation, so both give the same bits. Float32 is computed in
// float64 with series that are cut where 2^-27 is reached, and rounded once: within 0.6 ulp, and exact at the ends.
import { demote, fma, fnma, promoteHigh } from "./vector";

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const LN2: f64 = 0.6931471805599453;
const LOG2_E: f64 = 1.4426950408889634;
const SQRT_HALF_BITS: i32 = 0x3f3504f3;
/** 1.5 · 2^52: what is added to it is rounded to a whole number, which then stands in the lowest bits. */
const ROUNDER: f64 = 6755399441055744;

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
  const error = (big - r) - small;
  const sum = 1 + (r + (error + beyondLinear(r)));
  const n = <i32>k;
  if (n > 1023) return sum * 2 * powerOfTwo(n - 1);
  if (n < -1021) return sum * powerOfTwo(n + 200) * powerOfTwo(-200);
  return sum * powerOfTwo(n);
}

function expm1(x: f64): f64 {
  if (x > -0.34 && x < 0.34) return x + beyondLinear(x);
  return exp(x) - 1;
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
  if (!(a > 0)) return x;
  const e = a >= 20 ? 1 : expm1(2 * a);
  const t = a >= 20 ? 1 : e / (e + 2);
  return x < 0 ? -t : t;
}

/** 2^n for the whole numbers that ROUNDER left in the lowest bits. */
@inline
function scaleOf(rounded: v128): v128 {
  return i64x2.add(i64x2.shl(rounded, 52), i64x2.splat(0x3ff0000000000000));
}

/** e^r − 1 for |r| ≤ ln(2)/2: Taylor to r^7, r first so that −0 stays −0. */
@inline
function expm1Series(r: v128): v128 {
  let sum = fma<f64>(f64x2.splat(1.0 / 5040.0), r, f64x2.splat(1.0 / 720.0));
  sum = fma<f64>(sum, r, f64x2.splat(1.0 / 120.0));
  sum = fma<f64>(sum, r, f64x2.splat(1.0 / 24.0));
  sum = fma<f64>(sum, r, f64x2.splat(1.0 / 6.0));
  sum = fma<f64>(sum, r, f64x2.splat(1.0 / 2.0));
  return f64x2.mul(r, fma<f64>(sum, r, f64x2.splat(1)));
}

/** e^x of two f64, to float32's precision, for |x| ≤ 200. */
@inline
function expPair(x: v128): v128 {
  const rounded = fma<f64>(x, f64x2.splat(LOG2_E), f64x2.splat(ROUNDER));
  const r = fnma<f64>(f64x2.sub(rounded, f64x2.splat(ROUNDER)), f64x2.splat(LN2), x);
  const scale = scaleOf(rounded);
  return fma<f64>(scale, expm1Series(r), scale);
}

/** tanh x = (e^2x − 1) / (e^2x + 1), with e^2x − 1 = 2^n (e^r − 1) + (2^n − 1): no cancellation near 0. */
@inline
function tanhPair(x: v128): v128 {
  const u = f64x2.add(x, x);
  const rounded = fma<f64>(u, f64x2.splat(LOG2_E), f64x2.splat(ROUNDER));
  const r = fnma<f64>(f64x2.sub(rounded, f64x2.splat(ROUNDER)), f64x2.splat(LN2), u);
  const scale = scaleOf(rounded);
  const shift = f64x2.sub(scale, f64x2.splat(1));
  const e = f64x2.add(f64x2.mul(scale, expm1Series(r)), shift);
  return f64x2.div(e, f64x2.add(e, f64x2.splat(2)));
}

@inline
function sigmoidPair(x: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(one, f64x2.add(one, expPair(f64x2.neg(x))));
}

/** x within ±bound; NaN stays. */
@inline
function clamp(x: v128, bound: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(bound)), f32x4.splat(-bound));
}

/** e^104 is beyond float32, e^−104 below half its least number. */
@inline
export function exp4(x: v128): v128 {
  const c = clamp(x, 104);
  return demote(expPair(f64x2.promote_low_f32x4(c)), expPair(promoteHigh(c)));
}

@inline
export function sigmoid4(x: v128): v128 {
  const c = clamp(x, 104);
  return demote(sigmoidPair(f64x2.promote_low_f32x4(c)), sigmoidPair(promoteHigh(c)));
}

/** tanh 10 rounds to 1. */
@inline
export function tanh4(x: v128): v128 {
  const c = clamp(x, 10);
  return demote(tanhPair(f64x2.promote_low_f32x4(c)), tanhPair(promoteHigh(c)));
}

/** ln(2^k (1 + f)) = k ln 2 + 2 artanh(f / (2 + f)). */
@inline
function logPair(k: v128, f: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2)));
  const z = f64x2.mul(s, s);
  let sum = fma<f64>(f64x2.splat(2.0 / 11.0), z, f64x2.splat(2.0 / 9.0));
  sum = fma<f64>(sum, z, f64x2.splat(2.0 / 7.0));
  sum = fma<f64>(sum, z, f64x2.splat(2.0 / 5.0));
  sum = fma<f64>(sum, z, f64x2.splat(2.0 / 3.0));
  sum = fma<f64>(sum, z, f64x2.splat(2));
  return f64x2.add(f64x2.mul(k, f64x2.splat(LN2)), f64x2.mul(s, sum));
}

/** ln x with x = 2^k (1 + f), √½ ≤ 1 + f < √2; numbers below the normal ones are taken times 2^23 first. */
@inline
export function log4(x: v128): v128 {
  const small = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38));
  const bits = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small);
  const exponent = i32x4.shr_s(i32x4.sub(bits, i32x4.splat(SQRT_HALF_BITS)), 23);
  const f = f32x4.sub(i32x4.sub(bits, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const k = i32x4.sub(exponent, v128.and(small, i32x4.splat(23)));
  const low = logPair(f64x2.convert_low_i32x4_s(k), f64x2.promote_low_f32x4(f));
  const high = logPair(f64x2.convert_low_i32x4_s(v128.shuffle<f64>(k, k, 1, 1)), promoteHigh(f));
  let y = demote(low, high);
  y = v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(f32x4.splat(NaN), y, f32x4.lt(x, f32x4.splat(0)));
}
