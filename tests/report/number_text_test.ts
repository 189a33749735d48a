import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { numberText, percent } from "nnr/report";

const cases: readonly [number, string][] = [
  [0, "0"],
  [-0, "0"],
  [7, "7"],
  [-1024, "−1024"],
  [10_800, "10\u202f800"],
  [123_456_789, "123\u202f456\u202f789"],
  [1e9, "1 × 10⁹"],
  [0.78512, "0.785"],
  [0.7, "0.7"],
  [12.3456, "12.3"],
  [999.6, "1000"],
  [1234.5, "1235"],
  [98_765.4, "98\u202f765"],
  [0.001, "0.001"],
  [0.0009996, "0.001"],
  [0.00012345, "1.23 × 10⁻⁴"],
  [2e-14, "2 × 10⁻¹⁴"],
  [-1.5e12, "−1.5 × 10¹²"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
  [NaN, "NaN"],
];

/** Reads a number back. */
function valueOf(text: string): number {
  const plain = text.replace("−", "-").replaceAll("\u202f", "");
  const [mantissa = "", power] = plain.split(" × 10");
  const exponent = power?.replace("⁻", "-").replace(/[⁰¹²³⁴-⁹]/g, (c) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)));
  return Number(exponent === undefined ? mantissa : `${mantissa}e${exponent}`);
}

describe("numberText()", () => {
  for (const [x, text] of cases) {
    it(`writes ${x} as ${text}`, () => expect(numberText(x)).toBe(text));
  }

  it("writes whole numbers below 10⁹ in full, others to three digits", () => {
    fc.assert(fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (n) => {
      expect(valueOf(numberText(n))).toBe(n === 0 ? 0 : n);
    }));
    fc.assert(fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (x) => {
      fc.pre(Math.abs(x) > 1e-300);
      // Half a unit of the third digit: 0.005 of a first digit of 1.
      expect(Math.abs(valueOf(numberText(x)) - x)).toBeLessThanOrEqual(0.005001 * Math.abs(x));
    }));
  });

  it("writes as many digits as asked", () => {
    expect([1, 2, 5].map((digits) => numberText(Math.PI, digits))).toEqual(["3", "3.1", "3.1416"]);
    expect(numberText(6.02214e23, 4)).toBe("6.022 × 10²³");
  });
});

describe("percent()", () => {
  it("writes one decimal, or as many as asked, and a true minus", () => {
    expect([percent(0.785), percent(1), percent(0.12345, 2), percent(-0.004)])
      .toEqual(["78.5 %", "100.0 %", "12.35 %", "−0.4 %"]);
  });
});
