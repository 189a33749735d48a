// exp, log, tanh and σ of four float32 at once. exp, log and tanh are within 1 ulp and exact at the ends, σ within 2.5 ulp.
import {
  A1, A11, A3, A5, A7, A9, constant, EXP_BOTTOM, EXP_TOP, F2, F2_WIDE, F3, F3_WIDE, F4, F4_WIDE, F5, F5_WIDE, F6, F6_WIDE, F7, F7_WIDE,
  F8_WIDE, LEAST_NORMAL, LN2_HIGH, LN2_LOW, LN2_WIDE, LOG2_E, LOG2_E_WIDE, ONE, ONE_WIDE, ROUNDER, ROUNDER_WIDE, TANH_BOTTOM, TANH_TOP,
  TWO_23,
} from "./constants";
import { demote, fma, fnma, promoteHigh } from "./vector";

/** √½ as bits. */
const SQRT_HALF: i32 = 0x3f3504f3;

/**
 * e^x = 2^n e^r, r = x − n ln 2 with its rounding error carried along, e^r by Taylor to r^7. The power of 2 comes in two
 * factors, so that results below the normal numbers are rounded once.
 */
@inline
export function exp4(x: v128): v128 {
  // In this order NaN stays.
  x = f32x4.pmax(f32x4.pmin(x, constant(EXP_TOP)), constant(EXP_BOTTOM));
  const rounded = fma<f32>(x, constant(LOG2_E), constant(ROUNDER)), n = f32x4.sub(rounded, constant(ROUNDER));
  const big = fnma<f32>(n, constant(LN2_HIGH), x), small = f32x4.mul(n, constant(LN2_LOW));
  const r = f32x4.sub(big, small), error = f32x4.sub(f32x4.sub(big, r), small);
  let sum = fma<f32>(constant(F7), r, constant(F6));
  sum = fma<f32>(sum, r, constant(F5));
  sum = fma<f32>(sum, r, constant(F4));
  sum = fma<f32>(sum, r, constant(F3));
  sum = fma<f32>(sum, r, constant(F2));
  sum = f32x4.add(f32x4.add(fma<f32>(f32x4.mul(r, r), sum, error), r), constant(ONE));
  const power = i32x4.sub(rounded, constant(ROUNDER)), half = i32x4.shr_s(power, 1);
  return f32x4.mul(f32x4.mul(sum, scale4(half)), scale4(i32x4.sub(power, half)));
}

/** 2^n, n whole. */
@inline
function scale4(n: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), constant(ONE));
}

/** σ(x) = 1 / (1 + e^−x), for negative x e^x / (1 + e^x). */
@inline
export function sigmoid4(x: v128): v128 {
  const one = constant(ONE), e = exp4(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

/**
 * tanh x = (e^2x − 1) / (e^2x + 1), in float64 and rounded once; e^2x − 1 = 2^n (e^r − 1) + (2^n − 1) does not cancel near 0.
 */
@inline
export function tanh4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, constant(TANH_TOP)), constant(TANH_BOTTOM));
  const y = demote(tanh2(f64x2.promote_low_f32x4(x)), tanh2(promoteHigh(x)));
  // The sign of x: −0 stays −0.
  return v128.or(y, v128.and(x, f32x4.splat(-0.0)));
}

@inline
function tanh2(x: v128): v128 {
  const u = f64x2.add(x, x), rounded = fma<f64>(u, constant(LOG2_E_WIDE), constant(ROUNDER_WIDE));
  const r = fnma<f64>(f64x2.sub(rounded, constant(ROUNDER_WIDE)), constant(LN2_WIDE), u);
  let sum = fma<f64>(constant(F8_WIDE), r, constant(F7_WIDE));
  sum = fma<f64>(sum, r, constant(F6_WIDE));
  sum = fma<f64>(sum, r, constant(F5_WIDE));
  sum = fma<f64>(sum, r, constant(F4_WIDE));
  sum = fma<f64>(sum, r, constant(F3_WIDE));
  sum = fma<f64>(sum, r, constant(F2_WIDE));
  sum = f64x2.mul(r, fma<f64>(sum, r, constant(ONE_WIDE)));
  const scale = i64x2.add(i64x2.shl(rounded, 52), constant(ONE_WIDE));
  const e = f64x2.add(f64x2.mul(scale, sum), f64x2.sub(scale, constant(ONE_WIDE)));
  return f64x2.div(e, f64x2.add(e, constant(A1)));
}

/** ln x = k ln 2 + 2 artanh(f / (2 + f)), x = 2^k (1 + f), √½ ≤ 1 + f < √2; in float64 and rounded once. */
@inline
export function log4(x: v128): v128 {
  const small = f32x4.lt(x, constant(LEAST_NORMAL));
  const bits = v128.bitselect(f32x4.mul(x, constant(TWO_23)), x, small);
  const exponent = i32x4.shr_s(i32x4.sub(bits, i32x4.splat(SQRT_HALF)), 23);
  const f = f32x4.sub(i32x4.sub(bits, i32x4.shl(exponent, 23)), constant(ONE));
  const k = i32x4.sub(exponent, v128.and(small, i32x4.splat(23)));
  const low = log2(f64x2.convert_low_i32x4_s(k), f64x2.promote_low_f32x4(f));
  const high = log2(f64x2.convert_low_i32x4_s(v128.shuffle<f64>(k, k, 1, 1)), promoteHigh(f));
  let y = v128.bitselect(demote(low, high), x, f32x4.lt(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(f32x4.splat(NaN), y, f32x4.lt(x, f32x4.splat(0)));
}

@inline
function log2(k: v128, f: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f, constant(A1))), z = f64x2.mul(s, s);
  let sum = fma<f64>(constant(A11), z, constant(A9));
  sum = fma<f64>(sum, z, constant(A7));
  sum = fma<f64>(sum, z, constant(A5));
  sum = fma<f64>(sum, z, constant(A3));
  sum = fma<f64>(sum, z, constant(A1));
  return f64x2.add(f64x2.mul(k, constant(LN2_WIDE)), f64x2.mul(s, sum));
}
