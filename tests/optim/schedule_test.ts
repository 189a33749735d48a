import { expect } from "expect";
import { describe, it } from "node:test";
import { cosine, oneCycle, stepDecay, warmUp } from "nnr";
import { cosPi } from "../../lib/elementary/mod.ts";

describe("schedules", () => {
  const all = Array.from({ length: 1001 }, (_, t) => t);

  it("cosine() is half a wave between its ends", () => {
    const rate = cosine({ from: 3, to: 1 });
    for (const t of all) expect(rate(t, 1000)).toBeCloseTo(2 + Math.cos(Math.PI * t / 1000), 14);
    expect([rate(0, 1000), rate(1000, 1000)]).toEqual([3, 1]);
  });

  it("oneCycle() rises to its top after three tenths, and falls from there", () => {
    const rates = all.map((t) => oneCycle({ most: 2 })(t, 1000));
    expect(rates.indexOf(Math.max(...rates))).toBe(300);
    expect([rates[0], rates[300], rates[1000]]).toEqual([0.08, 2, 2 / 250_000]);
    expect(rates.every((rate, t) => t === 0 || (t <= 300 ? rate >= rates[t - 1]! : rate <= rates[t - 1]!))).toBe(true);
  });

  it("warmUp() meets the schedule behind it", () => {
    const rate = warmUp(10, cosine({ from: 1 }));
    expect([rate(0, 110), rate(9, 110), rate(10, 110), rate(60, 110)]).toEqual([0.1, 1, 1, 0.5]);
    // A training that ends before it is warm, or just then.
    expect([rate(0, 5), rate(4, 5), rate(0, 10), rate(9, 10)]).toEqual([0.1, 0.5, 0.1, 1]);
  });

  it("refuse rates that are none", () => {
    const words = "Cannot make a schedule: rates and factors must be numbers of at least 0, found -1";
    expect(() => cosine({ from: -1 })).toThrow(new RangeError(words));
    expect(() => oneCycle({ most: -1 })).toThrow(words);
    expect(() => stepDecay({ rate: 1, factor: -1, every: 1 })).toThrow(words);
    expect(() => stepDecay({ rate: 1, factor: 1, every: 0 })).toThrow(
      "Cannot make a schedule: the number of steps between decays must be a whole number of at least 1, found 0",
    );
  });
});

describe("cosPi()", () => {
  it("is the cosine, and exact at 0, ½ and 1", () => {
    for (let i = 0; i <= 10_000; i++) {
      // Math.cos itself is off by an ulp, and its argument π x by half of one.
      expect(Math.abs(cosPi(i / 10_000) - Math.cos(Math.PI * i / 10_000))).toBeLessThanOrEqual(8 * 2 ** -53);
    }
    expect([cosPi(0), cosPi(0.5), cosPi(1)]).toEqual([1, 0, -1]);
  });
});
