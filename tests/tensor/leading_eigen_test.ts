import { expect } from "expect";
import { describe, it } from "node:test";
import { leadingEigen, maxAbsDifference, qr, Rng, symmetricEigen, symmetricEigenvalues, Tensor } from "nnr";

const dtype = "float64";

/** A symmetric matrix with the eigenvalues given and random eigenvectors. */
function withSpectrum(values: readonly number[]): Tensor {
  const n = values.length;
  const { Q } = qr(Tensor.normal([n, n], { rng: new Rng(1), dtype }));
  const A = Q.mul(Tensor.of(values, { dtype })).matmul(Q, { transposeB: true });
  return A.add(A.transpose()).mul(0.5);
}

/** The largest ‖A v − λ v‖ over λ₁. */
function residual(A: Tensor, { values, vectors }: { values: Tensor; vectors: Tensor }): number {
  const off = A.matmul(vectors).sub(vectors.mul(values));
  return Math.sqrt(off.mul(off).sum(0).max().item()) / values.at(0);
}

describe("leadingEigen()", () => {
  const spectra = {
    "falling slowly": (i: number) => 1 / (1 + i),
    "falling fast": (i: number) => 10 ** -(i / 4),
    "of a rank below the block's width": (i: number) => i < 12 ? 5 - i / 4 : 0,
    "with a gap": (i: number) => i < 9 ? 1e4 + i : 1,
    "of equal values": () => 2,
    "of values that are hardly apart": (i: number) => 1 - i / 1e5,
  };
  for (const [name, spectrum] of Object.entries(spectra)) {
    it(`finds what symmetricEigen finds of a spectrum ${name}`, () => {
      const A = withSpectrum(Array.from({ length: 150 }, (_, i) => spectrum(i)));
      const found = leadingEigen(A, 8);
      expect([found.values.shape, found.vectors.shape]).toEqual([[8], [150, 8]]);
      const whole = symmetricEigen(A);
      expect(maxAbsDifference(found.values, whole.values.slice(0, 8))).toBeLessThan(1e-12 * whole.values.at(0));
      expect(residual(A, found)).toBeLessThan(2 ** -41);
      const gram = found.vectors.matmul(found.vectors, { transposeA: true });
      expect(maxAbsDifference(gram, Tensor.eye(8, { dtype }))).toBeLessThan(1e-13);
    });
  }

  it("gives signs and the number type of symmetricEigen, and all values where few are left out", () => {
    const A = withSpectrum(Array.from({ length: 90 }, (_, i) => 100 / (1 + i)));
    const [few, whole] = [leadingEigen(A, 3), symmetricEigen(A)];
    expect(maxAbsDifference(few.vectors, whole.vectors.slice(0, 3, 1))).toBeLessThan(1e-11);
    expect(leadingEigen(A.as("float32"), 3).vectors.dtype).toBe("float32");
    expect(leadingEigen(A, 90)).toEqual(whole);
  });

  it("refuses more values than there are, none, and what is not symmetric", () => {
    const A = Tensor.eye(3);
    expect(() => leadingEigen(A, 4)).toThrow(
      new RangeError("Cannot find the largest eigenvalues of [3,3]: it has 3, asked for 4"),
    );
    expect(() => leadingEigen(A, 0)).toThrow(
      new RangeError(
        "Cannot find the largest eigenvalues of [3,3]: the number of them must be a whole number of at least 1, found 0",
      ),
    );
    expect(() => leadingEigen(Tensor.of([[1, 2], [3, 4]]), 1)).toThrow(
      /^Cannot find the largest eigenvalues of \[2,2\]: it must be symmetric/,
    );
  });
});

describe("symmetricEigenvalues()", () => {
  it("gives the values of symmetricEigen", () => {
    const A = withSpectrum([3, -2, 1, 1, 0]);
    expect(symmetricEigenvalues(A)).toEqual(symmetricEigen(A).values);
    expect(symmetricEigenvalues(Tensor.zeros([0, 0])).shape).toEqual([0]);
  });
});
