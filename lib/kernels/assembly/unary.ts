// y = f(x), element by element, and dx = dy f′.
import { exp4, log4, sigmoid4, tanh4 } from "./elementary";
import { gelu, geluSlope } from "./gelu";
import { exp, log, sigmoid, tanh } from "./scalar";
import { aside, back, fnma, lanes } from "./vector";

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
function map<T>(op: i32, x: usize, y: usize, vectors: usize): void {
  for (const end = x + (vectors << 4); x < end; x += 16) {
    v128.store(y, apply<T>(op, v128.load(x)));
    y += 16;
  }
}

function anyMap<T>(op: i32, x: usize, y: usize, vectors: usize): void {
  switch (op) {
    case NEG: map<T>(NEG, x, y, vectors); break;
    case ABS: map<T>(ABS, x, y, vectors); break;
    case SQRT: map<T>(SQRT, x, y, vectors); break;
    case EXP: map<T>(EXP, x, y, vectors); break;
    case LOG: map<T>(LOG, x, y, vectors); break;
    case TANH: map<T>(TANH, x, y, vectors); break;
    case SIGMOID: map<T>(SIGMOID, x, y, vectors); break;
    case RELU: map<T>(RELU, x, y, vectors); break;
    default: map<T>(GELU, x, y, vectors);
  }
}

@inline
export function unary<T>(op: i32, x: usize, y: usize, begin: usize, end: usize): void {
  x += begin * sizeof<T>();
  y += begin * sizeof<T>();
  const vectors = (end - begin) / lanes<T>(), rest = (end - begin) % lanes<T>();
  anyMap<T>(op, x, y, vectors);
  if (!rest) return;
  const p = aside<T>(0, x + (vectors << 4), rest);
  anyMap<T>(op, p, p, 1);
  back<T>(0, y + (vectors << 4), rest);
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
function mapSlope<T>(op: i32, v: usize, dy: usize, dx: usize, vectors: usize): void {
  for (const end = v + (vectors << 4); v < end; v += 16) {
    v128.store(dx, slope<T>(op, v128.load(v), v128.load(dy)));
    dy += 16;
    dx += 16;
  }
}

function anySlope<T>(op: i32, v: usize, dy: usize, dx: usize, vectors: usize): void {
  switch (op) {
    case NEG: mapSlope<T>(NEG, v, dy, dx, vectors); break;
    case ABS: mapSlope<T>(ABS, v, dy, dx, vectors); break;
    case SQRT: mapSlope<T>(SQRT, v, dy, dx, vectors); break;
    case EXP: mapSlope<T>(EXP, v, dy, dx, vectors); break;
    case LOG: mapSlope<T>(LOG, v, dy, dx, vectors); break;
    case TANH: mapSlope<T>(TANH, v, dy, dx, vectors); break;
    case SIGMOID: mapSlope<T>(SIGMOID, v, dy, dx, vectors); break;
    case RELU: mapSlope<T>(RELU, v, dy, dx, vectors); break;
    default: mapSlope<T>(GELU, v, dy, dx, vectors);
  }
}

@inline
export function unaryGradient<T>(op: i32, v: usize, dy: usize, dx: usize, begin: usize, end: usize): void {
  v += begin * sizeof<T>();
  dy += begin * sizeof<T>();
  dx += begin * sizeof<T>();
  const vectors = (end - begin) / lanes<T>(), rest = (end - begin) % lanes<T>(), done = vectors << 4;
  anySlope<T>(op, v, dy, dx, vectors);
  if (!rest) return;
  const p = aside<T>(0, v + done, rest), q = aside<T>(1, dy + done, rest);
  anySlope<T>(op, p, q, p, 1);
  back<T>(0, dx + done, rest);
}

/**
 * y = f(x + b): x is [outer, channels, inner], b one number a channel; f is none, ReLU, tanh or σ. Rows of `channels` (inner 1)
 * or of `inner` numbers, from `begin` to `end`.
 */
@inline
export function bias<T>(op: i32, x: usize, b: usize, y: usize, channels: usize, inner: usize, begin: usize, end: usize): void {
  const along = inner == 1, count = along ? channels : inner, bytes = count * sizeof<T>();
  const vectors = count / lanes<T>(), rest = count % lanes<T>(), done = vectors << 4;
  x += begin * bytes;
  y += begin * bytes;
  for (let row = begin; row < end; row++) {
    const p = along ? b : b + (row % channels) * sizeof<T>();
    anyBias<T>(op, x, p, along, y, vectors);
    if (rest) {
      const q = aside<T>(0, x + done, rest);
      anyBias<T>(op, q, along ? aside<T>(1, p + done, rest) : p, along, q, 1);
      back<T>(0, y + done, rest);
    }
    x += bytes;
    y += bytes;
  }
}

function anyBias<T>(op: i32, x: usize, b: usize, along: bool, y: usize, vectors: usize): void {
  switch (op) {
    case RELU: biasRow<T>(RELU, x, b, along, y, vectors); break;
    case TANH: biasRow<T>(TANH, x, b, along, y, vectors); break;
    case SIGMOID: biasRow<T>(SIGMOID, x, b, along, y, vectors); break;
    default: biasRow<T>(NONE, x, b, along, y, vectors);
  }
}

@inline
function biasRow<T>(op: i32, x: usize, b: usize, along: bool, y: usize, vectors: usize): void {
  const end = x + (vectors << 4);
  if (along) {
    for (; x < end; x += 16) {
      v128.store(y, apply<T>(op, v128.add<T>(v128.load(x), v128.load(b))));
      b += 16;
      y += 16;
    }
  } else {
    const same = v128.load_splat<T>(b);
    for (; x < end; x += 16) {
      v128.store(y, apply<T>(op, v128.add<T>(v128.load(x), same)));
      y += 16;
    }
  }
}
