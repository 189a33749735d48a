import { exp } from "./exp.ts";

/** From here on e^2x is large enough: nearer to 0, the errors of the quotient weigh up to 1.5 ulp. */
const FAR = 0.9;

/**
 * tanh x, within 1 ulp; exactly ±1 for |x| ≥ 20.
 *
 * From |x| = 0.9 on it is 1 − 2 / (e^2|x| + 1). Below, Lambert's continued fraction tanh x = x / (1 + z / d) with z = x²,
 * d = 3 + z / (5 + z / (7 + …)), written as x − x z / (d + z): x is exact and what is taken from it is small.
 */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a >= FAR) {
    const t = 1 - 2 / (exp(2 * a) + 1);
    return x < 0 ? -t : t;
  }
  const z = x * x;
  let d = 17;
  for (let n = 15; n >= 3; n -= 2) d = n + z / d;
  return x - x * (z / (d + z));
}
