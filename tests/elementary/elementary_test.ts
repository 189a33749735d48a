import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { atan2, exp, log, sigmoid, tanh } from "../../lib/elementary/mod.ts";
import { Rng } from "nnr";
import { errorInUlps, type Reference, references, ulp } from "./ulps.ts";

/** The largest error over numbers drawn evenly from a range, its ends included. */
function worst(f: (x: number) => number, reference: Reference, [low, high]: readonly [number, number]): number {
  const rng = new Rng(1);
  const points = [low, high, ...Array.from({ length: 400 }, () => rng.uniform(low, high))];
  return points.reduce((most, x) => Math.max(most, errorInUlps(f, reference, x)), 0);
}

describe("ulp()", () => {
  it("is the distance to the next float64", () => {
    expect([1, 1.999, 2, -0.75, 0, 2 ** -1030].map(ulp)).toEqual(
      [2 ** -52, 2 ** -52, 2 ** -51, 2 ** -53, 2 ** -1074, 2 ** -1074],
    );
  });
});

describe("atan2()", () => {
  const atan = (x: number): number => atan2(x, 1);
  it("is within 4 ulp", () => {
    for (const range of [[0, 1e-3], [0, 0.2], [0.2, 1], [1, 3], [3, 1e6]] as const) {
      expect(worst(atan, references.atan, range)).toBeLessThan(4);
    }
  });

  it("knows the axes, the diagonal and the origin", () => {
    expect([atan2(0, 3), atan2(3, 0), atan2(0, 0)]).toEqual([0, Math.PI / 2, 0]);
    expect(atan2(2, 2)).toBeCloseTo(Math.PI / 4, 15);
    expect(atan2(1e-300, 1e300)).toBe(0);
  });
});

describe("exp()", () => {
  it("is within 0.7 ulp, and 1 ulp below the least normal number", () => {
    for (const range of [[-1, 1], [-30, 30], [-708, 709.78]] as const) {
      expect(worst(exp, references.exp, range)).toBeLessThan(0.7);
    }
    expect(worst(exp, references.exp, [-745, -708])).toBeLessThanOrEqual(1);
  });

  it("has its limits where float64 ends", () => {
    expect([0, -0, -Infinity, Infinity, NaN].map(exp)).toEqual([1, 1, 0, Infinity, NaN]);
    expect([-746, -745.14, 709.79, 1000].map(exp)).toEqual([0, 0, Infinity, Infinity]);
    expect(exp(-745.13)).toBe(Number.MIN_VALUE);
    expect(exp(709.78)).toBeLessThan(Infinity);
  });
});

describe("log()", () => {
  it("is within 1 ulp", () => {
    for (const range of [[0.5, 2], [1 - 1e-6, 1 + 1e-6], [1e-300, 1e-290], [2, 1e6], [1e300, 1e308]] as const) {
      expect(worst(log, references.log, range)).toBeLessThan(1);
    }
    expect(worst(log, references.log, [Number.MIN_VALUE, 2 ** -1022])).toBeLessThan(1);
  });

  it("is exactly 0 at 1, and has its limits where it has none", () => {
    expect([1, 0, -0, Infinity, -1, NaN].map(log)).toEqual([0, -Infinity, -Infinity, Infinity, NaN, NaN]);
  });

  it("undoes exp", () => {
    // One ulp of e^x moves x by 2^−52; log adds one ulp of x.
    const x = fc.double({ min: -700, max: 700, noNaN: true });
    fc.assert(fc.property(x, (x) => expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(2 ** -52 + ulp(x))));
  });
});

describe("sigmoid()", () => {
  it("is within 3 ulp", () => {
    for (const range of [[-5, 5], [-700, -5], [5, 40]] as const) {
      expect(worst(sigmoid, references.sigmoid, range)).toBeLessThan(3);
    }
  });

  it("is exactly 0 and 1 far out, ½ at 0, and NaN of NaN alone", () => {
    expect([-Infinity, -1000, 0, 1000, Infinity, NaN].map(sigmoid)).toEqual([0, 0, 0.5, 1, 1, NaN]);
  });
});

describe("tanh()", () => {
  it("is within 1 ulp", () => {
    // 0.9, where the formula changes, lies inside the third range.
    for (const range of [[-1e-8, 1e-8], [-0.5, 0.5], [0.89, 0.91], [0.5, 1], [0.9, 1.2], [-22, 22]] as const) {
      expect(worst(tanh, references.tanh, range)).toBeLessThan(1);
    }
  });

  it("is odd to the last bit and never beyond ±1", () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (x) => {
      expect(tanh(-x) + tanh(x)).toBe(0);
      expect(Math.abs(tanh(x))).toBeLessThanOrEqual(1);
    }));
  });

  it("is 0 at 0, exactly ±1 far out, and NaN of NaN alone", () => {
    expect([0, 20, -20, Infinity, -Infinity, NaN].map(tanh)).toEqual([0, 1, -1, 1, -1, NaN]);
  });
});

describe("elementary functions", () => {
  it("give on every engine the bits that they gave here", () => {
    const points = Array.from({ length: 10_000 }, (_, i) => (i - 5000) / 97);
    const bits = [exp, log, sigmoid, tanh].map((f) => {
      const values = Float64Array.from(points, (x) => f(f === log ? x * x : x));
      return new Uint32Array(values.buffer).reduce((sum, word) => (Math.imul(sum, 31) + word) >>> 0, 0);
    });
    expect(bits).toEqual([2898134889, 3238572768, 856733276, 3809310540]);
  });
});
