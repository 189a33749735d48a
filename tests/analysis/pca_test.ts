import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { maxAbsDifference, PCA, qr, Rng, spectrum, Tensor } from "nnr";
import { golden } from "../golden/analysis.ts";

const dtype = "float64";
/** Eigenvectors turn by some u λ₁ over the gap to the next value: some 10⁻¹⁵ · 10 / 0.1 here. */
const TURN = 1e-12;

/** n rows of d numbers, each column with a scale of its own. */
function rows(n: number, d: number, seed: number): Tensor {
  const rng = new Rng(seed);
  return Tensor.normal([n, d], { rng, dtype }).mul(Tensor.uniform([d], 0.5, 4, { rng, dtype }));
}

/** The mean squared distance of rows from what comes back. */
function errorOf(x: Tensor, back: Tensor): number {
  const off = x.sub(back);
  return off.mul(off).sum().item() / x.shape[0]!;
}

describe("PCA", () => {
  it("agrees with NumPy: mean, basis, variances, codes, reconstruction", () => {
    const x = golden("pca/x");
    const pca = PCA.fit(x, { components: 5 });
    expect(maxAbsDifference(pca.mean, golden("pca/mean"))).toBeLessThan(1e-14);
    expect(maxAbsDifference(pca.basis, golden("pca/basis"))).toBeLessThan(TURN);
    expect(maxAbsDifference(pca.variances, golden("pca/variances").slice(0, 5))).toBeLessThan(1e-13);
    expect(pca.totalVariance).toBeCloseTo(golden("pca/variances").sum().item(), 12);
    const codes = pca.project(x);
    expect(maxAbsDifference(codes, golden("pca/codes"))).toBeLessThan(10 * TURN);
    expect(maxAbsDifference(pca.reconstruct(codes), golden("pca/reconstructed"))).toBeLessThan(10 * TURN);
  });

  it("leaves an error of exactly the variances that it leaves out, and no other basis leaves less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), (d, seed) => {
        const x = rows(12, d, seed);
        const k = 1 + seed % d;
        const pca = PCA.fit(x, { components: k });
        const least = errorOf(x, pca.reconstruct(pca.project(x)));
        const left = spectrum(x).variances.slice(k).sum().item();
        expect(Math.abs(least - left)).toBeLessThan(1e-12 * pca.totalVariance);
        const basis = qr(Tensor.normal([d, k], { rng: new Rng(seed, 1), dtype })).Q.transpose();
        const other = new PCA({ ...pca, basis, variances: pca.variances });
        expect(errorOf(x, other.reconstruct(other.project(x)))).toBeGreaterThan(least - 1e-12 * pca.totalVariance);
      }),
      { numRuns: 40 },
    );
  });

  it("has orthonormal rows, and codes that are not correlated", () => {
    const x = rows(50, 8, 1);
    const pca = PCA.fit(x, { components: 4 });
    const gram = pca.basis.matmul(pca.basis, { transposeB: true });
    expect(maxAbsDifference(gram, Tensor.eye(4, { dtype }))).toBeLessThan(1e-14);
    const z = pca.project(x);
    const covariance = z.matmul(z, { transposeA: true }).mul(1 / 50);
    expect(maxAbsDifference(covariance, Tensor.eye(4, { dtype }).mul(pca.variances))).toBeLessThan(1e-12);
    expect(pca.explained).toBeCloseTo(pca.variances.sum().item() / pca.totalVariance, 14);
  });

  it("gives back a column that never varies by its mean", () => {
    const x = golden("pca/x");
    const pca = PCA.fit(x, { components: 5 });
    expect(pca.mean.at(7)).toBe(0.25);
    // Reflections stir rounding into it.
    expect(pca.basis.slice(7, 8, 1).abs().max().item()).toBeLessThan(1e-15);
    const back = pca.reconstruct(pca.project(x)).slice(7, 8, 1);
    expect(back.sub(0.25).abs().max().item()).toBeLessThan(1e-14);
  });

  it("fits float32 in float32, to its precision", () => {
    const x = rows(60, 10, 2);
    const [exact, rounded] = [PCA.fit(x, { components: 3 }), PCA.fit(x.as("float32"), { components: 3 })];
    expect(rounded.basis.dtype).toBe("float32");
    // u = 6 · 10⁻⁸ times λ₁ over the gap, which is not below a hundredth of it here.
    expect(maxAbsDifference(rounded.basis.as(dtype), exact.basis)).toBeLessThan(1e-5);
  });

  it("refuses more components than the rows have directions", () => {
    const fit = (x: Tensor, components: number) => () => PCA.fit(x, { components });
    expect(fit(rows(4, 9, 1), 4)).toThrow(
      new RangeError("Cannot find 4 principal components of [4,9]: centred, these rows have rank at most 3"),
    );
    expect(fit(rows(9, 4, 1), 5)).toThrow(
      new RangeError("Cannot find 5 principal components of [9,4]: centred, these rows have rank at most 4"),
    );
    const flat = rows(30, 2, 1).matmul(rows(2, 20, 2)).add(5);
    expect(fit(flat, 3)).toThrow(
      new RangeError("Cannot find 3 principal components of [30,20]: centred, these rows have rank 2"),
    );
    expect(fit(flat, 2)().size).toBe(2);
    expect(fit(flat.as("float32"), 3)).toThrow(/have rank 2$/);
    expect(fit(Tensor.full([6, 4], 0.3), 1)).toThrow(
      new RangeError("Cannot find 1 principal components of [6,4]: centred, these rows have rank 0"),
    );
  });

  it("refuses a number of components that is none, one row, and values that are not finite", () => {
    const x = rows(6, 4, 1);
    for (const components of [0, -3, 1.5, NaN]) {
      expect(() => PCA.fit(x, { components })).toThrow(
        new RangeError(
          "Cannot find the principal components of [6,4]: the number of components must be a whole number of at least 1, " +
            `found ${components}`,
        ),
      );
    }
    for (const [shape, text] of [[[1, 4], "[1,4]"], [[0, 4], "[0,4]"], [[6], "[6]"], [[6, 0], "[6,0]"]] as const) {
      expect(() => PCA.fit(Tensor.zeros(shape), { components: 1 })).toThrow(
        new RangeError(
          `Cannot find the principal components of ${text}: it must be rows of numbers, at least 2 of them`,
        ),
      );
    }
    for (const [at, value, place] of [[9, NaN, "row 2, column 1"], [2, -Infinity, "row 0, column 2"]] as const) {
      const broken = new Tensor(x.data.slice(), [6, 4]);
      broken.data[at] = value;
      expect(() => PCA.fit(broken, { components: 1 })).toThrow(
        new RangeError(
          `Cannot find the principal components of [6,4]: found ${value} in ${place}, expected a finite number`,
        ),
      );
    }
  });

  it("has fewer components in more", () => {
    const x = rows(40, 8, 3);
    const [five, two] = [PCA.fit(x, { components: 5 }), PCA.fit(x, { components: 2 })];
    expect(maxAbsDifference(five.take(2).basis, two.basis)).toBeLessThan(TURN);
    expect(five.take(2).explained).toBeCloseTo(two.explained, 12);
    expect(() => five.take(6)).toThrow(new RangeError("Cannot take 6 components: there are 5"));
    expect(() => five.take(0)).toThrow(
      new RangeError("Cannot take components: the number of components must be a whole number of at least 1, found 0"),
    );
  });

  it("refuses rows and codes of another length", () => {
    const pca = PCA.fit(rows(6, 4, 1), { components: 2 });
    expect(() => pca.project(Tensor.zeros([3, 1], { dtype }))).toThrow(
      new RangeError("Cannot project [3,1]: it must be [n, 4]"),
    );
    expect(() => pca.reconstruct(Tensor.zeros([3, 4], { dtype }))).toThrow(
      new RangeError("Cannot reconstruct [3,4]: it must be [n, 2]"),
    );
  });
});

describe("spectrum()", () => {
  it("agrees with NumPy", () => {
    const { variances, explained } = spectrum(golden("pca/x"));
    expect(maxAbsDifference(variances, golden("pca/variances").relu())).toBeLessThan(1e-13);
    expect(explained.length).toBe(21);
    expect([explained[0], explained.at(-1)]).toEqual([0, expect.closeTo(1, 14)]);
  });

  it("counts directions of equal variance", () => {
    const cross = Tensor.of([[1, 0, 0, 5], [-1, 0, 0, 5], [0, 1, 0, 5], [0, -1, 0, 5], [0, 0, 1, 5], [0, 0, -1, 5]]);
    expect(spectrum(cross).dimension).toBeCloseTo(3, 6);
  });

  it("says of rows that are all equal that nothing is left to explain", () => {
    const { explained, dimension } = spectrum(Tensor.full([3, 2], 0.3));
    expect([explained, dimension]).toEqual([[1, 1, 1], 0]);
  });

  it("refuses one row", () =>
    expect(() => spectrum(Tensor.zeros([1, 4]))).toThrow(
      new RangeError("Cannot find the spectrum of [1,4]: it must be rows of numbers, at least 2 of them"),
    ));
});
