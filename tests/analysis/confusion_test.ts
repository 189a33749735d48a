import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { confusionMatrix, mostConfused, Tensor } from "nnr";

const pairs = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), { maxLength: 60 });

describe("confusionMatrix()", () => {
  it("counts each pair of label and prediction", () => {
    fc.assert(fc.property(pairs, (pairs) => {
      const C = confusionMatrix(pairs.map(([t]) => t), pairs.map(([, p]) => p), 5);
      expect([C.shape, C.dtype]).toEqual([[5, 5], "float64"]);
      for (let t = 0; t < 5; t++) {
        for (let p = 0; p < 5; p++) {
          expect(C.at(t, p)).toBe(pairs.filter((pair) => pair[0] === t && pair[1] === p).length);
        }
      }
    }));
  });

  it("takes labels as bytes and predictions as numbers", () => {
    expect(confusionMatrix(Uint8Array.of(1, 0), [1, 1], 2).toArray()).toEqual([[0, 1], [0, 1]]);
  });

  it("refuses what cannot be paired or is no class", () => {
    expect(() => confusionMatrix([0, 1], [0], 2)).toThrow(
      new RangeError("Cannot count confusions: 2 labels need as many predictions, found 1"),
    );
    expect(() => confusionMatrix([0, 2], [0, 1], 2)).toThrow(
      new RangeError("Cannot count confusions: label 2 at row 1 must be a whole number from 0 to 1"),
    );
    expect(() => confusionMatrix([0], [NaN], 2)).toThrow(
      new RangeError("Cannot count confusions: prediction NaN at row 0 must be a whole number from 0 to 1"),
    );
    expect(() => confusionMatrix([], [], 0)).toThrow(
      "Cannot count confusions: the number of classes must be a whole number of at least 1, found 0",
    );
  });
});

describe("mostConfused()", () => {
  const C = Tensor.of([[9, 2, 0], [5, 9, 2], [1, 0, 9]], { dtype: "float64" });

  it("lists pairs off the diagonal, most frequent first, equals in the order of the matrix", () => {
    expect(mostConfused(C, 3)).toEqual([
      { truth: 1, prediction: 0, count: 5 },
      { truth: 0, prediction: 1, count: 2 },
      { truth: 1, prediction: 2, count: 2 },
    ]);
  });

  it("leaves out what never happened", () => {
    expect(mostConfused(C, 100).length).toBe(4);
    expect(mostConfused(Tensor.eye(3), 5)).toEqual([]);
  });

  it("refuses to list none", () => {
    expect(() => mostConfused(C, 0)).toThrow(
      "Cannot list confusions: the number of pairs must be a whole number of at least 1, found 0",
    );
  });
});
