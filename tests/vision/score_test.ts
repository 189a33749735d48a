import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import {
  alignment,
  bootstrapInterval,
  type Box,
  calibration,
  characterErrorRate,
  detection,
  failures,
  intersectionOverUnion,
  Rng,
  wordErrorRate,
} from "nnr";

const texts = fc.string({ unit: fc.constantFrom("A", "B", "C", " "), maxLength: 12 });
const boxes = fc.record({
  x: fc.nat(50),
  y: fc.nat(50),
  width: fc.integer({ min: 1, max: 30 }),
  height: fc.integer({ min: 1, max: 30 }),
});

function distance(truth: string, read: string): number {
  const { substitutions, insertions, deletions } = alignment(truth, read);
  return substitutions + insertions + deletions;
}

describe("alignment()", () => {
  it("is a metric: 0 for equals alone, the same both ways, shorter than any detour", () => {
    fc.assert(fc.property(texts, texts, texts, (a, b, c) => {
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
    }));
  });

  it("accounts for every character of both texts", () => {
    fc.assert(fc.property(texts, texts, (truth, read) => {
      const { matches, substitutions, insertions, deletions, pairs } = alignment(truth, read);
      expect(matches + substitutions + deletions).toBe(truth.length);
      expect(matches + substitutions + insertions).toBe(read.length);
      expect(pairs.map(([t]) => t ?? "").join("")).toBe(truth);
      expect(pairs.map(([, r]) => r ?? "").join("")).toBe(read);
    }));
  });
});

describe("characterErrorRate() and wordErrorRate()", () => {
  it("take any white space for one space, and none at the ends", () => {
    expect(characterErrorRate("DEEP\nLEARNING\n", " DEEP  LEARNING")).toBe(0);
    expect(wordErrorRate("DEEP\nLEARNING\n", " DEEP  LEARNING")).toBe(0);
  });

  it("count one missed letter once, wherever it stands", () => {
    expect(characterErrorRate("ABCDEFGHIJ", "BCDEFGHIJ")).toBe(0.1);
  });

  it("count what was invented where there is no text", () => {
    expect(characterErrorRate("", "AB")).toBe(2);
    expect(wordErrorRate(" ", "")).toBe(0);
  });
});

describe("detection()", () => {
  it("finds all when what was found is true, in any order", () => {
    const truth = [0, 1, 2, 3].map((i): Box => ({ x: 40 * i, y: 0, width: 30, height: 30 }));
    fc.assert(fc.property(fc.shuffledSubarray(truth, { minLength: 4 }), (found) => {
      expect(detection(truth, found)).toMatchObject({
        precision: 1,
        recall: 1,
        f1: 1,
        merged: 0,
        split: 0,
        missed: 0,
        spurious: 0,
      });
    }));
  });

  it("accounts for every box, and exchanges precision and recall with its arguments", () => {
    fc.assert(fc.property(fc.array(boxes, { maxLength: 8 }), fc.array(boxes, { maxLength: 8 }), (truth, found) => {
      const { pairs, merged, split, missed, spurious, precision, recall, unmatched, extra } = detection(truth, found);
      expect(pairs.length + merged + split + missed).toBe(truth.length);
      expect([...pairs.map(([t]) => t), ...unmatched.map(({ index }) => index)].sort()).toEqual(
        [...truth.keys()].sort(),
      );
      const told = unmatched.flatMap(({ cause, by }) => cause === "missed" ? [] : by);
      expect([...new Set([...pairs.map(([, f]) => f), ...told, ...extra])].sort()).toEqual([...found.keys()].sort());
      expect(spurious).toBe(extra.length);
      for (const j of extra) expect([...pairs.map(([, f]) => f), ...told]).not.toContain(j);
      for (const [t, f] of pairs) expect(intersectionOverUnion(truth[t]!, found[f]!)).toBeGreaterThanOrEqual(0.5);
      const back = detection(found, truth);
      expect([back.recall, back.precision]).toEqual([precision, recall]);
    }));
  });

  it("tells mergers, splits, misses and inventions apart", () => {
    const box = (x: number, width: number): Box => ({ x, y: 0, width, height: 10 });
    const truth = [box(0, 10), box(12, 10), box(40, 30), box(90, 10)];
    const found = [box(0, 22), box(40, 14), box(56, 14), box(120, 10)];
    expect(detection(truth, found)).toMatchObject({ merged: 2, split: 1, missed: 1, spurious: 1, f1: 0 });
    expect(detection(truth, found)).toMatchObject({
      unmatched: [
        { index: 0, cause: "merged", by: [0] },
        { index: 1, cause: "merged", by: [0] },
        { index: 2, cause: "split", by: [1, 2] },
        { index: 3, cause: "missed", by: [] },
      ],
      extra: [3],
    });
  });

  it("takes what is over beside a match for invented, though it lies within a true box", () => {
    const box = (x: number, width: number): Box => ({ x, y: 0, width, height: 20 });
    expect(detection([box(0, 20)], [box(0, 13), box(13, 7)])).toMatchObject({
      ...{ precision: 0.5, recall: 1, merged: 0, split: 0, missed: 0, spurious: 1 },
      extra: [1],
    });
  });

  it("takes nothing found of nothing there for perfect", () => {
    expect(detection([], [])).toMatchObject({ precision: 1, recall: 1, f1: 1 });
  });
});

