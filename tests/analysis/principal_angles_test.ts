import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { principalAngles, qr, Rng, Tensor } from "nnr";
import { golden } from "../golden/analysis.ts";

const dtype = "float64";

describe("principalAngles()", () => {
  it("agrees with SciPy, small angles too", () => {
    for (const [other, name] of [["Q", "PQ"], ["near", "Pnear"]] as const) {
      const wanted = golden(`angles/${name}`);
      const found = principalAngles(golden("angles/P"), golden(`angles/${other}`));
      expect(found.length).toBe(wanted.size);
      // A sine of s comes from s²: it is off by some 2⁻⁵² s₁² / s.
      found.forEach((angle, i) => expect(Math.abs(angle - wanted.at(i))).toBeLessThan(1e-13));
    }
  });

  it("depends on the spans alone, and on no order", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const rng = new Rng(seed);
        const [P, Q, M] = [[2, 7], [4, 7], [2, 2]].map((shape) => Tensor.normal(shape, { rng, dtype })) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        const angles = principalAngles(P, Q);
        const [mixed, turned] = [principalAngles(qr(M).Q.matmul(P), Q), principalAngles(Q, P)];
        angles.forEach((angle, i) => {
          expect(mixed[i]).toBeCloseTo(angle, 7);
          expect(turned[i]).toBeCloseTo(angle, 7);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("is 0 within a subspace and π/2 across", () => {
    const e = Tensor.eye(4, { dtype });
    expect(principalAngles(e.slice(0, 2), e.slice(0, 3))).toEqual([0, 0]);
    expect(principalAngles(e.slice(0, 2), e.slice(2, 4))).toEqual([Math.PI / 2, Math.PI / 2]);
  });

  it("refuses rows of unequal length, and rows that depend on each other", () => {
    expect(() => principalAngles(Tensor.zeros([2, 4]), Tensor.zeros([2, 5]))).toThrow(
      new RangeError(
        "Cannot find the angles between the rows of [2,4] and [2,5]: they must be matrices with rows of equal length",
      ),
    );
    for (const rows of [Tensor.zeros([1, 3]), Tensor.of([[1, 2, 3], [2, 4, 6]]), Tensor.ones([4, 3])]) {
      expect(() => principalAngles(rows, Tensor.eye(3))).toThrow(
        new RangeError(`Cannot find the angles to the rows of [${rows.shape}]: they must be independent`),
      );
    }
  });
});
