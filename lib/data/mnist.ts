import { shapeText } from "../errors/mod.ts";
import { Dataset } from "./dataset.ts";
import { readIdx } from "./idx.ts";
import { requireData } from "./project.ts";
import { rowsFromColumns } from "./rows_from_columns.ts";

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
  return read(`MNIST ${split}`, `mnist/${split === "train" ? "train" : "t10k"}`, "Y. LeCun, C. Cortes, C. Burges");
}

/**
 * EMNIST digits, 28 × 28, white on black, from `emnist/emnist-digits-…` (train or test; images and labels) in the data folder.
 *
 * The files keep each image column by column; here it is row by row, as in every set.
 *
 * @throws {RangeError} when a file is not there, or images and labels do not match.
 * @throws {SyntaxError} when a file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { emnistDigits, findData } from "nnr/data";
 *
 * if (findData("emnist/emnist-digits-test-images-idx3-ubyte.gz")) {
 *   expect(emnistDigits("test").shape).toEqual([28, 28]);
 * }
 * ```
 */
export function emnistDigits(split: MnistSplit): Dataset {
  const set = read(
    `EMNIST digits ${split}`,
    `emnist/emnist-digits-${split}`,
    "NIST; Cohen, Afshar, Tapson, van Schaik",
  );
  // The files' first axis is the columns'.
  const [width, height] = set.shape as [number, number];
  return new Dataset({
    ...set,
    shape: [height, width],
    images: rowsFromColumns(set.images, height, width),
  });
}

function read(name: string, files: string, authors: string): Dataset {
  const imageFile = requireData(name, either(`${files}-images-idx3-ubyte`));
  const labelFile = requireData(name, either(`${files}-labels-idx1-ubyte`));
  const images = bytes(imageFile, "[images,height,width]");
  const labels = bytes(labelFile, "[labels]");
  if (images.shape[0] !== labels.data.length) {
    const expected = `one for each of ${images.shape[0]} images`;
    throw new RangeError(`Cannot read ${labelFile}: found ${labels.data.length} labels, expected ${expected}`);
  }
  const row = labels.data.findIndex((label) => label > 9);
  if (row >= 0) {
    throw new RangeError(`Cannot read ${labelFile}: found label ${labels.data[row]} in row ${row}, expected 0 to 9`);
  }
  return new Dataset({
    name,
    source: `files as published (${authors})`,
    licence: "none stated",
    classes: DIGITS,
    shape: images.shape.slice(1),
    images: images.data,
    labels: labels.data,
  });
}

function either(name: string): string[] {
  return [name, `${name}.gz`];
}

function bytes(file: string, expected: string): { shape: readonly number[]; data: Uint8Array } {
  const { shape, data } = readIdx(file);
  if (shape.length !== expected.split(",").length) {
    throw new RangeError(`Cannot read ${file}: found the shape ${shapeText(shape)}, expected ${expected}`);
  }
  if (data instanceof Uint8Array) return { shape, data };
  throw new TypeError(`Cannot read ${file}: found numbers of ${data.BYTES_PER_ELEMENT * 8} bits, expected bytes`);
}
