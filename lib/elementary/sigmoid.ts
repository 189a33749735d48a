import { exp } from "./exp.ts";

/**
 * σ(x) = 1 / (1 + e^−x), within 3 ulp, with no overflow: exactly 0 at −1000 and 1 at 1000.
 *
 * For x < 0 it is e^x / (1 + e^x), which is small where σ is small.
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
