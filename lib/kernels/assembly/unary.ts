// y = f(x), element by element, and dx = dy f′.
import { exp, exp4, log, log4, sigmoid, sigmoid4, tanh, tanh4 } from "./elementary";
import { gelu, geluSlope } from "./gelu";
import { fnma, lanes, loadUpTo, storeUpTo } from "./vector";

// The numbers of the operations, as lib/kernels/elementwise.ts counts them.
export const NONE: i32 = -1;
const NEG: i32 = 0;
const ABS: i32 = 1;
const SQRT: i32 = 2;
const EXP: i32 = 3;
const LOG: i32 = 4;
const TANH: i32 = 5;
const SIGMOID: i32 = 6;
const RELU: i32 = 7;
const GELU: i32 = 8;

/** The scalar functions of float64, for operations without a vector instruction. */
@inline
function scalar(op: i32, x: f64): f64 {
  if (op == EXP) return exp(x);
  if (op == LOG) return log(x);
  if (op == TANH) return tanh(x);
  if (op == SIGMOID) return sigmoid(x);
  return gelu(x);
}

@inline
function pair(a: f64, b: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(a), 1, b);
}

/** f of every lane; `op` is a constant wherever this is used, so one branch is compiled. */
@inline
export function apply<T>(op: i32, x: v128): v128 {
  if (op == NONE) return x;
  if (op == NEG) return v128.neg<T>(x);
  if (op == ABS) return v128.abs<T>(x);
  if (op == SQRT) return v128.sqrt<T>(x);
  // In this order NaN stays.
  if (op == RELU) return v128.pmax<T>(x, v128.splat<T>(<T>0));
  if (sizeof<T>() == 8) return pair(scalar(op, f64x2.extract_lane(x, 0)), scalar(op, f64x2.extract_lane(x, 1)));
  if (op == EXP) return exp4(x);
  if (op == LOG) return log4(x);
  if (op == TANH) return tanh4(x);
  if (op == SIGMOID) return sigmoid4(x);
  let y = f32x4.splat(<f32>gelu(f32x4.extract_lane(x, 0)));
  y = f32x4.replace_lane(y, 1, <f32>gelu(f32x4.extract_lane(x, 1)));
  y = f32x4.replace_lane(y, 2, <f32>gelu(f32x4.extract_lane(x, 2)));
  return f32x4.replace_lane(y, 3, <f32>gelu(f32x4.extract_lane(x, 3)));
}

@inline
function map<T>(op: i32, x: usize, y: usize, count: usize): void {
  for (let left = <isize>count; left > 0; left -= lanes<T>()) {
    storeUpTo<T>(y, apply<T>(op, loadUpTo<T>(x, left)), left);
    x += 16;
    y += 16;
  }
}

@inline
export function unary<T>(op: i32, x: usize, y: usize, begin: usize, end: usize): void {
  x += begin * sizeof<T>();
  y += begin * sizeof<T>();
  const count = end - begin;
  switch (op) {
    case NEG: map<T>(NEG, x, y, count); break;
    case ABS: map<T>(ABS, x, y, count); break;
    case SQRT: map<T>(SQRT, x, y, count); break;
    case EXP: map<T>(EXP, x, y, count); break;
    case LOG: map<T>(LOG, x, y, count); break;
    case TANH: map<T>(TANH, x, y, count); break;
    case SIGMOID: map<T>(SIGMOID, x, y, count); break;
    case RELU: map<T>(RELU, x, y, count); break;
    default: map<T>(GELU, x, y, count);
  }
}

