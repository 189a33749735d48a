import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import { calibrationTemperature, letterNet, Rng, Tensor } from "nnr";
import { doubtOf, type Sure } from "../../../lib/vision/read/sureness.ts";

describe("calibrationTemperature()", () => {
  /** Labels drawn with the probabilities that the logits give: calibrated at T = 1. */
  const rng = new Rng(3);
  const logits = Tensor.normal([4000, 5], { rng }).mul(2);
  const labels = Array.from({ length: 4000 }, (_, row) => {
    const odds = Array.from({ length: 5 }, (_, k) => Math.exp(logits.at(row, k)));
    let rest = rng.uniform() * odds.reduce((a, b) => a + b);
    return Math.max(odds.findIndex((p) => (rest -= p) < 0), 0);
  });
  const honest = calibrationTemperature(logits, labels);

  it("is near 1 where labels are drawn as the logits say", () => {
    // The standard error of 1 / T over 4000 rows is 1 / √(4000 · var z), about 0.012.
    expect(Math.abs(honest - 1)).toBeLessThan(0.05);
  });

  it("grows with the logits by the same factor", () =>
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 5, noNaN: true }), (factor) => {
        // Float32 rounds each logit by 2⁻²⁴ of it, and so the result.
        const ratio = calibrationTemperature(logits.mul(factor), labels) / honest;
        expect(Math.abs(ratio / factor - 1)).toBeLessThan(1e-5);
      }),
      { numRuns: 5 },
    ));

  it("refuses labels that are not as many as rows", () => {
    expect(() => calibrationTemperature(Tensor.zeros([2, 3]), [1])).toThrow(
      "Cannot calibrate logits of shape [2,3] on 1 labels: it needs a row for each, at least one",
    );
    expect(() => calibrationTemperature(Tensor.zeros([0, 3]), [])).toThrow("Cannot calibrate logits of shape [0,3]");
  });
});

describe("letterNet()", () => {
  it("refuses the tensors of other nets", () => {
    expect(() => letterNet({ tensors: new Map([["0.weight", Tensor.zeros([2, 3])]]) })).toThrow(
      "Cannot make a net of 0.weight [2,3]: they are those of no net that reads letters",
    );
  });
});

describe("doubt about text", () => {
  const letters = (character: string, count: number, share: number): Sure[] =>
    Array.from({ length: count }, () => ({ character, share }));

  it("is the greater the fewer letters speak for it", () => {
    expect(doubtOf([letters("A", 1, 1)], 0)).toBe("the ink is a single mark, and no text");
    const apart = (n: number): Sure[][] => Array.from({ length: n }, () => letters("A", 1, 1));
    expect(doubtOf(apart(3), 0)).toBe("the ink is 3 single marks, and no text");
    expect(doubtOf(apart(4), 0.8)).toBeUndefined();
    expect(doubtOf(apart(4), 0.79)).toBe("the ink is 4 single marks of 4, unsure, and no text");
    expect(doubtOf([...apart(3), letters("A", 1, 1)], 0.79)).toContain("unsure");
    expect(doubtOf([...apart(3), letters("A", 2, 1)], 0.79)).toBeUndefined();
    expect(doubtOf([letters("A", 2, 0.98)], 0)).toBeUndefined();
    expect(doubtOf([letters("A", 2, 0.95)], 0)).toBe(
      "the ink looks like no letters: to the best two readings of 2 marks the net gives a share of 0.95",
    );
    expect(doubtOf([letters("A", 40, 0.93)], 0)).toBeUndefined();
    expect(doubtOf([letters("A", 40, 0.92)], 0)).toContain("of 40 marks the net gives a share of 0.92");
  });

  it("is less where the language makes the reading sure", () => {
    expect(doubtOf([letters("A", 40, 0.87)], 0.79)).toContain("a share of 0.87");
    expect(doubtOf([letters("A", 40, 0.87)], 0.81)).toBeUndefined();
    expect(doubtOf([letters("A", 40, 0.84)], 0.99)).toContain("a share of 0.84");
    expect(doubtOf([letters("A", 7, 0.87)], 0.99)).toContain("a share of 0.87");
    expect(doubtOf([letters("A", 1, 1)], 1)).toBe("the ink is a single mark, and no text");
  });

  it("takes bare strokes for text where other letters stand among them, and these are sure", () => {
    expect(doubtOf([letters("1", 9, 1)], 0)).toBe("the ink is bare strokes, 9 of 9 marks, and no text");
    expect(doubtOf([[...letters("I", 3, 1), ...letters("B", 1, 0.99)]], 0)).toBeUndefined();
    expect(doubtOf([[...letters("I", 4, 1), ...letters("B", 1, 0.99)]], 0)).toContain("bare strokes, 4 of 5 marks");
    expect(doubtOf([[...letters("I", 9, 1), ...letters("B", 9, 0.9)]], 0)).toContain("a share of 0.95");
  });
});
