const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/**
 * A number as prose writes it: three significant digits, powers of ten beyond 10⁻³ and 10⁶, whole numbers whole.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { numberText } from "nnr/report";
 *
 * expect([0.78512, 2e-14, 10800, -1.5].map((x) => numberText(x))).toEqual(["0.785", "2 × 10⁻¹⁴", "10\u202f800", "−1.5"]);
 * ```
 */
export function numberText(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "NaN" : x > 0 ? "∞" : "−∞";
  const sign = x < 0 ? "−" : "";
  const a = Math.abs(x);
  if (Number.isInteger(a) && a < 1e9) return sign + grouped(String(a));
  const rounded = Number(a.toPrecision(digits));
  if (rounded >= 1e-3 && a < 1e6) {
    return sign + grouped(String(a >= 10 ** digits ? Math.round(a) : rounded));
  }
  const [mantissa = "", exponent = ""] = a.toExponential(digits - 1).split("e");
  return `${sign}${Number(mantissa)} × ${tenToThe(exponent)}`;
}

/** A power of ten as an axis writes it: `0.1`, `10`, `10⁻⁵`. */
export function powerText(x: number): string {
  const exponent = Math.round(Math.log10(x));
  return exponent >= -1 && exponent <= 3 ? numberText(x) : tenToThe(String(exponent));
}

function tenToThe(exponent: string): string {
  return `10${[...exponent.replace("+", "")].map((c) => superscripts[c]).join("")}`;
}

/** A fraction as a percentage, with one decimal unless said: `78.5 %`, `−0.4 %`. */
export function percent(fraction: number, decimals = 1): string {
  return `${(100 * fraction).toFixed(decimals).replace("-", "−")} %`;
}

/** Thousands apart by a narrow space, from five digits on. */
function grouped(digits: string): string {
  const [whole = "", rest] = digits.split(".");
  const spaced = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}
