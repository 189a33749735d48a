/**
 * The reflection H = I − β v vᵀ that turns x into (α, 0, …, 0): v = x − α e₁, β = 2 / vᵀv, α = −sign(x₁) |x|, so that
 * nothing cancels. x becomes v. β is 0 where x is 0 already.
 */
export function reflect(x: Float64Array): { readonly alpha: number; readonly beta: number } {
  const size = Math.sqrt(dot(x, x));
  if (size === 0) return { alpha: 0, beta: 0 };
  const alpha = x[0]! > 0 ? -size : size;
  x[0]! -= alpha;
  return { alpha, beta: 2 / dot(x, x) };
}

/** xᵀ y, in four sums, so that no addition waits for the one before. */
export function dot(x: Float64Array, y: Float64Array): number {
  let a = 0, b = 0, c = 0, d = 0;
  let i = 0;
  for (; i + 3 < x.length; i += 4) {
    a += x[i]! * y[i]!;
    b += x[i + 1]! * y[i + 1]!;
    c += x[i + 2]! * y[i + 2]!;
    d += x[i + 3]! * y[i + 3]!;
  }
  for (; i < x.length; i++) a += x[i]! * y[i]!;
  return a + b + (c + d);
}

/** y ← y + a x. */
export function addScaled(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i]! += a * x[i]!;
}
