// Steps of the optimisers: p, its gradient g and what is remembered of earlier steps, elements from `begin` to `end`.
import { fma, lanes, loadUpTo, storeUpTo } from "./vector";

/**
 * g ← g + decay p;  v ← momentum v + g;  p ← p − rate v, or with Nesterov's look ahead p − rate (g + momentum v).
 * Without momentum there is no v (0).
 */
@inline
export function sgd<T>(
  p: usize, g: usize, v: usize, rate: f64, momentum: f64, decay: f64, nesterov: bool, begin: usize, end: usize,
): void {
  const at = begin * sizeof<T>();
  p += at;
  g += at;
  if (v) v += at;
  const step = v128.splat<T>(<T>-rate), keep = v128.splat<T>(<T>momentum), pull = v128.splat<T>(<T>decay);
  for (let left = <isize>(end - begin); left > 0; left -= lanes<T>()) {
    const old = loadUpTo<T>(p, left);
    const slope = fma<T>(pull, old, loadUpTo<T>(g, left));
    let move = slope;
    if (v) {
      const speed = fma<T>(keep, loadUpTo<T>(v, left), slope);
      storeUpTo<T>(v, speed, left);
      move = nesterov ? fma<T>(keep, speed, slope) : speed;
      v += 16;
    }
    storeUpTo<T>(p, fma<T>(step, move, old), left);
    p += 16;
    g += 16;
  }
}

/**
 * m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← p − rate (m / c₁) / (√(v / c₂) + ε), where cᵢ = 1 − βᵢ^t.
 * Decay is added to g (Adam), or, `apart`, taken from p by itself (AdamW).
 */
@inline
export function adam<T>(
  p: usize, g: usize, m: usize, v: usize, rate: f64, beta1: f64, beta2: f64, epsilon: f64, c1: f64, c2: f64, decay: f64,
  apart: bool, begin: usize, end: usize,
): void {
  const at = begin * sizeof<T>();
  p += at;
  g += at;
  m += at;
  v += at;
  const pull = v128.splat<T>(<T>(apart ? 0 : decay)), shrink = v128.splat<T>(<T>(apart ? 1 - rate * decay : 1));
  const keep1 = v128.splat<T>(<T>beta1), new1 = v128.splat<T>(<T>(1 - beta1));
  const keep2 = v128.splat<T>(<T>beta2), new2 = v128.splat<T>(<T>(1 - beta2));
  const step = v128.splat<T>(<T>(-rate / c1)), root = v128.splat<T>(<T>sqrt<f64>(c2)), least = v128.splat<T>(<T>epsilon);
  for (let left = <isize>(end - begin); left > 0; left -= lanes<T>()) {
    const old = loadUpTo<T>(p, left);
    const slope = fma<T>(pull, old, loadUpTo<T>(g, left));
    const mean = fma<T>(keep1, loadUpTo<T>(m, left), v128.mul<T>(new1, slope));
    const square = fma<T>(keep2, loadUpTo<T>(v, left), v128.mul<T>(new2, v128.mul<T>(slope, slope)));
    storeUpTo<T>(m, mean, left);
    storeUpTo<T>(v, square, left);
    const size = v128.add<T>(v128.div<T>(v128.sqrt<T>(square), root), least);
    storeUpTo<T>(p, fma<T>(step, v128.div<T>(mean, size), v128.mul<T>(shrink, old)), left);
    p += 16;
    g += 16;
    m += 16;
    v += 16;
  }
}
