import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Tensor } from "nnr";
import { exp, log, sigmoid, tanh } from "../../lib/elementary/mod.ts";
import { broadcastable, indicesOf, tensorOf } from "./arbitraries.ts";

const operations = [
  ["add", "add", (a: number, b: number): number => a + b],
  ["sub", "subtract", (a: number, b: number): number => a - b],
  ["mul", "multiply element by element", (a: number, b: number): number => a * b],
  ["div", "divide", (a: number, b: number): number => a / b],
] as const;

/** The element of an operand that meets an index of the broadcast shape. */
function met(operand: Tensor, index: readonly number[]): number {
  const own = index.slice(index.length - operand.shape.length);
  return operand.at(...own.map((i, axis) => operand.shape[axis] === 1 ? 0 : i));
}

for (const [name, words, f] of operations) {
  describe(`Tensor.${name}()`, () => {
    it("agrees with a loop over every index of the broadcast shape", () => {
      fc.assert(fc.property(broadcastable, ([left, right]) => {
        const [a, b] = [tensorOf(left, 1), tensorOf(right, 2)];
        const result = a[name](b);
        expect(result.shape).toEqual(shapeOf(left, right));
        expect([...result.data]).toEqual(indicesOf(result.shape).map((i) => f(met(a, i), met(b, i))));
      }));
    });

    it("takes a number", () => {
      expect(Tensor.of([3, -1])[name](2).toArray()).toEqual([f(3, 2), f(-1, 2)]);
      expect(tensorOf([2], 1)[name](0.1).dtype).toBe("float64");
    });

    it("refuses shapes that do not broadcast", () => {
      expect(() => Tensor.zeros([2, 3])[name](Tensor.zeros([2]))).toThrow(
        new RangeError(`Cannot ${words} [2,3] and [2]: sizes 3 and 2 neither agree nor are 1`),
      );
    });

    it("refuses to mix number types", () => {
      expect(() => Tensor.zeros([2])[name](tensorOf([2], 1))).toThrow(
        new TypeError(`Cannot ${words} float32 and float64: convert one with .as("float32")`),
      );
    });

    it("leaves its operands as they are", () => {
      const [a, b] = [Tensor.of([1, 2]), Tensor.of([3, 4])];
      a[name](b);
      expect([a.toArray(), b.toArray()]).toEqual([[1, 2], [3, 4]]);
    });
  });
}

function shapeOf(a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => {
    const [m, n] = [a.at(i - length) ?? 1, b.at(i - length) ?? 1];
    return m === 1 ? n : m;
  });
}

describe("functions of single elements", () => {
  const x = Tensor.of([[-2, 0.5], [0, 3]], { dtype: "float64" });
  const cases = [
    ["exp", exp],
    ["log", log],
    ["tanh", tanh],
    ["sigmoid", sigmoid],
    ["relu", (v: number): number => Math.max(v, 0)],
    ["sqrt", Math.sqrt],
    ["abs", Math.abs],
  ] as const;

  for (const [name, f] of cases) {
    it(`${name}() is that of every element, and NaN at NaN`, () => {
      expect(x[name]().toArray()).toEqual([[f(-2), f(0.5)], [f(0), f(3)]]);
      expect(Tensor.of([NaN])[name]().item()).toBeNaN();
    });
  }

  it("round to float32 where the values are float32", () => {
    expect(Tensor.of([1]).exp().item()).toBe(Math.fround(exp(1)));
  });

  it("map() takes any function", () => {
    expect(x.map((v) => v * v).toArray()).toEqual([[4, 0.25], [0, 9]]);
  });
});
