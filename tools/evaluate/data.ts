import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LETTER_SIDE } from "nnr";
import { Dataset, glyphView, imageFolder, nistFile, type Numbers, type Pixels, readIdx } from "nnr/data";
import { TaskError } from "../task.ts";

/** Labels of IDX files: digits, but for EMNIST's letters, which count from 1. */
const digits = { classes: [..."0123456789"], first: 0 };
const letters = { classes: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"], first: 1 };

/** The set of a data file, as nets of Glyph36 take it: 32 × 32, ink 0 on paper 1. */
export function readSet(path: string): Dataset {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new TaskError(`Cannot read ${path}: there is no such file`);
  if (found.isDirectory()) return folderSet(path);
  const [first = 0, second = 0] = firstBytes(path);
  if (String.fromCharCode(first, second) === "MA") return nistFile(path);
  if ((first === 0 && second === 0) || (first === 0x1f && second === 0x8b)) return idxSet(path);
  throw new TaskError(`Cannot read ${path}: it begins neither like a MATLAB 5 file nor like an IDX file`);
}

/** A folder of images for each character, in grey, put into the frame of Glyph36. */
function folderSet(path: string): Dataset {
  return glyphView(imageFolder(path, { side: LETTER_SIDE }).map(greyOf, { shape: [LETTER_SIDE, LETTER_SIDE] }).load());
}

/** The mean of the three colours. */
function greyOf(colours: Pixels): Uint8Array {
  const pixels = colours.length / 3;
  return Uint8Array.from({ length: pixels }, (_, k) => {
    return Math.round((colours[k]! + colours[pixels + k]! + colours[2 * pixels + k]!) / 3);
  });
}

function firstBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(2);
  const file = openSync(path, "r");
  readSync(file, bytes, 0, 2, 0);
  closeSync(file);
  return bytes;
}

/**
 * Characters of two IDX files, put into the frame of Glyph36: `path` names the images, `…images-idx3…`, or the labels beside them,
 * `…labels-idx1…`. Files called emnist keep each image column by column.
 */
function idxSet(path: string): Dataset {
  const imageFile = partner(path, "labels-idx1", "images-idx3");
  const labelFile = partner(path, "images-idx3", "labels-idx1");
  const images = readIdx(imageFile);
  const labels = readIdx(labelFile);
  const [count = 0, height = 0, width = 0] = images.shape;
  if (images.shape.length !== 3 || !(images.data instanceof Uint8Array)) {
    throw new TaskError(
      `Cannot read ${imageFile}: found the shape [${images.shape}], expected bytes [images,height,width]`,
    );
  }
  if (labels.shape.length !== 1 || labels.data.length !== count) {
    throw new TaskError(`Cannot read ${labelFile}: found labels of shape [${labels.shape}], expected [${count}]`);
  }
  const { classes, first } = basename(path).startsWith("emnist-letters") ? letters : digits;
  const last = first + classes.length - 1;
  const row = (labels.data as Numbers).findIndex((k) => !(Number.isInteger(k) && k >= first && k <= last));
  if (row >= 0) {
    throw new TaskError(
      `Cannot read ${labelFile}: found label ${labels.data[row]} in row ${row}, expected ${first} to ${last}`,
    );
  }
  const set = new Dataset({
    ...{ name: path, source: "IDX files", licence: "none stated", classes, shape: [height, width] },
    ...{ images: images.data, labels: Uint8Array.from(labels.data, (k) => k - first) },
  });
  if (!basename(path).startsWith("emnist")) return glyphView(set);
  return glyphView(set.map((image) => image.map((_, k) => image[k % height * width + Math.floor(k / height)]!)).load());
}

/** The file itself, or the one beside it that is called `name` where this is called `other`; compressed or not. */
function partner(path: string, other: string, name: string): string {
  const file = basename(path);
  if (file.includes(name)) return path;
  const wanted = file.replace(other, name);
  const choices = [wanted, wanted.endsWith(".gz") ? wanted.slice(0, -3) : `${wanted}.gz`];
  const found = file.includes(other) ? choices.find((choice) => existsSync(join(dirname(path), choice))) : undefined;
  if (found !== undefined) return join(dirname(path), found);
  throw new TaskError(
    file.includes(other)
      ? `Cannot read ${path}: there is no ${choices.join(" or ")} beside it`
      : `Cannot read ${path}: the name of an IDX file must hold images-idx3 or labels-idx1, so that its partner is found`,
  );
}
