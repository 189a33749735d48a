import { expect } from "expect";
import { describe, it } from "node:test";
import { meanInterval, Rng } from "nnr";

describe("meanInterval()", () => {
  it("holds the true mean of normal samples in 95 of 100 cases", () => {
    const rng = new Rng(1);
    for (const n of [2, 3, 5, 11]) {
      const trials = 4000;
      let held = 0;
      for (let trial = 0; trial < trials; trial++) {
        const { low, high } = meanInterval(Array.from({ length: n }, () => 7 + 2 * rng.normal()));
        if (low <= 7 && 7 <= high) held++;
      }
      // Four standard deviations of a share of 4000 trials.
      expect(Math.abs(held / trials - 0.95)).toBeLessThan(4 * Math.sqrt(0.95 * 0.05 / trials));
    }
  });

  it("refuses one value, which has no spread", () => {
    expect(() => meanInterval([1])).toThrow("Cannot give an interval of 1 values: there must be 2 to 11");
  });
});
