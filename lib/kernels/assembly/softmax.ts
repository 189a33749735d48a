// Softmax and its relatives over rows of `count` numbers, from row `begin` to `end`.
import { log } from "./scalar";
import { apply } from "./unary";
import { dotOf, maxOf, sumOf } from "./reduce";
import { addTo, firstLanes, fnma, lanes, loadPart, loadUpTo, pairSum, storePart, storeUpTo } from "./vector";

const EXP: i32 = 3;

@inline
function exponential<T>(x: v128): v128 {
  return apply<T>(EXP, x);
}

/** y = e^(x − m); returns Σ y. y and x may be the same; y 0 stores nothing. */
function shiftedExp<T>(x: usize, y: usize, m: T, count: usize): f64 {
  const shift = v128.splat<T>(m);
  let total = f64x2.splat(0), left = count;
  for (; left >= lanes<T>(); left -= lanes<T>()) {
    const e = exponential<T>(v128.sub<T>(v128.load(x), shift));
    if (y) {
      v128.store(y, e);
      y += 16;
    }
    total = addTo<T>(total, e);
    x += 16;
  }
  if (left) {
    const e = exponential<T>(v128.sub<T>(loadPart<T>(x, left), shift));
    if (y) storePart<T>(y, e, left);
    // Lanes beyond the row hold e^(0 − m): they do not count.
    total = addTo<T>(total, firstLanes<T>(e, left));
  }
  return pairSum(total);
}

/** y = e^(x − m) / Σ e^(x − m), m the row's largest. */
@inline
export function softmax<T>(x: usize, y: usize, count: usize, begin: usize, end: usize): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    let p = y + i * bytes;
    const total = v128.splat<T>(<T>shiftedExp<T>(x + i * bytes, p, maxOf<T>(x + i * bytes, count), count));
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      storeUpTo<T>(p, v128.div<T>(loadUpTo<T>(p, left), total), left);
      p += 16;
    }
  }
}

/** dx = y (dy − Σ dy y). */
@inline
export function softmaxGradient<T>(y: usize, dy: usize, dx: usize, count: usize, begin: usize, end: usize): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    let p = y + i * bytes, q = dy + i * bytes, r = dx + i * bytes;
    const mean = v128.splat<T>(<T>dotOf<T>(p, q, count));
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      storeUpTo<T>(r, v128.mul<T>(loadUpTo<T>(p, left), v128.sub<T>(loadUpTo<T>(q, left), mean)), left);
      p += 16;
      q += 16;
      r += 16;
    }
  }
}

/** y = (x − m) − ln Σ e^(x − m). */
@inline
export function logSoftmax<T>(x: usize, y: usize, count: usize, begin: usize, end: usize): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    let p = x + i * bytes, q = y + i * bytes;
    const m = maxOf<T>(p, count), shift = v128.splat<T>(m), total = v128.splat<T>(<T>log(shiftedExp<T>(p, 0, m, count)));
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      storeUpTo<T>(q, v128.sub<T>(v128.sub<T>(loadUpTo<T>(p, left), shift), total), left);
      p += 16;
      q += 16;
    }
  }
}

/** dx = dy − e^y Σ dy. */
@inline
export function logSoftmaxGradient<T>(y: usize, dy: usize, dx: usize, count: usize, begin: usize, end: usize): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    let p = y + i * bytes, q = dy + i * bytes, r = dx + i * bytes;
    const total = v128.splat<T>(<T>sumOf<T>(q, count));
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      storeUpTo<T>(r, fnma<T>(exponential<T>(loadUpTo<T>(p, left)), total, loadUpTo<T>(q, left)), left);
      p += 16;
      q += 16;
      r += 16;
    }
  }
}

/**
 * loss = ln Σ e^x − x[label] of each row, and dx = (softmax(x) − onehot(label)) scale; dx 0: the loss alone.
 */
@inline
export function crossEntropy<T>(
  x: usize, labels: usize, loss: usize, dx: usize, count: usize, scale: f64, begin: usize, end: usize,
): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    const p = x + i * bytes, m = maxOf<T>(p, count), at = load<u32>(labels + (i << 2)) * sizeof<T>();
    const right = load<T>(p + at), row = dx ? dx + i * bytes : 0;
    const total = shiftedExp<T>(p, row, m, count);
    store<T>(loss + i * sizeof<T>(), <T>(log(total) + (<f64>m - <f64>right)));
    if (!row) continue;
    scaleRow<T>(row, <T>(scale / total), count);
    store<T>(row + at, load<T>(row + at) - <T>scale);
  }
}

/** The same for rows of target probabilities t: loss = Σ t (ln Σ e^x − x), dx = (softmax(x) Σ t − t) scale. */
@inline
export function crossEntropyTargets<T>(
  x: usize, targets: usize, loss: usize, dx: usize, count: usize, scale: f64, begin: usize, end: usize,
): void {
  const bytes = count * sizeof<T>();
  for (let i = begin; i < end; i++) {
    const p = x + i * bytes, t = targets + i * bytes, m = maxOf<T>(p, count), row = dx ? dx + i * bytes : 0;
    const weight = sumOf<T>(t, count), linear = dotOf<T>(t, p, count);
    const total = shiftedExp<T>(p, row, m, count);
    store<T>(loss + i * sizeof<T>(), <T>(weight * (log(total) + <f64>m) - linear));
    if (!row) continue;
    scaleRow<T>(row, <T>(weight * scale / total), count);
    const by = v128.splat<T>(<T>scale);
    let q = t, r = row;
    for (let left = <isize>count; left > 0; left -= lanes<T>()) {
      storeUpTo<T>(r, fnma<T>(by, loadUpTo<T>(q, left), loadUpTo<T>(r, left)), left);
      q += 16;
      r += 16;
    }
  }
}

function scaleRow<T>(p: usize, factor: T, count: usize): void {
  const by = v128.splat<T>(factor);
  let left = count;
  for (; left >= lanes<T>(); left -= lanes<T>()) {
    v128.store(p, v128.mul<T>(v128.load(p), by));
    p += 16;
  }
  if (left) storePart<T>(p, v128.mul<T>(loadPart<T>(p, left), by), left);
}