describe("failures()", () => {
  const at = (character: string, x: number, width = 10) => ({ character, box: { x, y: 0, width, height: 10 } });

  it("tells each wrong character once, in the truth's order, what was invented last", () => {
    const truth = [at("A", 0), at("O", 12), at("N", 24, 30), at("E", 60), at("X", 90)];
    const found = [at("A", 0), at("0", 12), at("I", 24), at("V", 38, 14), at("T", 120), at("E", 60)];
    const told = failures(truth, found).map(({ cause, truth, read, box }) => [cause, truth, read, box.x]);
    expect(told).toEqual([
      ["misread", "O", "0", 12],
      ["split", "N", "IV", 24],
      ["missed", "X", "", 90],
      ["spurious", "", "T", 120],
    ]);
  });

  it("tells nothing of what is read as it is", () => {
    const truth = [at("A", 0), at("B", 12)];
    expect(failures(truth, [...truth].reverse())).toEqual([]);
  });
});

describe("calibration()", () => {
  it("is 0 where each confidence is the share that is right, and 1 for sure answers that are all wrong", () => {
    expect(calibration([0.75, 0.75, 0.75, 0.75], [true, true, true, false]).expectedError).toBe(0);
    expect(calibration([1, 1], [false, false]).expectedError).toBe(1);
  });

  it("lies in [0, 1], with every answer in one bin, that of its confidence", () => {
    const answers = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(fc.property(answers, (answers) => {
      const { expectedError, bins } = calibration(answers.map(([p]) => p), answers.map(([, right]) => right));
      expect(expectedError).toBeGreaterThanOrEqual(0);
      expect(expectedError).toBeLessThanOrEqual(1);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(answers.length);
    }));
  });

  it("refuses what are no answers", () => {
    expect(() => calibration([], [])).toThrow(
      new RangeError("Cannot measure calibration: 0 answers need as many confidences and at least one, found 0"),
    );
    expect(() => calibration([1.5], [true])).toThrow(
      new RangeError("Cannot measure calibration: confidence 1.5 of answer 0 must be a number from 0 to 1"),
    );
  });
});

describe("bootstrapInterval()", () => {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

  it("is the value itself where all items are equal", () => {
    expect(bootstrapInterval([0.5, 0.5, 0.5], mean, { rng: new Rng(1) })).toEqual({ low: 0.5, high: 0.5 });
  });

  it("is as wide as the mean's deviation says", () => {
    const rng = new Rng(2);
    const values = Array.from({ length: 400 }, () => rng.normal());
    const { low, high } = bootstrapInterval(values, mean, { rng: new Rng(3) });
    // 2 × 1.96 / √400 is 0.196; the sample's own deviation and 2000 rounds move it by a few per cent.
    expect((high - low) / 0.196).toBeGreaterThan(0.88);
    expect((high - low) / 0.196).toBeLessThan(1.12);
  });

  it("is the same for a seed", () => {
    const values = [1, 2, 3, 4];
    expect(bootstrapInterval(values, mean, { rng: new Rng(1) })).toEqual(
      bootstrapInterval(values, mean, { rng: new Rng(1) }),
    );
  });
});
