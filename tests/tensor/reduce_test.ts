import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Tensor } from "nnr";
import { indicesOf, tensorOf } from "./arbitraries.ts";

const total = (line: readonly number[]): number => line.reduce((sum, x) => sum + x, 0);

const reductions = [
  ["sum", "sum", total],
  ["mean", "take the mean of", (line: readonly number[]): number => total(line) / line.length],
  ["max", "take the maximum of", (line: readonly number[]): number => Math.max(...line)],
] as const;

/** Up to 256 numbers of at most 10 may be added in another order: 256 sums, each off by at most u · 2560. */
const TOLERANCE = 256 * 2560 * 2 ** -53;

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThanOrEqual(TOLERANCE));
}

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

for (const [name, words, fold] of reductions) {
  describe(`Tensor.${name}()`, () => {
    it("folds the line through each place along an axis, which may count from the back", () => {
      fc.assert(fc.property(shape, fc.nat({ max: 3 }), (shape, at) => {
        const axis = at % shape.length;
        const x = tensorOf(shape, 1);
        const rest = shape.filter((_, i) => i !== axis);
        const expected = indicesOf(rest).map((index) =>
          fold(Array.from({ length: shape[axis]! }, (_, i) => x.at(...index.slice(0, axis), i, ...index.slice(axis))))
        );
        const found = x[name](axis);
        expect(found.shape).toEqual(rest);
        expectClose([...found.data], expected);
        expect(x[name](axis - shape.length)).toEqual(found);
        const kept = x[name](axis, { keep: true });
        expect(kept.shape).toEqual(shape.map((n, i) => i === axis ? 1 : n));
        expect(kept.data).toEqual(found.data);
      }));
    });

    it("folds everything where no axis is named", () => {
      fc.assert(fc.property(shape, (shape) => {
        const x = tensorOf(shape, 1);
        expect(x[name]().shape).toEqual([]);
        expectClose([x[name]().item()], [fold([...x.data])]);
        expect(x[name](undefined, { keep: true }).shape).toEqual(shape.map(() => 1));
      }));
    });

    it("is NaN where a NaN stands in the line", () => {
      expect(Tensor.of([[1, NaN], [NaN, 2], [3, 4]])[name](1).toArray()).toEqual([NaN, NaN, fold([3, 4])]);
    });

    it("refuses axes that are not there", () => {
      for (const axis of [2, -3, 0.5]) {
        expect(() => Tensor.zeros([2, 3])[name](axis)).toThrow(
          new RangeError(`Cannot ${words} [2,3] along axis ${axis}: it has 2 axes`),
        );
      }
    });
  });
}

describe("reductions", () => {
  it("gather in float64 whatever the number type", () => {
    // In float32 2^24 + 1 is 2^24, and so it would stay.
    expect(Tensor.of([2 ** 24, 1, 1, 1, 1]).sum().item()).toBe(2 ** 24 + 4);
  });

  it("of nothing are 0, NaN, and refused", () => {
    const nothing = Tensor.zeros([2, 0]);
    expect(nothing.sum(1).toArray()).toEqual([0, 0]);
    expect(nothing.mean(1).toArray()).toEqual([NaN, NaN]);
    expect(() => nothing.max(1)).toThrow(
      new RangeError("Cannot take the maximum of no elements: there must be at least 1"),
    );
    expect(Tensor.zeros([0, 2]).max(1).shape).toEqual([0]);
  });
});

describe("Tensor.argmax()", () => {
  it("is the first of the largest elements of each row", () => {
    expect(Tensor.of([[1, 3, 2], [5, 5, 0], [-1, -2, -1]]).argmax()).toEqual([1, 0, 0]);
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (row) => {
      const [found = -1] = Tensor.of([row], { dtype: "float64" }).argmax();
      expect(found).toBe(row.findIndex((x) => row.every((y) => y <= x)));
    }));
  });

  it("is the first NaN where there is one", () => {
    expect(Tensor.of([[1, NaN, 2], [NaN, 9, NaN], [-Infinity, -Infinity, NaN]]).argmax()).toEqual([1, 0, 2]);
  });

  it("takes one row as a vector, and no rows at all", () => {
    expect(Tensor.of([1, 2]).argmax()).toEqual([1]);
    expect(Tensor.zeros([0, 3]).argmax()).toEqual([]);
  });

  it("refuses rows without elements", () => {
    expect(() => Tensor.zeros([2, 0]).argmax()).toThrow(
      new RangeError("Cannot find the largest element of [2,0]: the last size must be at least 1"),
    );
  });
});
