import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { maxAbsDifference, Tensor } from "nnr";
import { size, tensorOf } from "./arbitraries.ts";

/** Half the distance from 1 to the next number, of each type. */
const roundOff = { float64: 2 ** -53, float32: 2 ** -24 } as const;

/**
 * Refuses a product that is further from Σ a b than rounding explains: k products and k sums, here and in the kernel,
 * each off by at most u of Σ |a b|, gathered in float64 or in float32 (Higham 2002, section 3.1).
 */
function expectProduct(product: Tensor, a: Tensor, b: Tensor): void {
  const [m = 0, k = 0] = a.shape;
  const [, n = 0] = b.shape;
  expect(product.shape).toEqual([m, n]);
  const u = roundOff[product.dtype];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0, magnitude = 0;
      for (let p = 0; p < k; p++) {
        const term = a.at(i, p) * b.at(p, j);
        sum += term;
        magnitude += Math.abs(term);
      }
      expect(Math.abs(product.at(i, j) - sum)).toBeLessThanOrEqual(4 * (k + 1) * u * magnitude);
    }
  }
}

describe("Tensor.matmul()", () => {
  it("is Σ a b for every row and column, in both number types", () => {
    fc.assert(fc.property(size, size, size, fc.nat(), (m, k, n, seed) => {
      const [a, b] = [tensorOf([m, k], seed), tensorOf([k, n], seed + 1)];
      expectProduct(a.matmul(b), a, b);
      const [a32, b32] = [a.as("float32"), b.as("float32")];
      expectProduct(a32.matmul(b32), a32, b32);
    }));
  });

  it("is so for sizes beyond a cache line and a tile", () => {
    const [a, b] = [tensorOf([37, 301], 1), tensorOf([301, 66], 2)];
    expectProduct(a.matmul(b), a, b);
  });

  it("reads operands transposed", () => {
    fc.assert(fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, k, n, transposeA, transposeB) => {
      const a = tensorOf(transposeA ? [k, m] : [m, k], 1);
      const b = tensorOf(transposeB ? [n, k] : [k, n], 2);
      const product = a.matmul(b, { transposeA, transposeB });
      expectProduct(product, transposeA ? a.transpose() : a, transposeB ? b.transpose() : b);
    }));
  });

  it("gives the same bits for X and itself as for X and a copy, which is made by halves", () => {
    for (const dtype of ["float32", "float64"] as const) {
      for (const [m, k] of [[257, 300], [384, 7], [401, 129]] as const) {
        const tall = tensorOf([k, m], m).as(dtype).keep();
        const [lying, copies] = [tall.transpose().keep(), [tall, tall.transpose()].map((x) => x.keep())];
        const same = (x: Tensor, y: Tensor, copy: Tensor, transposeA: boolean): void => {
          const transposed = { transposeA, transposeB: !transposeA };
          expect(maxAbsDifference(x.matmul(y, transposed), x.matmul(copy, transposed))).toBe(0);
        };
        same(tall, tall, copies[0]!, true);
        same(lying, lying, copies[1]!, false);
        const part = lying.slice(0, m - 100);
        same(lying, part, part.keep(), false);
      }
    }
  });

  it("lets NaN and Infinity through to the rows and columns they stand in, and no further", () => {
    const a = Tensor.of([[NaN, 0], [1, 2], [1, Infinity], [1, 1], [1, 1]]);
    expect(a.matmul(Tensor.of([[1, 0], [1, 0]])).toArray()).toEqual(
      [[NaN, NaN], [3, 0], [Infinity, NaN], [2, 0], [2, 0]],
    );
  });

  it("refuses sizes that do not fit, and says how they were read", () => {
    const [a, b] = [Tensor.zeros([2, 3]), Tensor.zeros([4, 5])];
    expect(() => a.matmul(b)).toThrow(
      new RangeError("Cannot multiply [2,3] by [4,5]: inner sizes 3 and 4 must be equal"),
    );
    expect(() => a.matmul(b, { transposeA: true })).toThrow(
      new RangeError("Cannot multiply the transpose of [2,3] by [4,5]: inner sizes 2 and 4 must be equal"),
    );
    expect(() => a.matmul(b, { transposeB: true })).toThrow(
      new RangeError("Cannot multiply [2,3] by the transpose of [4,5]: inner sizes 3 and 5 must be equal"),
    );
    expect(() => a.matmul(Tensor.zeros([3]))).toThrow(
      new RangeError("Cannot multiply [2,3] by [3]: both must be matrices"),
    );
  });

  it("refuses to mix number types", () => {
    expect(() => Tensor.zeros([1, 1]).matmul(tensorOf([1, 1], 1))).toThrow(
      new TypeError('Cannot multiply float32 and float64: convert one with .as("float32")'),
    );
  });
});
