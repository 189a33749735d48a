import { shapeText } from "../errors/mod.ts";
import { Dataset } from "./dataset.ts";
import { readIdx } from "./idx.ts";
import { requireData } from "./project.ts";
import { rowsFromColumns } from "./rows_from_columns.ts";

/** Two IDX files of a data set, and what they hold. */
export interface IdxParts {
  readonly name: string;
  /** What the names of both files begin with, below the data folder. */
  readonly files: string;
  readonly authors: string;
  readonly classes: readonly string[];
  /** The label of the first class. */
  readonly firstLabel?: number;
  /** Whether each image is kept column by column. */
  readonly transposed?: boolean;
}

/** The data set of `…-images-idx3-ubyte` and `…-labels-idx1-ubyte`, each compressed or not. */
export function idxDataset(
  { name, files, authors, classes, firstLabel = 0, transposed = false }: IdxParts,
): Dataset {
  const imageFile = requireData(name, either(`${files}-images-idx3-ubyte`));
  const labelFile = requireData(name, either(`${files}-labels-idx1-ubyte`));
  const images = bytes(imageFile, "[images,height,width]");
  const labels = bytes(labelFile, "[labels]").data;
  if (images.shape[0] !== labels.length) {
    const expected = `one for each of ${images.shape[0]} images`;
    throw new RangeError(`Cannot read ${labelFile}: found ${labels.length} labels, expected ${expected}`);
  }
  const last = firstLabel + classes.length - 1;
  const row = labels.findIndex((label) => label < firstLabel || label > last);
  if (row >= 0) {
    throw new RangeError(
      `Cannot read ${labelFile}: found label ${labels[row]} in row ${row}, expected ${firstLabel} to ${last}`,
    );
  }
  const [first, second] = images.shape.slice(1) as [number, number];
  const shape = transposed ? [second, first] : [first, second];
  return new Dataset({
    name,
    source: `files as published (${authors})`,
    licence: "none stated",
    classes,
    shape,
    images: transposed ? rowsFromColumns(images.data, second, first) : images.data,
    labels: labels.map((label) => label - firstLabel),
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
