import { requireCount, shapeText } from "../errors/mod.ts";
import { Rng } from "../random/mod.ts";
import { qr } from "./qr.ts";
import { type Eigen, oriented, requireSymmetric, symmetricEigen } from "./symmetric_eigen.ts";
import { Tensor } from "./tensor.ts";

/**
 * Vectors in the block beside those that are asked for: as many again, but not more than 64, and 8. The further the spectrum
 * falls within the block, the sooner the iteration ends.
 */
const MOST_SPARE = 64;
const BESIDE = 8;
/** A part of the whole spectrum from which on the whole is no more work. */
const MOST_PART = 1 / 3;
/** ‖A v − λ v‖ over λ₁, at the end: some times what rounding leaves of products of a thousand terms. */
const RESIDUAL = { float64: 2 ** -41, float32: 2 ** -20 };
/** Degree of the filter, at most; and how far it may raise the first vector above the last that is asked for. */
const MOST_DEGREE = 6;
const MOST_RAISE = 1e8;
/** Rounds, at most: three to eight are usual. */
const MOST_ROUNDS = 60;

/**
 * The `count` largest eigenvalues of a symmetric A without negative ones, such as a covariance, with their vectors:
 * λ `[count]`, v as columns `[n, count]`, signs as in `symmetricEigen`.
 *
 * Subspace iteration: a block Q of more orthonormal columns than are asked for becomes p(A) Q, orthonormal again, and the
 * eigenvectors of QᵀAQ turn it towards those of A. p is the Chebyshev polynomial that is at most 1 in size on the part of the
 * spectrum that the block does not reach, and grows fastest beyond. It ends when ‖A v − λ v‖ is at most 2⁻⁴¹ λ₁ for every
 * column asked for (float32: 2⁻²⁰ λ₁; p(A) Q is made in A's number type, all else in float64). The first block is the same
 * every time, so the result is too. A spectrum too flat for it is left to `symmetricEigen`.
 *
 * Source: Rutishauser 1970; Saad 2011, section 7.4.
 *
 * @throws {RangeError} when A is not square, not symmetric, or holds a value that is not finite, or when `count` is no whole
 * number from 1 to n.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { leadingEigen, Rng, symmetricEigen, Tensor } from "nnr";
 *
 * const x = Tensor.normal([200, 60], { rng: new Rng(1), dtype: "float64" });
 * const A = x.matmul(x, { transposeA: true });
 * const { values } = leadingEigen(A, 3);
 * expect(values.at(2)).toBeCloseTo(symmetricEigen(A).values.at(2), 9);
 * ```
 */
export function leadingEigen(A: Tensor, count: number): Eigen {
  const action = "find the largest eigenvalues of";
  requireSymmetric(action, A);
  const n = A.shape[0]!;
  requireCount(`${action} ${shapeText(A.shape)}`, "number of them", count);
  if (count > n) throw new RangeError(`Cannot ${action} ${shapeText(A.shape)}: it has ${n}, asked for ${count}`);
  const width = count + Math.min(count, MOST_SPARE) + BESIDE;
  const found = width > MOST_PART * n ? undefined : iterated(A, count, width);
  const { values, vectors } = found ?? symmetricEigen(A);
  return { values: values.slice(0, count).as(A.dtype), vectors: vectors.slice(0, count, 1).as(A.dtype) };
}

/** All columns of the block, of which the first `count` have converged; undefined when they do not. */
function iterated(A: Tensor, count: number, width: number): Eigen | undefined {
  const n = A.shape[0]!;
  const exact = A.as("float64");
  let Q = qr(exact.matmul(Tensor.normal([n, width], { rng: new Rng(1), dtype: "float64" }))).Q;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { values, vectors, images } = ritz(exact, Q);
    const residuals = images.sub(vectors.mul(values)).slice(0, count, 1);
    if (longestColumn(residuals) <= RESIDUAL[A.dtype] * values.at(0)) return { values, vectors: oriented(vectors) };
    Q = qr(filtered(A, vectors.as(A.dtype), images.as(A.dtype), values, count).as("float64")).Q;
  }
  return undefined;
}

/** The eigenvectors of A within the span of Q's columns, and what A makes of them (Rayleigh and Ritz). */
interface Ritz extends Eigen {
  /** A V. */
  readonly images: Tensor;
}

function ritz(A: Tensor, Q: Tensor): Ritz {
  const AQ = A.matmul(Q);
  const H = Q.matmul(AQ, { transposeA: true });
  const { values, vectors: turn } = symmetricEigen(H.add(H.transpose()).mul(0.5));
  return { values, vectors: Q.matmul(turn), images: AQ.matmul(turn) };
}

/** p(A) V, p the Chebyshev polynomial of [0, μ], μ the block's last value: T₀ = V, T₁ = S V, Tₖ₊₁ = 2 S Tₖ − Tₖ₋₁ with S = 2 A / μ − I. */
function filtered(A: Tensor, V: Tensor, images: Tensor, values: Tensor, count: number): Tensor {
  const [first, last, end] = [values.at(0), values.at(count - 1), values.at(values.size - 1)];
  // Where the block reaches the end of the spectrum, or rounding, there is nothing to hold down.
  if (end <= 2 ** -52 * first) return images;
  let [before, now] = [V, images.mul(2 / end).sub(V)];
  for (let k = 1, raise = first / last; k < MOST_DEGREE && raise * first / last <= MOST_RAISE; k++) {
    [before, now] = [now, A.matmul(now).mul(4 / end).sub(now.mul(2)).sub(before)];
    raise *= first / last;
  }
  return now;
}

/** The norm of the longest column. */
function longestColumn(A: Tensor): number {
  return Math.sqrt(A.mul(A).sum(0).max().item());
}
