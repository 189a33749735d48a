import type { Dataset } from "./dataset.ts";
import { idxDataset } from "./idx_dataset.ts";

/** The two parts of a set as its authors published it. */
export type MnistSplit = "train" | "test";

const DIGITS = [..."0123456789"];

/**
 * MNIST: 60 000 training and 10 000 test digits, 28 × 28, white on black, from the four official files, compressed or not,
 * in `mnist/` of the data folder.
 *
 * @throws {RangeError} when a file is not there, or images and labels do not match.
 * @throws {SyntaxError} when a file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, mnist } from "nnr/data";
 *
 * if (findData("mnist/t10k-images-idx3-ubyte.gz")) expect(mnist("test").length).toBe(10_000);
 * ```
 */
export function mnist(split: MnistSplit): Dataset {
  return idxDataset({
    name: `MNIST ${split}`,
    files: `mnist/${split === "train" ? "train" : "t10k"}`,
    authors: "Y. LeCun, C. Cortes, C. Burges",
    classes: DIGITS,
  });
}
