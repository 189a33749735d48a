// Vectors of 16 bytes: four f32 or two f64. Every kernel is written once, for T = f32 and T = f64.
import { scratch } from "./thread";

/** How many numbers a vector holds. */
@inline
export function lanes<T>(): usize {
  return 16 / sizeof<T>();
}

/** a b + c, in one rounding where the build has relaxed SIMD and the processor fuses. */
@inline
export function fma<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** c − a b. */
@inline
export function fnma<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c);
  return v128.sub<T>(c, v128.mul<T>(a, b));
}

/** v, with 0 for what is below the least normal number: processors take a hundred times longer over such numbers. */
@inline
export function normal<T>(v: v128): v128 {
  const least = sizeof<T>() == 8 ? <T>2.2250738585072014e-308 : <T>1.1754943508222875e-38;
  return v128.andnot(v, v128.lt<T>(v128.abs<T>(v), v128.splat<T>(least)));
}

/** The first `count` numbers at p, and zeros. */
export function loadPart<T>(p: usize, count: usize): v128 {
  if (sizeof<T>() == 8) return v128.load_zero<f64>(p);
  let v = v128.load_zero<f32>(p);
  if (count > 1) v = v128.load_lane<f32>(p + 4, v, 1);
  if (count > 2) v = v128.load_lane<f32>(p + 8, v, 2);
  return v;
}

/** Writes the first `count` numbers of v. */
export function storePart<T>(p: usize, v: v128, count: usize): void {
  if (sizeof<T>() == 8) {
    v128.store_lane<f64>(p, v, 0);
    return;
  }
  v128.store_lane<f32>(p, v, 0);
  if (count > 1) v128.store_lane<f32>(p + 4, v, 1);
  if (count > 2) v128.store_lane<f32>(p + 8, v, 2);
}

/** A vector's place in the thread's own memory. */
@inline
export function slot(number: i32): usize {
  return scratch + (<usize>number << 4);
}

/**
 * The last `count` numbers of an array, fewer than a vector, as a vector in the thread's own memory: the loop that did the
 * rest does these too, so equal input gives equal bits, and has no branches.
 */
@inline
export function aside<T>(number: i32, p: usize, count: usize): usize {
  v128.store(slot(number), loadPart<T>(p, count));
  return slot(number);
}

/** Puts back what was worked on aside. */
@inline
export function back<T>(number: i32, p: usize, count: usize): void {
  storePart<T>(p, v128.load(slot(number)), count);
}

/** A whole vector, or the part that is left. */
@inline
export function loadUpTo<T>(p: usize, left: usize): v128 {
  return left >= lanes<T>() ? v128.load(p) : loadPart<T>(p, left);
}

@inline
export function storeUpTo<T>(p: usize, v: v128, left: usize): void {
  if (left >= lanes<T>()) v128.store(p, v);
  else storePart<T>(p, v, left);
}

/** v with zeros beyond the first `count` lanes, fewer than all. */
export function firstLanes<T>(v: v128, count: usize): v128 {
  const zero = v128.splat<T>(<T>0);
  if (sizeof<T>() == 8) return v128.shuffle<f64>(v, zero, 0, 2);
  if (count == 1) return v128.shuffle<f32>(v, zero, 0, 4, 4, 4);
  if (count == 2) return v128.shuffle<f32>(v, zero, 0, 1, 4, 4);
  return v128.shuffle<f32>(v, zero, 0, 1, 2, 4);
}

/** The sum of both f64 lanes. */
@inline
export function pairSum(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** The upper two f32 as f64. */
@inline
export function promoteHigh(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 1));
}

/** Two pairs of f64 as four f32. */
@inline
export function demote(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** total + Σ v over the lanes, gathered in f64. */
@inline
export function addTo<T>(total: v128, v: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.add(total, v);
  return f64x2.add(total, f64x2.add(f64x2.promote_low_f32x4(v), promoteHigh(v)));
}
