import { firstNotFinite, shapeText } from "../errors/mod.ts";
import { step, type Tensor } from "../tensor/mod.ts";

/** The first two moments of some rows. */
export interface Moments {
  /** μ: `[d]`. */
  readonly mean: Tensor;
  /** Σ = (X − μ)ᵀ (X − μ) / n: `[d, d]`. */
  readonly covariance: Tensor;
}

/**
 * Mean and covariance of rows; the covariance divides by n, as a mean squared error does. Shapes: x `[n, d]`.
 *
 * Rows are taken from the first of them before anything is added up, so that a column that never varies has a variance of
 * exactly 0, and a mean of exactly its value.
 */
export function momentsOf(action: string, x: Tensor): Moments {
  requireRows(action, x);
  const [n, d] = x.shape as [number, number];
  const first = x.slice(0, 1);
  const mean = step(() => x.sub(first).mean(0).add(first).reshape([d]));
  // What is not finite makes its column's mean so: no need to look through all rows.
  if (firstNotFinite(mean.data) >= 0) requireFinite(action, x);
  const covariance = step(() => {
    const centred = x.sub(mean);
    return centred.matmul(centred, { transposeA: true }).mul(1 / n);
  });
  return { mean, covariance };
}

function requireRows(action: string, x: Tensor): void {
  const [n = 0, d = 0] = x.shape;
  if (x.shape.length === 2 && n >= 2 && d > 0) return;
  throw new RangeError(`Cannot ${action} ${shapeText(x.shape)}: it must be rows of numbers, at least 2 of them`);
}

function requireFinite(action: string, x: Tensor): void {
  const at = firstNotFinite(x.data);
  if (at < 0) return;
  const d = x.shape[1]!;
  throw new RangeError(
    `Cannot ${action} ${shapeText(x.shape)}: found ${x.data[at]} in row ${Math.floor(at / d)}, column ${at % d}, ` +
      "expected a finite number",
  );
}
