import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { fourGaussians } from "nnr/data";

const means = [[3.6, 40], [3.9, 10], [3.4, 30], [2.0, 10]];
const variances = [[0.05, 10], [0.01, 5], [0.25, 5], [0.5, 10]];

describe("fourGaussians()", () => {
  it("gives ten points of each class, in order, in the number type asked", () => {
    const { x, labels } = fourGaussians(new Rng(1), { dtype: "float64" });
    expect(x.shape).toEqual([40, 2]);
    expect(x.dtype).toBe("float64");
    expect([...labels]).toEqual([0, 1, 2, 3].flatMap((k) => Array<number>(10).fill(k)));
    expect(fourGaussians(new Rng(1)).x.dtype).toBe("float32");
  });

  it("gives the same points for a seed, others for another", () => {
    expect(fourGaussians(new Rng(1)).x).toEqual(fourGaussians(new Rng(1)).x);
    expect(fourGaussians(new Rng(1)).x).not.toEqual(fourGaussians(new Rng(2)).x);
  });

  it("has the course's means and variances", () => {
    const draws = 400;
    const n = draws * 10;
    const rng = new Rng(3);
    const sums = means.map(() => [0, 0]);
    const squares = means.map(() => [0, 0]);
    for (let draw = 0; draw < draws; draw++) {
      const { x, labels } = fourGaussians(rng, { dtype: "float64" });
      labels.forEach((k, row) => {
        for (const axis of [0, 1]) {
          const off = x.at(row, axis) - means[k]![axis]!;
          sums[k]![axis]! += off;
          squares[k]![axis]! += off * off;
        }
      });
    }
    // The mean of n has the deviation √(σ²/n), their mean square σ² √(2/n): each within 4 of them.
    for (const [k, variance] of variances.entries()) {
      for (const axis of [0, 1]) {
        expect(Math.abs(sums[k]![axis]! / n)).toBeLessThan(4 * Math.sqrt(variance[axis]! / n));
        expect(Math.abs(squares[k]![axis]! / n / variance[axis]! - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
      }
    }
  });
});
