import { numberText } from "./number_text.ts";

/** What a claim measures. */
export type Measured = number | string | boolean;

/** What a measured value must satisfy. */
export type Bound =
  | { readonly below: number }
  | { readonly atMost: number }
  | { readonly above: number }
  | { readonly atLeast: number }
  | { readonly between: readonly [number, number] }
  | { readonly equals: Measured };

/** Whether a value satisfies a bound; NaN satisfies none. */
export function satisfies(value: Measured, bound: Bound): boolean {
  if ("equals" in bound) return value === bound.equals;
  if (typeof value !== "number") return false;
  if ("below" in bound) return value < bound.below;
  if ("atMost" in bound) return value <= bound.atMost;
  if ("above" in bound) return value > bound.above;
  if ("atLeast" in bound) return value >= bound.atLeast;
  return bound.between[0] <= value && value <= bound.between[1];
}

/** A measured value in words. */
export function measuredText(value: Measured): string {
  return typeof value === "number" ? numberText(value) : typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

/** A bound in words: `below 2 × 10⁻¹⁴`. */
export function boundText(bound: Bound): string {
  if ("equals" in bound) return `equal to ${measuredText(bound.equals)}`;
  if ("below" in bound) return `below ${numberText(bound.below)}`;
  if ("atMost" in bound) return `at most ${numberText(bound.atMost)}`;
  if ("above" in bound) return `above ${numberText(bound.above)}`;
  if ("atLeast" in bound) return `at least ${numberText(bound.atLeast)}`;
  return `between ${numberText(bound.between[0])} and ${numberText(bound.between[1])}`;
}
