import { type DType, type Engine, wide } from "./engine.ts";

/** Nanoseconds an element, about, out of the memory of another core. */
const SGD = 0.3;
const SGD_WITH_MOMENTUM = 0.5;
const ADAM = 2;

/** What every step of an optimiser works on: n parameters p and their gradient g. */
export interface Update {
  readonly dtype: DType;
  readonly p: number;
  readonly g: number;
  readonly n: number;
  readonly rate: number;
  /** Weight decay. */
  readonly decay: number;
}

/**
 * g′ = g + decay p;  v ← momentum v + g′;  p ← p − rate v, or with `nesterov` p − rate (g′ + momentum v).
 * `v` 0: no momentum.
 */
export function sgd(
  engine: Engine,
  { dtype, p, g, v, n, rate, momentum, decay, nesterov }: Update & {
    readonly v: number;
    readonly momentum: number;
    readonly nesterov: boolean;
  },
): void {
  engine.run("sgd", n * (v === 0 ? SGD : SGD_WITH_MOMENTUM), n, 64, [
    wide(dtype),
    p,
    g,
    v,
    rate,
    momentum,
    decay,
    nesterov ? 1 : 0,
  ]);
}

/**
 * m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← p − rate m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁^t), v̂ = v / (1 − β₂^t).
 * Decay is added to g (Adam), or with `apart` taken from p directly (AdamW).
 */
export function adam(
  engine: Engine,
  { dtype, p, g, m, v, n, rate, beta1, beta2, epsilon, step, decay, apart }: Update & {
    readonly m: number;
    readonly v: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
    /** t, from 1 on. */
    readonly step: number;
    readonly apart: boolean;
  },
): void {
  const c1 = 1 - power(beta1, step), c2 = 1 - power(beta2, step);
  const args = [wide(dtype), p, g, m, v, rate, beta1, beta2, epsilon, c1, c2, decay, apart ? 1 : 0];
  engine.run("adam", n * ADAM, n, 64, args);
}

/** x^n by squaring: `**` differs between versions of V8. */
function power(x: number, n: number): number {
  let result = 1;
  for (; n > 0; n = Math.floor(n / 2), x *= x) if (n % 2 === 1) result *= x;
  return result;
}
