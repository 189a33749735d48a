import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Rng, wilsonInterval } from "nnr";

describe("wilsonInterval()", () => {
  it("is the set of shares that lie within 1.96 of their own deviations of what was seen", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, k) => {
      const seen = k % (n + 1);
      const { low, high } = wilsonInterval(seen, n);
      // Both ends solve (k/n − p)² = z² p (1 − p) / n; at 0 and n one of them is 0 or 1.
      for (const p of [low, high]) {
        const off = (seen / n - p) ** 2 - 1.959963984540054 ** 2 * p * (1 - p) / n;
        expect(Math.abs(off)).toBeLessThan(1e-14);
      }
      expect(0 <= low && low <= seen / n && seen / n <= high && high <= 1).toBe(true);
    }));
  });

  it("holds the true share in about 95 of 100 samples", () => {
    const rng = new Rng(1);
    let held = 0;
    for (let sample = 0; sample < 2000; sample++) {
      let k = 0;
      for (let i = 0; i < 200; i++) k += rng.uniform() < 0.8 ? 1 : 0;
      const { low, high } = wilsonInterval(k, 200);
      held += low <= 0.8 && 0.8 <= high ? 1 : 0;
    }
    // Four deviations of 2000 draws, and a percent as counts are whole.
    expect(Math.abs(held / 2000 - 0.95)).toBeLessThan(4 * Math.sqrt(0.95 * 0.05 / 2000) + 0.01);
  });

  it("refuses counts that are none", () => {
    expect(() => wilsonInterval(0, 0)).toThrow(
      new RangeError("Cannot bound a share: the number of trials must be a whole number of at least 1, found 0"),
    );
    for (const k of [-1, 6, 2.5, NaN]) {
      expect(() => wilsonInterval(k, 5)).toThrow(
        new RangeError(`Cannot bound a share: the successes must be a whole number from 0 to 5, found ${k}`),
      );
    }
  });
});
