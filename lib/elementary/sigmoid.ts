import { exp, expm1 } from "./exp.ts";

/** σ(x) = 1 / (1 + e^−x), with no overflow: exactly 0 at −1000 and 1 at 1000. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** tanh x = (e^2x − 1) / (e^2x + 1); exactly ±1 for |x| ≥ 20. */
export function tanh(x: number): number {
  const a = Math.abs(x);
  const t = a >= 20 ? 1 : expm1(2 * a) / (expm1(2 * a) + 2);
  return x < 0 ? -t : Number.isNaN(x) ? NaN : x === 0 ? x : t;
}
