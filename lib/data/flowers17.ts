import { existsSync } from "node:fs";
import { join } from "node:path";
import { Dataset } from "./dataset.ts";
import { imageFiles, SIDE } from "./image_files.ts";
import { classFolders } from "./image_folder.ts";
import { readMat } from "./mat.ts";
import { dataFolder, findData } from "./project.ts";

/** The three parts of the authors' first split. */
export type FlowersSplit = "train" | "valid" | "test";

/** In the order of the images: 80 each. */
const CLASSES = [
  "daffodil",
  "snowdrop",
  "lily of the valley",
  "bluebell",
  "crocus",
  "iris",
  "tiger lily",
  "tulip",
  "fritillary",
  "sunflower",
  "daisy",
  "coltsfoot",
  "dandelion",
  "cowslip",
  "buttercup",
  "windflower",
  "pansy",
];
const IMAGES_OF_CLASS = 80;
const IMAGES = CLASSES.length * IMAGES_OF_CLASS;
/** What the parts are called in the authors' file of splits, and in the course's folders. */
const names = {
  train: { split: "trn1", folder: "train" },
  valid: { split: "val1", folder: "val" },
  test: { split: "tst1", folder: "test" },
} as const;

/**
 * Flowers-17: photos of 17 flowers, 80 each: 680 for training, 340 for validation, 340 for test, as the authors' first split
 * has them; colour, `side` × `side` pixels.
 *
 * From `flowers17/` of the data folder: either `jpg/image_0001.jpg` … `image_1360.jpg` with `datasplits.mat`, as published, or
 * the folders `train`, `val` and `test`, each with a folder `0` … `16` for every class. Images are decoded when they are asked
 * for, as `imageFolder` does.
 *
 * @throws {RangeError} when the files are not there, or numbers are not those of such a set.
 * @throws {SyntaxError} when the file of splits is damaged.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, flowers17 } from "nnr/data";
 *
 * if (findData("flowers17")) {
 *   const set = flowers17("valid", { side: 64 });
 *   expect(set.length).toBe(340);
 *   expect(set.batch([0, 1]).x.shape).toEqual([2, 3, 64, 64]);
 * }
 * ```
 */
export function flowers17(split: FlowersSplit, { side = SIDE }: { readonly side?: number } = {}): Dataset {
  const found = published(split) ?? inFolders(split);
  return new Dataset({
    name: `Flowers-17 ${split}`,
    source: "files as published (M.-E. Nilsback, A. Zisserman)",
    licence: "research use",
    classes: CLASSES,
    shape: [3, side, side],
    images: imageFiles([...found.keys()], side),
    labels: Uint8Array.from(found.values()),
  });
}

/** Files and their labels as the authors published them; undefined when they are not there. */
function published(split: FlowersSplit): Map<string, number> | undefined {
  const [images, splits] = [findData("flowers17/jpg"), findData("flowers17/datasplits.mat")];
  if (images === undefined || splits === undefined) return undefined;
  const key = names[split].split;
  const { data: numbers } = readMat(splits, [key])[key];
  const found = new Map<string, number>();
  for (const number of numbers) {
    const refuse = (what: string): never => {
      throw new RangeError(`Cannot read ${splits}: ${key} names image ${number}, ${what}`);
    };
    if (!(Number.isInteger(number) && number >= 1 && number <= IMAGES)) refuse(`expected 1 to ${IMAGES}`);
    const name = `image_${String(number).padStart(4, "0")}.jpg`;
    const file = join(images, name);
    if (found.has(file)) refuse("which stands there twice");
    if (!existsSync(file)) refuse(`but there is no ${file}`);
    found.set(file, Math.floor((number - 1) / IMAGES_OF_CLASS));
  }
  return found;
}

/** Files and their labels in the course's folders. */
function inFolders(split: FlowersSplit): Map<string, number> {
  const folder = findData(`flowers17/${names[split].folder}`);
  if (folder === undefined) {
    throw new RangeError(
      `Cannot read Flowers-17 ${split}: there is neither flowers17/jpg with flowers17/datasplits.mat nor ` +
        `flowers17/${names[split].folder} in ${dataFolder()} (data/README.md tells how to place files)`,
    );
  }
  const classes = classFolders(folder);
  const missing = CLASSES.findIndex((_, label) => !classes.has(String(label)));
  if (missing >= 0 || classes.size !== CLASSES.length) {
    const found = `${classes.size} folders${missing >= 0 ? ` and no ${missing}` : ""}`;
    throw new RangeError(`Cannot read ${folder}: found ${found}, expected 0 to ${CLASSES.length - 1}`);
  }
  return new Map(CLASSES.flatMap((_, label) => classes.get(String(label))!.map((file) => [file, label] as const)));
}
