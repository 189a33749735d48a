import { shapeText } from "../errors/mod.ts";
import { quoted } from "./quoted.ts";
import type { Source } from "./source.ts";

/** As many axes as NumPy has. */
export const MOST_AXES = 64;
/** As many elements as a tensor may have. */
const MOST_ELEMENTS = 2 ** 31;

/** The number of elements of a shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/**
 * The shape that a file states, if a tensor can have it.
 *
 * Sizes of 0 are left out of the limit's product, so that the others cannot be absurd beside them.
 */
export function checkedShape(source: Source, at: number, sizes: unknown, name?: string): number[] {
  const whose = name === undefined ? "" : ` of the tensor ${quoted(name)}`;
  if (!Array.isArray(sizes) || !sizes.every((n) => typeof n === "number")) {
    throw source.error(at, `no shape${whose}`, "a list of numbers");
  }
  if (sizes.length > MOST_AXES) {
    throw source.error(at, `${sizes.length} axes${whose}`, `at most ${MOST_AXES}`, RangeError);
  }
  const shape: number[] = sizes;
  if (shape.every((n) => Number.isSafeInteger(n) && n >= 0) && countOf(shape.filter((n) => n > 0)) <= MOST_ELEMENTS) {
    return shape;
  }
  const expected = "whole numbers of at least 0, at most 2^31 elements in all";
  throw source.error(at, `the shape ${shapeText(shape)}${whose}`, expected, RangeError);
}
