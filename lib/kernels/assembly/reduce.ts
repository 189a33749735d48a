// Sums and largest elements along one axis: x is [outer, count, inner], z is [outer, inner]. Sums are gathered in float64.
import { addTo, demote, fma, lanes, loadPart, loadUpTo, pairSum, promoteHigh, storeUpTo } from "./vector";

/** Columns of one share of work: two cache lines of float32. */
export const COLUMNS: usize = 32;
/** Rows or vectors that are added before their sum goes into float64. */
export const RUN: usize = 32;

/** Σ x over contiguous numbers. */
export function sumOf<T>(x: usize, count: usize): f64 {
  let a = f64x2.splat(0), b = a;
  let left = count;
  for (; left >= 2 * lanes<T>(); left -= 2 * lanes<T>()) {
    a = addTo<T>(a, v128.load(x));
    b = addTo<T>(b, v128.load(x, 16));
    x += 32;
  }
  for (; left >= lanes<T>(); left -= lanes<T>()) {
    a = addTo<T>(a, v128.load(x));
    x += 16;
  }
  if (left) b = addTo<T>(b, loadPart<T>(x, left));
  return pairSum(f64x2.add(a, b));
}

/** total + Σ x y over the lanes, in float64: products of float32 are exact. */
@inline
export function addProduct<T>(total: v128, x: v128, y: v128): v128 {
  if (sizeof<T>() == 8) return fma<f64>(x, y, total);
  total = fma<f64>(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y), total);
  return fma<f64>(promoteHigh(x), promoteHigh(y), total);
}

/** Σ x y over contiguous numbers. */
export function dotOf<T>(x: usize, y: usize, count: usize): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a, left = <isize>count;
  // Four sums, so that no addition waits for the one before.
  for (; left >= 4 * lanes<T>(); left -= 4 * lanes<T>()) {
    a = addProduct<T>(a, v128.load(x), v128.load(y));
    b = addProduct<T>(b, v128.load(x, 16), v128.load(y, 16));
    c = addProduct<T>(c, v128.load(x, 32), v128.load(y, 32));
    d = addProduct<T>(d, v128.load(x, 48), v128.load(y, 48));
    x += 64;
    y += 64;
  }
  for (; left > 0; left -= lanes<T>()) {
    a = addProduct<T>(a, loadUpTo<T>(x, left), loadUpTo<T>(y, left));
    x += 16;
    y += 16;
  }
  return pairSum(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
}

/** The largest of contiguous numbers; NaN if there is one, −Infinity if there are none. */
export function maxOf<T>(x: usize, count: usize): T {
  let best = v128.splat<T>(<T>-Infinity);
  let left = count;
  for (; left >= lanes<T>(); left -= lanes<T>()) {
    best = v128.max<T>(best, v128.load(x));
    x += 16;
  }
  let top = max<T>(v128.extract_lane<T>(best, 0), v128.extract_lane<T>(best, 1));
  if (sizeof<T>() == 4) top = max<T>(top, max<T>(v128.extract_lane<T>(best, 2), v128.extract_lane<T>(best, 3)));
  for (; left > 0; left--) {
    top = max<T>(top, load<T>(x));
    x += sizeof<T>();
  }
  return top;
}

/** z = Σ x / divisor. Inner 1: rows from `begin` to `end`; else blocks of columns, counted over outer and inner. */
@inline
export function sum<T>(x: usize, z: usize, count: usize, inner: usize, divisor: f64, begin: usize, end: usize): void {
  if (inner == 1) {
    for (let i = begin; i < end; i++) {
      store<T>(z + i * sizeof<T>(), <T>(sumOf<T>(x + i * count * sizeof<T>(), count) / divisor));
    }
    return;
  }
  const blocks = (inner + COLUMNS - 1) / COLUMNS, bytes = inner * sizeof<T>();
  for (let u = begin; u < end; u++) {
    const outer = u / blocks, first = (u % blocks) * COLUMNS, last = min(first + COLUMNS, inner);
    for (let j = first; j < last; j += lanes<T>()) {
      const left = <isize>(inner - j);
      let low = f64x2.splat(0), high = low, p = x + outer * count * bytes + j * sizeof<T>();
      for (let i: usize = 0; i < count; i += RUN) {
        let run = v128.splat<T>(<T>0);
        for (const stop = p + min(RUN, count - i) * bytes; p < stop; p += bytes) run = v128.add<T>(run, loadUpTo<T>(p, left));
        if (sizeof<T>() == 8) low = f64x2.add(low, run);
        else {
          low = f64x2.add(low, f64x2.promote_low_f32x4(run));
          high = f64x2.add(high, promoteHigh(run));
        }
      }
      const d = f64x2.splat(divisor), to = z + outer * bytes + j * sizeof<T>();
      low = f64x2.div(low, d);
      if (sizeof<T>() == 8) storeUpTo<T>(to, low, left);
      else storeUpTo<T>(to, demote(low, f64x2.div(high, d)), left);
    }
  }
}

/** z = max x; shares as in `sum`. */
@inline
export function largest<T>(x: usize, z: usize, count: usize, inner: usize, begin: usize, end: usize): void {
  if (inner == 1) {
    for (let i = begin; i < end; i++) store<T>(z + i * sizeof<T>(), maxOf<T>(x + i * count * sizeof<T>(), count));
    return;
  }
  const blocks = (inner + COLUMNS - 1) / COLUMNS, bytes = inner * sizeof<T>();
  for (let u = begin; u < end; u++) {
    const outer = u / blocks, first = (u % blocks) * COLUMNS, last = min(first + COLUMNS, inner);
    for (let j = first; j < last; j += lanes<T>()) {
      const left = <isize>(inner - j);
      let best = v128.splat<T>(<T>-Infinity), p = x + outer * count * bytes + j * sizeof<T>();
      for (let i: usize = 0; i < count; i++) {
        best = v128.max<T>(best, loadUpTo<T>(p, left));
        p += bytes;
      }
      storeUpTo<T>(z + outer * bytes + j * sizeof<T>(), best, left);
    }
  }
}

/** Where each row's largest number stands, as int32; the first of equals. */
@inline
export function argmax<T>(x: usize, z: usize, count: usize, begin: usize, end: usize): void {
  for (let i = begin; i < end; i++) {
    const row = x + i * count * sizeof<T>();
    let best = load<T>(row), at: usize = 0;
    for (let j: usize = 1; j < count; j++) {
      const v = load<T>(row + j * sizeof<T>());
      if (v > best) {
        best = v;
        at = j;
      }
    }
    store<u32>(z + (i << 2), <u32>at);
  }
}

/** dx = dz where x is the first that equals z, 0 elsewhere; z and dz from `begin` to `end` over outer and inner. */
@inline
export function largestGradient<T>(
  x: usize, z: usize, dz: usize, dx: usize, count: usize, inner: usize, begin: usize, end: usize,
): void {
  for (let u = begin; u < end; u++) {
    const top = load<T>(z + u * sizeof<T>());
    let g = load<T>(dz + u * sizeof<T>()), at = ((u / inner) * count * inner + u % inner) * sizeof<T>();
    for (let i: usize = 0; i < count; i++) {
      const here = load<T>(x + at) == top;
      store<T>(dx + at, here ? g : <T>0);
      if (here) g = <T>0;
      at += inner * sizeof<T>();
    }
  }
}
