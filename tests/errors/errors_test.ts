import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { firstNotFinite, requireCount, shapeText } from "../../lib/errors/mod.ts";

describe("requireCount()", () => {
  it("accepts whole numbers from the least on", () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (least, more) => requireCount("draw", "count", least + more, least)));
  });

  it("refuses all others, and says what it met", () => {
    for (const value of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
      expect(() => requireCount("draw", "number of cards", value)).toThrow(
        new RangeError(`Cannot draw: the number of cards must be a whole number of at least 1, found ${value}`),
      );
    }
    expect(() => requireCount("permute", "length", 1, 2)).toThrow(
      "Cannot permute: the length must be a whole number of at least 2, found 1",
    );
  });
});

describe("shapeText()", () => {
  it("writes sizes in brackets", () => {
    expect([[], [3], [2, 0, 5]].map(shapeText)).toEqual(["[]", "[3]", "[2,0,5]"]);
  });
});

describe("firstNotFinite()", () => {
  it("finds what findIndex finds", () => {
    const values = fc.array(fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0)));
    fc.assert(fc.property(values, (values) => {
      expect(firstNotFinite(values)).toBe(values.findIndex((value) => !Number.isFinite(value)));
      expect(firstNotFinite(Float64Array.from(values))).toBe(firstNotFinite(values));
    }));
  });
});
