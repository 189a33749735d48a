import { shapeText } from "../errors/mod.ts";
import { Dataset } from "./dataset.ts";
import { matNames, readMat } from "./mat.ts";
import { requireData } from "./project.ts";
import { rowsFromColumns } from "./rows_from_columns.ts";
import type { StoredArray } from "./stored_array.ts";

/** The files of a course set. */
export type NistSplit = "train" | "valid" | "test";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const CHARACTERS = [...LETTERS, ..."0123456789"];
const SIDE = 32;
/** Bicubic resizing of values in [0, 1] leaves it by 9/32 at most; other filters by little more. */
const LEAST = -0.5;
const MOST = 1.5;

/**
 * NIST36: letters A–Z and digits 0–9 by hand, 32 × 32, ink 0 on paper 1, from `nist36/nist36_train.mat` (`_valid`, `_test`)
 * in the data folder.
 *
 * The files keep each image column by column; here it is row by row, as in every set.
 *
 * @throws {RangeError} when the file is not there, or shapes, labels or values are not those of such a set.
 * @throws {SyntaxError} when the file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, nist36 } from "nnr/data";
 *
 * if (findData("nist36/nist36_test.mat")) expect(nist36("test").classes.length).toBe(36);
 * ```
 */
export function nist36(split: NistSplit): Dataset {
  return read("NIST36", split, CHARACTERS);
}

/**
 * NIST26: capital letters by hand, like NIST36, from `nist26/nist26_valid.mat` (`_train`, `_test`) in the data folder.
 *
 * The rows labelled R are drawings of U (seen in the validation file), so they are left out unless `withR` asks for them;
 * the name of the set says which. Values overshoot: the validation file's lie in −0.14 … 1.12.
 *
 * @throws {RangeError} when the file is not there, or shapes, labels or values are not those of such a set.
 * @throws {SyntaxError} when the file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, nist26 } from "nnr/data";
 *
 * if (findData("nist26/nist26_valid.mat")) {
 *   expect(nist26("valid").length).toBe(1250);
 *   expect(nist26("valid", { withR: true }).length).toBe(1300);
 * }
 * ```
 */
export function nist26(split: NistSplit, { withR = false }: { readonly withR?: boolean } = {}): Dataset {
  const whole = read("NIST26", split, LETTERS);
  if (withR) return whole;
  const r = LETTERS.indexOf("R");
  const rows = [...whole.labels.keys()].filter((row) => whole.labels[row] !== r);
  const { name, source, licence, classes, shape } = whole;
  const { images, labels } = whole.subset(rows);
  return new Dataset({ name: `${name}, without R`, source, licence, classes, shape, images, labels });
}

/**
 * The set of a `.mat` file in the layout of NIST36 or NIST26, whatever its name: one variable `…_data` and one `…_labels`,
 * `train_data` and `train_labels` for instance.
 *
 * Labels of 26 columns are the letters, of 36 the letters and the digits.
 *
 * @throws {RangeError} when the file or the variables are not there, or shapes, labels or values are not those of such a set.
 * @throws {SyntaxError} when the file is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, nistFile } from "nnr/data";
 *
 * const file = findData("nist26/nist26_valid.mat");
 * if (file) expect(nistFile(file).classes.at(-1)).toBe("Z");
 * ```
 */
export function nistFile(path: string): Dataset {
  const names = matNames(path);
  const splits = names.flatMap((name) => name.endsWith("_data") ? [name.slice(0, -"_data".length)] : []);
  const [split, ...others] = splits.filter((split) => names.includes(`${split}_labels`));
  if (split === undefined || others.length > 0) {
    throw new RangeError(
      `Cannot read ${path}: found the variables ${names.join(", ") || "none"}, expected one …_data and one …_labels`,
    );
  }
  return fromFile(path, split, path);
}

function read(set: string, split: NistSplit, classes: readonly string[]): Dataset {
  const file = requireData(set, [`${set.toLowerCase()}/${set.toLowerCase()}_${split}.mat`]);
  return fromFile(file, split, `${set} ${split}`, classes);
}

/** The set of a file's variables `…_data` and `…_labels`; letters, or letters and digits, unless classes are given. */
function fromFile(file: string, split: string, name: string, expected?: readonly string[]): Dataset {
  const [imagesName, labelsName] = [`${split}_data`, `${split}_labels`];
  const found = readMat(file, [imagesName, labelsName]);
  const [images, labels] = [found[imagesName]!, found[labelsName]!];
  const classes = expected ?? (labels.shape[1] === LETTERS.length ? LETTERS : CHARACTERS);
  return new Dataset({
    name,
    source: "files of the course, made from NIST Special Database 19",
    licence: "none stated",
    classes,
    shape: [SIDE, SIDE],
    images: rowsFromColumns(imageRows(file, images), SIDE, SIDE),
    labels: classesOf(file, labels, images.shape[0]!, classes.length),
  });
}

/** The images as they lie in the file, one a row. */
function imageRows(file: string, { shape, data }: StoredArray): Float32Array {
  const pixels = SIDE * SIDE;
  if (shape.length !== 2 || shape[1] !== pixels) {
    throw new RangeError(`Cannot read ${file}: found images of shape ${shapeText(shape)}, expected [images,${pixels}]`);
  }
  for (let i = 0; i < data.length; i++) {
    if (data[i]! >= LEAST && data[i]! <= MOST) continue;
    throw new RangeError(
      `Cannot read ${file}: found ${data[i]} in image ${Math.floor(i / pixels)}, expected about 0 (ink) to 1 (paper)`,
    );
  }
  return new Float32Array(data);
}

/** The class of each one-hot row. */
function classesOf(file: string, { shape, data }: StoredArray, images: number, classes: number): Uint8Array {
  if (shape.length !== 2 || shape[0] !== images || shape[1] !== classes) {
    const expected = `[${images},${classes}], one row an image`;
    throw new RangeError(`Cannot read ${file}: found labels of shape ${shapeText(shape)}, expected ${expected}`);
  }
  return Uint8Array.from({ length: images }, (_, row) => {
    const values = data.subarray(row * classes, (row + 1) * classes);
    const label = values.indexOf(1);
    if (label < 0 || values.some((value, k) => k !== label && value !== 0)) {
      throw new RangeError(
        `Cannot read ${file}: found the labels [${values}] in row ${row}, expected one 1 among zeros`,
      );
    }
    return label;
  });
}
