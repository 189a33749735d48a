/** (−1)ⁿ π^2n / (2n)! for n = 8 … 0, and π (−1)ⁿ π^2n / (2n + 1)! for n = 8 … 0. */
const COSINE = series(0);
const SINE = series(1);

function series(odd: number): readonly number[] {
  const terms: number[] = [];
  let term = odd === 1 ? Math.PI : 1;
  for (let n = 1; n <= 9; n++) {
    terms.unshift(term);
    term *= -Math.PI * Math.PI / ((2 * n - 1 + odd) * (2 * n + odd));
  }
  return terms;
}

function polynomial(terms: readonly number[], square: number): number {
  let sum = 0;
  for (const term of terms) sum = sum * square + term;
  return sum;
}

/**
 * cos(π x) for x in [0, 1], within 3 · 2^−53; exactly 1, 0 and −1 at 0, ½ and 1.
 *
 * Taylor's series to the 17th power on |x| ≤ ¼, by cos(π x) = −cos(π (1 − x)) and cos(π x) = sin(π (½ − x)) elsewhere.
 */
export function cosPi(x: number): number {
  if (x > 0.5) return -cosPi(1 - x);
  if (x <= 0.25) return polynomial(COSINE, x * x);
  const y = 0.5 - x;
  return y * polynomial(SINE, y * y);
}
