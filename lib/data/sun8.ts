import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { entryPath, shown } from "./archive/entry_name.ts";
import { Dataset } from "./dataset.ts";
import { openFile } from "./file_bytes.ts";
import { imageFiles, SIDE } from "./image_files.ts";
import type { MnistSplit } from "./mnist.ts";
import { requireData } from "./project.ts";

/**
 * SUN-8: photos of eight kinds of scene, 1177 for training and 400 for test; colour, `side` × `side` pixels.
 *
 * From `sun8/` of the data folder: `train_files.txt` (`test_files.txt`) names an image in each line, such as
 * `desert/sun_abc.jpg`, and `train_labels.txt` its class, a number from 0. A class bears the name of its images' folder. Images
 * are decoded when they are asked for, as `imageFolder` does.
 *
 * @throws {RangeError} when a file is not there, or lists, labels and folders do not match.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData, sun8 } from "nnr/data";
 *
 * if (findData("sun8")) expect(sun8("test").length).toBe(400);
 * ```
 */
export function sun8(split: MnistSplit, { side = SIDE }: { readonly side?: number } = {}): Dataset {
  const set = `SUN-8 ${split}`;
  const list = requireData(set, [`sun8/${split}_files.txt`]);
  const labelList = requireData(set, [`sun8/${split}_labels.txt`]);
  const [files, numbers] = [lines(list), lines(labelList)];
  if (files.length !== numbers.length) {
    throw new RangeError(
      `Cannot read ${labelList}: found ${numbers.length} labels, expected ${files.length}, one for each file of ${list}`,
    );
  }
  const paths = files.map((file, i) => imagePath(list, i + 1, file));
  const labels = Uint8Array.from(numbers, (number, i) => labelOf(labelList, i + 1, number));
  return new Dataset({
    name: set,
    source: "files of the course, from the SUN database (J. Xiao, J. Hays, K. Ehinger, A. Oliva, A. Torralba)",
    licence: "research use",
    classes: classesOf(list, paths, labels),
    shape: [3, side, side],
    images: imageFiles(paths.map((path) => join(dirname(list), path)), side),
    labels,
  });
}

/** The lines of a list; a last one that is empty is none. */
function lines(path: string): string[] {
  const found = new TextDecoder().decode(openFile(path).data).split(/\r?\n/);
  if (found.at(-1) === "") found.pop();
  if (found.length === 0) throw new RangeError(`Cannot read ${path}: found no lines, expected one for each image`);
  return found;
}

/** Where the image of a line is, from the folder of the list. */
function imagePath(list: string, line: number, name: string): string {
  const refuse = (found: string, expected: string): Error =>
    new RangeError(`Cannot read ${list}: in line ${line} found ${found}, expected ${expected}`);
  const path = entryPath(name, refuse);
  if (!path.includes("/")) throw refuse(shown(name), "the folder of a class and a file");
  const file = join(dirname(list), path);
  if (!existsSync(file)) throw refuse(`${shown(name)}, but there is no ${file}`, "a file that is there");
  return path;
}

function labelOf(list: string, line: number, text: string): number {
  if (/^\s*\d{1,3}\s*$/.test(text) && Number(text) < 256) return Number(text);
  throw new RangeError(`Cannot read ${list}: in line ${line} found ${shown(text)}, expected a number from 0 to 255`);
}

/** The classes' names in the order of their labels: each is the one folder that holds the class's images. */
function classesOf(list: string, paths: readonly string[], labels: Uint8Array): string[] {
  const names: (string | undefined)[] = [];
  paths.forEach((path, i) => {
    const [label, folder] = [labels[i]!, dirname(path)];
    const before = names.indexOf(folder);
    const other = before < 0 ? label : before;
    if (other === label && (names[label] ??= folder) === folder) return;
    const found = `${shown(folder)} with label ${label}`;
    const known = `label ${other} is ${shown(names[other]!)}`;
    throw new RangeError(`Cannot read ${list}: in line ${i + 1} found ${found}, expected one folder a label: ${known}`);
  });
  return Array.from(names, (name, label) => {
    if (name !== undefined) return name;
    throw new RangeError(`Cannot read ${list}: found no image with label ${label}, but with ${names.length - 1}`);
  });
}
