import { exp } from "./exp.ts";

/** ½ ln 3, where tanh is ½. */
const HALF_LN3 = 0.5493061443340549;

/**
 * tanh x, within 2 ulp; exactly ±1 for |x| ≥ 20.
 *
 * From tanh |x| = ½ on it is 1 − 2 / (e^2|x| + 1), which loses nothing there. Below, Lambert's continued fraction
 * tanh x = x / (1 + z / d) with z = x², d = 3 + z / (5 + z / (7 + …)), written as x − x z / (d + z): x is exact and
 * what is taken from it is small.
 */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a >= HALF_LN3) {
    const t = 1 - 2 / (exp(2 * a) + 1);
    return x < 0 ? -t : t;
  }
  const z = x * x;
  let d = 15;
  for (let n = 13; n >= 3; n -= 2) d = n + z / d;
  return x - x * (z / (d + z));
}
