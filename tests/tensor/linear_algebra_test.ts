import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { maxAbsDifference, qr, Rng, symmetricEigen, Tensor } from "nnr";
import { tensorOf } from "./arbitraries.ts";

const dtype = "float64";
const u = 2 ** -53;

/** Orthonormal columns: QᵀQ = I within some n u. */
function expectOrthonormal(Q: Tensor): void {
  const [m = 1, n = 1] = Q.shape;
  const found = Q.matmul(Q, { transposeA: true });
  expect(maxAbsDifference(found, Tensor.eye(n, { dtype }))).toBeLessThanOrEqual(40 * m * u);
}

function symmetric(n: number, seed: number): Tensor {
  const A = tensorOf([n, n], seed);
  return A.add(A.transpose());
}

describe("qr()", () => {
  it("gives orthonormal columns, a triangle with a diagonal of at least 0, and back A", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.nat({ max: 8 }), fc.nat(), (n, more, seed) => {
      const A = tensorOf([n + more, n], seed);
      const { Q, R } = qr(A);
      expectOrthonormal(Q);
      for (let i = 0; i < n; i++) {
        expect(R.at(i, i)).toBeGreaterThanOrEqual(0);
        for (let j = 0; j < i; j++) expect(R.at(i, j)).toBe(0);
      }
      expect(maxAbsDifference(Q.matmul(R), A)).toBeLessThanOrEqual(40 * (n + more) * 10 * Math.sqrt(n) * u);
    }));
  });
  it("keeps columns orthonormal where A has none left", () => {
    expectOrthonormal(qr(Tensor.of([[1, 2, 0], [2, 4, 0], [3, 6, 0], [0, 0, 0]], { dtype })).Q);
  });
  it("refuses what has no such product", () => {
    expect(() => qr(Tensor.zeros([2, 3]))).toThrow(
      new RangeError("Cannot find Q and R of [2,3]: it must have at least as many rows as columns"),
    );
    expect(() => qr(Tensor.zeros([2]))).toThrow(new RangeError("Cannot find Q and R of [2]: it must be a matrix"));
    expect(() => qr(Tensor.of([[1, 2], [3, NaN]]))).toThrow(
      new RangeError("Cannot find Q and R of [2,2]: found NaN in row 1, column 1, expected a finite number"),
    );
  });
});

describe("symmetricEigen()", () => {
  it("gives back A from orthonormal vectors and falling values", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 14 }), fc.nat(), (n, seed) => {
      const A = symmetric(n, seed);
      const { values, vectors } = symmetricEigen(A);
      if (n > 0) expectOrthonormal(vectors);
      expect([...values]).toEqual([...values].sort((a, b) => b - a));
      const back = vectors.mul(values).matmul(vectors, { transposeB: true });
      expect(maxAbsDifference(back, A)).toBeLessThanOrEqual(40 * n * n * 20 * u);
    }));
  });
  it("finds values that are known: of the second difference, 2 − 2 cos(π k / (n + 1))", () => {
    const n = 40;
    const A = Tensor.eye(n, { dtype }).mul(2);
    for (let i = 0; i + 1 < n; i++) A.data[i * n + i + 1] = A.data[(i + 1) * n + i] = -1;
    const known = Array.from({ length: n }, (_, i) => 2 - 2 * Math.cos(Math.PI * (n - i) / (n + 1)));
    expect(maxAbsDifference(symmetricEigen(A).values, Tensor.of(known, { dtype }))).toBeLessThan(40 * n * u);
  });
  it("copes with values that are equal, zero, or far apart", () => {
    for (const values of [[1, 1, 1, 1], [0, 0, 0], [1e9, 1, 1e-9], [-5, 5, 0]]) {
      const n = values.length;
      const { Q } = qr(Tensor.normal([n, n], { rng: new Rng(3), dtype }));
      const A = Q.mul(Tensor.of(values, { dtype })).matmul(Q, { transposeB: true });
      const found = symmetricEigen(A);
      expectOrthonormal(found.vectors);
      const largest = Math.max(...values.map(Math.abs));
      const sorted = Tensor.of([...values].sort((a, b) => b - a), { dtype });
      expect(maxAbsDifference(found.values, sorted)).toBeLessThanOrEqual(100 * largest * u);
    }
  });
  it("refuses what is not symmetric", () => {
    expect(() => symmetricEigen(Tensor.of([[1, 2], [3, 4]]))).toThrow(
      new RangeError(
        "Cannot find the eigenvalues of [2,2]: it must be symmetric, found 2 at [0,1] and 3 at [1,0]",
      ),
    );
    expect(() => symmetricEigen(Tensor.zeros([2, 3]))).toThrow(
      new RangeError("Cannot find the eigenvalues of [2,3]: it must be square"),
    );
  });
});
