// Steps of the optimisers: p, its gradient g and what is remembered of earlier steps, elements from `begin` to `end`.
import { aside, back, fma, lanes, normal } from "./vector";

/**
 * g′ = g + decay p;  v ← momentum v + g′;  p ← p − rate v, or with Nesterov's look ahead p − rate (g′ + momentum v).
 * Without momentum there is no v (0). Where the gradient stays 0, v fades to 0 for good.
 */
@inline
export function sgd<T>(
  p: usize, g: usize, v: usize, rate: f64, momentum: f64, decay: f64, nesterov: bool, begin: usize, end: usize,
): void {
  const at = begin * sizeof<T>(), vectors = (end - begin) / lanes<T>(), rest = (end - begin) % lanes<T>(), done = vectors << 4;
  p += at;
  g += at;
  if (v) v += at;
  descend<T>(p, g, v, <T>rate, <T>momentum, <T>decay, nesterov, vectors);
  if (!rest) return;
  const w = v ? aside<T>(2, v + done, rest) : 0;
  descend<T>(aside<T>(0, p + done, rest), aside<T>(1, g + done, rest), w, <T>rate, <T>momentum, <T>decay, nesterov, 1);
  back<T>(0, p + done, rest);
  if (v) back<T>(2, v + done, rest);
}

function descend<T>(p: usize, g: usize, v: usize, rate: T, momentum: T, decay: T, nesterov: bool, vectors: usize): void {
  const step = v128.splat<T>(-rate), keep = v128.splat<T>(momentum), pull = v128.splat<T>(decay);
  const end = p + (vectors << 4);
  if (!v) {
    for (; p < end; p += 16) {
      const old = v128.load(p);
      v128.store(p, fma<T>(step, fma<T>(pull, old, v128.load(g)), old));
      g += 16;
    }
    return;
  }
  for (; p < end; p += 16) {
    const old = v128.load(p), slope = fma<T>(pull, old, v128.load(g)), speed = normal<T>(fma<T>(keep, v128.load(v), slope));
    v128.store(v, speed);
    v128.store(p, fma<T>(step, nesterov ? fma<T>(keep, speed, slope) : speed, old));
    g += 16;
    v += 16;
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
  const at = begin * sizeof<T>(), vectors = (end - begin) / lanes<T>(), rest = (end - begin) % lanes<T>(), done = vectors << 4;
  p += at;
  g += at;
  m += at;
  v += at;
  adapt<T>(p, g, m, v, rate, beta1, beta2, epsilon, c1, c2, decay, apart, vectors);
  if (!rest) return;
  const q = aside<T>(0, p + done, rest), h = aside<T>(1, g + done, rest);
  adapt<T>(q, h, aside<T>(2, m + done, rest), aside<T>(3, v + done, rest), rate, beta1, beta2, epsilon, c1, c2, decay, apart, 1);
  back<T>(0, p + done, rest);
  back<T>(2, m + done, rest);
  back<T>(3, v + done, rest);
}

function adapt<T>(
  p: usize, g: usize, m: usize, v: usize, rate: f64, beta1: f64, beta2: f64, epsilon: f64, c1: f64, c2: f64, decay: f64,
  apart: bool, vectors: usize,
): void {
  const pull = v128.splat<T>(<T>(apart ? 0 : decay)), shrink = v128.splat<T>(<T>(apart ? 1 - rate * decay : 1));
  const keep1 = v128.splat<T>(<T>beta1), new1 = v128.splat<T>(<T>(1 - beta1));
  const keep2 = v128.splat<T>(<T>beta2), new2 = v128.splat<T>(<T>(1 - beta2));
  const step = v128.splat<T>(<T>(-rate / c1)), root = v128.splat<T>(<T>sqrt<f64>(c2)), least = v128.splat<T>(<T>epsilon);
  for (const end = p + (vectors << 4); p < end; p += 16) {
    const old = v128.load(p), slope = fma<T>(pull, old, v128.load(g));
    const mean = normal<T>(fma<T>(keep1, v128.load(m), v128.mul<T>(new1, slope)));
    const square = normal<T>(fma<T>(keep2, v128.load(v), v128.mul<T>(new2, v128.mul<T>(slope, slope))));
    v128.store(m, mean);
    v128.store(v, square);
    const size = v128.add<T>(v128.div<T>(v128.sqrt<T>(square), root), least);
    v128.store(p, fma<T>(step, v128.div<T>(mean, size), v128.mul<T>(shrink, old)));
    g += 16;
    m += 16;
    v += 16;
  }
}