/** dy f′, where v is x for abs, log and GELU, and y for the rest. */
@inline
function slope<T>(op: i32, v: v128, dy: v128): v128 {
  const zero = v128.splat<T>(<T>0), one = v128.splat<T>(<T>1);
  if (op == NEG) return v128.neg<T>(dy);
  if (op == ABS) {
    return v128.or(v128.and(dy, v128.gt<T>(v, zero)), v128.and(v128.neg<T>(dy), v128.lt<T>(v, zero)));
  }
  if (op == SQRT) return v128.div<T>(dy, v128.add<T>(v, v));
  if (op == EXP) return v128.mul<T>(dy, v);
  if (op == LOG) return v128.div<T>(dy, v);
  if (op == TANH) return v128.mul<T>(dy, fnma<T>(v, v, one));
  if (op == SIGMOID) return v128.mul<T>(dy, v128.mul<T>(v, v128.sub<T>(one, v)));
  if (op == RELU) return v128.and(dy, v128.gt<T>(v, zero));
  if (sizeof<T>() == 8) {
    return v128.mul<T>(dy, pair(geluSlope(f64x2.extract_lane(v, 0)), geluSlope(f64x2.extract_lane(v, 1))));
  }
  let s = f32x4.splat(<f32>geluSlope(f32x4.extract_lane(v, 0)));
  s = f32x4.replace_lane(s, 1, <f32>geluSlope(f32x4.extract_lane(v, 1)));
  s = f32x4.replace_lane(s, 2, <f32>geluSlope(f32x4.extract_lane(v, 2)));
  s = f32x4.replace_lane(s, 3, <f32>geluSlope(f32x4.extract_lane(v, 3)));
  return f32x4.mul(dy, s);
}

@inline
function mapSlope<T>(op: i32, v: usize, dy: usize, dx: usize, count: usize): void {
  for (let left = <isize>count; left > 0; left -= lanes<T>()) {
    storeUpTo<T>(dx, slope<T>(op, loadUpTo<T>(v, left), loadUpTo<T>(dy, left)), left);
    v += 16;
    dy += 16;
    dx += 16;
  }
}

@inline
export function unaryGradient<T>(op: i32, v: usize, dy: usize, dx: usize, begin: usize, end: usize): void {
  v += begin * sizeof<T>();
  dy += begin * sizeof<T>();
  dx += begin * sizeof<T>();
  const count = end - begin;
  switch (op) {
    case NEG: mapSlope<T>(NEG, v, dy, dx, count); break;
    case ABS: mapSlope<T>(ABS, v, dy, dx, count); break;
    case SQRT: mapSlope<T>(SQRT, v, dy, dx, count); break;
    case EXP: mapSlope<T>(EXP, v, dy, dx, count); break;
    case LOG: mapSlope<T>(LOG, v, dy, dx, count); break;
    case TANH: mapSlope<T>(TANH, v, dy, dx, count); break;
    case SIGMOID: mapSlope<T>(SIGMOID, v, dy, dx, count); break;
    case RELU: mapSlope<T>(RELU, v, dy, dx, count); break;
    default: mapSlope<T>(GELU, v, dy, dx, count);
  }
}

/**
 * y = f(x + b): x is [outer, channels, inner], b one number a channel; f is none, ReLU, tanh or σ. Rows of `channels` (inner 1)
 * or of `inner` numbers, from `begin` to `end`.
 */
@inline
export function bias<T>(op: i32, x: usize, b: usize, y: usize, channels: usize, inner: usize, begin: usize, end: usize): void {
  switch (op) {
    case RELU: biasRows<T>(RELU, x, b, y, channels, inner, begin, end); break;
    case TANH: biasRows<T>(TANH, x, b, y, channels, inner, begin, end); break;
    case SIGMOID: biasRows<T>(SIGMOID, x, b, y, channels, inner, begin, end); break;
    default: biasRows<T>(NONE, x, b, y, channels, inner, begin, end);
  }
}

@inline
function biasRows<T>(op: i32, x: usize, b: usize, y: usize, channels: usize, inner: usize, begin: usize, end: usize): void {
  const count = inner == 1 ? channels : inner, apart = inner == 1;
  x += begin * count * sizeof<T>();
  y += begin * count * sizeof<T>();
  for (let row = begin; row < end; row++) {
    let p = apart ? b : b + (row % channels) * sizeof<T>();
    const same = v128.load_splat<T>(p);
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      const added = apart ? loadUpTo<T>(p, left) : same;
      storeUpTo<T>(y, apply<T>(op, v128.add<T>(loadUpTo<T>(x, left), added)), left);
      const bytes = min(<usize>left, lanes<T>()) * sizeof<T>();
      x += bytes;
      y += bytes;
      p += bytes;
    }
  }
}
