import { shapeText } from "../errors/mod.ts";
import { addScaled, dot, reflect } from "./householder.ts";
import { requireFiniteMatrix } from "./matrix.ts";
import { Tensor } from "./tensor.ts";

/** A = Q R. */
export interface QR {
  /** Orthonormal columns, `[m, n]`. */
  readonly Q: Tensor;
  /** Upper triangular with a diagonal of at least 0, `[n, n]`. */
  readonly R: Tensor;
}

/**
 * A = Q R with QᵀQ = I and R upper triangular, by Householder's reflections in float64.
 *
 * Shapes: A `[m, n]` with m ≥ n; Q `[m, n]`, R `[n, n]`. Source: Golub and Van Loan 2013, algorithm 5.2.1.
 *
 * @throws {RangeError} when A is no matrix, has more columns than rows, or holds a value that is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { qr, Tensor } from "nnr";
 *
 * const { Q, R } = qr(Tensor.of([[3, 1], [4, 2]], { dtype: "float64" }));
 * expect(R.at(0, 0)).toBeCloseTo(5, 14);
 * expect(Q.matmul(R).at(1, 1)).toBeCloseTo(2, 14);
 * ```
 */
export function qr(A: Tensor): QR {
  requireFiniteMatrix("find Q and R of", A);
  const [m, n] = A.shape as [number, number];
  if (m < n) {
    throw new RangeError(`Cannot find Q and R of ${shapeText(A.shape)}: it must have at least as many rows as columns`);
  }
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from({ length: m }, (_, i) => A.data[i * n + j]!));
  const R = Tensor.zeros([n, n], { dtype: "float64" });
  const steps = columns.map((column, k) => {
    const v = column.subarray(k);
    const { alpha, beta } = reflect(v);
    for (let j = k + 1; j < n; j++) {
      const rest = columns[j]!.subarray(k);
      addScaled(rest, -beta * dot(v, rest), v);
      R.data[k * n + j] = rest[0]!;
    }
    R.data[k * n + k] = alpha;
    return { v, beta };
  });
  // Q = H₁ … Hₙ on the first n unit vectors; signs such that R's diagonal is not negative.
  const Q = Tensor.zeros([m, n], { dtype: "float64" });
  for (let j = 0; j < n; j++) {
    const q = new Float64Array(m);
    const sign = R.data[j * n + j]! < 0 ? -1 : 1;
    q[j] = sign;
    for (let k = j; k >= 0; k--) {
      const { v, beta } = steps[k]!;
      const rest = q.subarray(k);
      addScaled(rest, -beta * dot(v, rest), v);
    }
    for (let i = 0; i < m; i++) Q.data[i * n + j] = q[i]!;
    for (let k = j; k < n; k++) R.data[j * n + k]! *= sign;
  }
  return { Q: Q.as(A.dtype), R: R.as(A.dtype) };
}
