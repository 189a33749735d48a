import { expect } from "expect";
import { describe, it } from "node:test";
import { maxAbsDifference, qr, randomisedSvd, Rng, Tensor } from "nnr";

const dtype = "float64";

/** An m × n matrix with the singular values given. */
function withValues(m: number, n: number, values: readonly number[]): Tensor {
  const rng = new Rng(2);
  const [U, V] = [m, n].map((rows) => qr(Tensor.normal([rows, values.length], { rng, dtype })).Q) as [Tensor, Tensor];
  return U.mul(Tensor.of(values, { dtype })).matmul(V, { transposeB: true });
}

function expectOrthonormal(Q: Tensor): void {
  const gram = Q.matmul(Q, { transposeA: true });
  expect(maxAbsDifference(gram, Tensor.eye(Q.shape[1]!, { dtype }))).toBeLessThan(1e-12);
}

describe("randomisedSvd()", () => {
  it("is exact where the rank is within the sample", () => {
    const values = [9, 5, 4, 1e-3];
    for (const [m, n] of [[40, 30], [30, 40], [4, 60], [60, 4]] as const) {
      const A = withValues(m, n, values);
      const svd = randomisedSvd(A, 4, { rng: new Rng(1) });
      expectOrthonormal(svd.U);
      expectOrthonormal(svd.V);
      // The smallest comes from its square, 10⁻⁶ beside 81 u.
      expect(maxAbsDifference(svd.values, Tensor.of(values, { dtype }))).toBeLessThan(1e-10);
      const back = svd.U.mul(svd.values).matmul(svd.V, { transposeB: true });
      expect(maxAbsDifference(back, A)).toBeLessThan(1e-10);
    }
  });

  it("comes closer with every iteration, and never above", () => {
    const values = Array.from({ length: 60 }, (_, i) => 1 / (1 + i));
    const A = withValues(200, 60, values);
    const errors = [0, 1, 2, 4].map((iterations) => {
      const found = randomisedSvd(A, 10, { rng: new Rng(1), oversampling: 4, iterations });
      const off = Array.from(found.values, (value, i) => values[i]! - value);
      expect(Math.min(...off)).toBeGreaterThan(-1e-12);
      return Math.max(...off);
    });
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors[3]).toBeLessThan(errors[0]! / 100);
  });

  it("keeps columns orthonormal where A has no rank left", () => {
    const { U, values, V } = randomisedSvd(withValues(20, 12, [3, 2]), 5, { rng: new Rng(1) });
    expectOrthonormal(U);
    expectOrthonormal(V);
    expect(values.slice(2).max().item()).toBeLessThan(1e-6);
  });

  it("refuses ranks and options that are none", () => {
    const A = Tensor.zeros([5, 3]);
    const rng = new Rng(1);
    expect(() => randomisedSvd(A, 4, { rng })).toThrow(
      new RangeError("Cannot find the singular values of [5,3]: it has 3, asked for 4"),
    );
    expect(() => randomisedSvd(A, 0, { rng })).toThrow(
      /the number of them must be a whole number of at least 1, found 0$/,
    );
    expect(() => randomisedSvd(A, 1, { rng, oversampling: -1 })).toThrow(
      /the oversampling must be .* at least 0, found -1$/,
    );
    expect(() => randomisedSvd(A, 1, { rng, iterations: 0.5 })).toThrow(
      /the number of iterations must be .*, found 0.5$/,
    );
    expect(() => randomisedSvd(Tensor.of([[1, NaN]]), 1, { rng })).toThrow(/found NaN in row 0, column 1/);
  });
});
