import type { Dataset } from "./dataset.ts";
import { idxDataset } from "./idx_dataset.ts";
import type { MnistSplit } from "./mnist.ts";

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Small letters that ByMerge keeps apart; the other 15 are one class with their capitals. */
const APART = "abdefghnqrt";

/** A capital and its small letter as one class. */
function both(capital: string): string {
  return `${capital}/${capital.toLowerCase()}`;
}

/** 47 classes: digits, capitals (15 of them with their small letters), and eleven small letters. */
const merged = [...DIGITS, ...[...CAPITALS].map((c) => APART.includes(c.toLowerCase()) ? c : both(c)), ...APART];

/** Sets of EMNIST: balanced and bymerge of 47 classes, letters of 26, digits of 10. */
export type EmnistSet = "balanced" | "bymerge" | "letters" | "digits";

const classes: Readonly<Record<EmnistSet, readonly string[]>> = {
  balanced: merged,
  bymerge: merged,
  letters: [...CAPITALS].map(both),
  digits: [...DIGITS],
};

/**
 * EMNIST, 28 × 28, white on black, from `emnist/emnist-balanced-…` (bymerge, letters, digits; train or test; images and labels)
 * in the data folder.
 *
 * In balanced and bymerge the letters c i j k l m o p s u v w x y z are one class with their capitals, which is called `C/c`;
 * in letters all are. The files keep each image column by column; here it is row by row, as in every set. Labels of letters
 * begin with 1 in the files, with 0 here. Source: Cohen, Afshar, Tapson, van Schaik, "EMNIST: an extension of MNIST to
 * handwritten letters", 2017, section II.
 *
 * @throws {RangeError} when a file is not there, or images and labels do not match.
 * @throws {SyntaxError} when a file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { emnist, findData } from "nnr/data";
 *
 * if (findData("emnist/emnist-digits-test-images-idx3-ubyte.gz")) {
 *   expect(emnist("digits", "test").shape).toEqual([28, 28]);
 * }
 * ```
 */
export function emnist(set: EmnistSet, split: MnistSplit): Dataset {
  return idxDataset({
    name: `EMNIST ${set} ${split}`,
    files: `emnist/emnist-${set}-${split}`,
    authors: "NIST; Cohen, Afshar, Tapson, van Schaik",
    classes: classes[set],
    firstLabel: set === "letters" ? 1 : 0,
    transposed: true,
  });
}

/**
 * EMNIST digits: `emnist("digits", split)`.
 *
 * @throws {RangeError} when a file is not there, or images and labels do not match.
 * @throws {SyntaxError} when a file is damaged.
 */
export function emnistDigits(split: MnistSplit): Dataset {
  return emnist("digits", split);
}
