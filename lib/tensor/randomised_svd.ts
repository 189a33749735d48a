import { requireCount, shapeText } from "../errors/mod.ts";
import type { Rng } from "../random/mod.ts";
import { requireFiniteMatrix } from "./matrix.ts";
import { qr } from "./qr.ts";
import { symmetricEigen } from "./symmetric_eigen.ts";
import { Tensor } from "./tensor.ts";

/** A ≈ U diag(σ) Vᵀ. */
export interface SVD {
  /** Orthonormal columns: `[m, k]`. */
  readonly U: Tensor;
  /** σ₁ ≥ … ≥ σₖ: `[k]`. */
  readonly values: Tensor;
  /** Orthonormal columns: `[n, k]`. */
  readonly V: Tensor;
}

/** How a matrix is sampled. */
export interface SampleOptions {
  /** Where the random directions come from. */
  readonly rng: Rng;
  /** Directions beyond those that are asked for; 10 unless given. */
  readonly oversampling?: number;
  /** How often A Aᵀ is applied: where the spectrum falls slowly, each makes it fall faster; 2 unless given. */
  readonly iterations?: number;
}

/**
 * The `rank` largest singular values and their vectors, from what A makes of a few random directions: with k of them in
 * some 2 (2 + 2 iterations) m n k operations, and without a matrix that is n by n.
 *
 * Y = (A Aᵀ)^q A Ω, Q an orthonormal basis of Y, B = QᵀA; then BᵀB = V diag(σ²) Vᵀ in the small space. Values below some
 * 10⁻⁷ σ₁ (float64) are lost in the squares.
 *
 * Shapes: A `[m, n]`. Source: Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1.
 *
 * @throws {RangeError} when A is no matrix or holds a value that is not finite, when `rank` is no whole number from 1 to its
 * smaller side, or when an option is no whole number of at least 0.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { randomisedSvd, Rng, Tensor } from "nnr";
 *
 * const A = Tensor.of([[3, 0, 0], [0, 2, 0], [0, 0, 1], [0, 0, 0]], { dtype: "float64" });
 * const { U, values, V } = randomisedSvd(A, 2, { rng: new Rng(1) });
 * expect([...values]).toEqual([expect.closeTo(3, 12), expect.closeTo(2, 12)]);
 * expect([U.shape, V.shape]).toEqual([[4, 2], [3, 2]]);
 * ```
 */
export function randomisedSvd(
  A: Tensor,
  rank: number,
  { rng, oversampling = 10, iterations = 2 }: SampleOptions,
): SVD {
  const action = "find the singular values of";
  requireFiniteMatrix(action, A);
  const [m, n] = A.shape as [number, number];
  const what = `${action} ${shapeText(A.shape)}`;
  requireCount(what, "number of them", rank);
  requireCount(what, "oversampling", oversampling, 0);
  requireCount(what, "number of iterations", iterations, 0);
  if (rank > Math.min(m, n)) throw new RangeError(`Cannot ${what}: it has ${Math.min(m, n)}, asked for ${rank}`);
  const width = Math.min(rank + oversampling, m, n);
  let Q = qr(A.matmul(Tensor.normal([n, width], { rng, dtype: A.dtype }))).Q;
  for (let i = 0; i < iterations; i++) {
    Q = qr(A.matmul(qr(A.matmul(Q, { transposeA: true })).Q)).Q;
  }
  // Bᵀ = W R turns the rest into a problem of `width` by `width`: R Rᵀ = T diag(σ²) Tᵀ gives B = Rᵀ Wᵀ.
  const { Q: W, R } = qr(A.matmul(Q, { transposeA: true }).as("float64"));
  const { values: squares, vectors: T } = symmetricEigen(R.matmul(R, { transposeB: true }));
  // The columns of Rᵀ T are orthogonal, of length σ: QR divides by σ, and stays orthonormal where σ is 0.
  const { Q: turn } = qr(R.matmul(T, { transposeA: true }).slice(0, rank, 1));
  const values = squares.relu().sqrt().slice(0, rank);
  const V = W.matmul(T).slice(0, rank, 1);
  return { U: Q.matmul(turn.as(A.dtype)), values: values.as(A.dtype), V: V.as(A.dtype) };
}
