import { atan2 } from "../elementary/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { qr, symmetricEigenvalues, type Tensor } from "../tensor/mod.ts";

/**
 * The angles θ₁ ≤ … ≤ θₖ, in radians from 0 to π/2, between the spans of the rows of P and of Q: cos θ are the singular
 * values of P̃ Q̃ᵀ, P̃ and Q̃ orthonormal bases of the two.
 *
 * All 0: the subspaces are the same, or one contains the other. The largest of k angles is that of the direction in one
 * subspace that the other misses most. k is the number of rows of the smaller. Sines are taken from what Q̃ leaves of P̃, so
 * that small angles keep their digits: to some 10⁻⁸ in float64.
 *
 * Shapes: P `[p, d]`, Q `[q, d]`, each with independent rows. Source: Björck and Golub 1973.
 *
 * @throws {RangeError} when the rows are not of equal length, or dependent, or a value is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { principalAngles, Tensor } from "nnr";
 *
 * const [flat, tilted] = [Tensor.of([[1, 0, 0], [0, 1, 0]]), Tensor.of([[1, 0, 0], [0, 1, 1]])];
 * expect(principalAngles(flat, tilted)).toEqual([expect.closeTo(0, 7), expect.closeTo(Math.PI / 4, 7)]);
 * ```
 */
export function principalAngles(P: Tensor, Q: Tensor): readonly number[] {
  const [p = 0, d] = P.shape;
  const [q = 0, e] = Q.shape;
  if (P.shape.length !== 2 || Q.shape.length !== 2 || d !== e || p === 0 || q === 0) {
    throw new RangeError(
      `Cannot find the angles between the rows of ${shapeText(P.shape)} and ${shapeText(Q.shape)}: ` +
        "they must be matrices with rows of equal length",
    );
  }
  const [small, large] = p <= q ? [P, Q] : [Q, P];
  const [B, A] = [orthonormalColumns(small), orthonormalColumns(large)];
  const within = A.matmul(B, { transposeA: true });
  const beyond = B.sub(A.matmul(within));
  const cosines = singularValues(within);
  const sines = singularValues(beyond).reverse();
  return cosines.map((cosine, i) => atan2(sines[i]!, cosine));
}

/** An orthonormal basis of what the rows span, as columns. */
function orthonormalColumns(rows: Tensor): Tensor {
  const [p, d] = rows.shape as [number, number];
  const dependent = new RangeError(
    `Cannot find the angles to the rows of ${shapeText(rows.shape)}: they must be independent`,
  );
  if (p > d) throw dependent;
  const { Q, R } = qr(rows.as("float64").transpose());
  const diagonal = Array.from({ length: p }, (_, i) => R.at(i, i));
  if (Math.min(...diagonal) <= d * 2 ** -52 * Math.max(...diagonal)) throw dependent;
  return Q;
}

/** The largest first. */
function singularValues(A: Tensor): number[] {
  const squares = symmetricEigenvalues(A.matmul(A, { transposeA: true }));
  return Array.from(squares, (square) => Math.sqrt(Math.max(square, 0)));
}
