import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Dataset } from "./dataset.ts";
import { imageFiles, SIDE } from "./image_files.ts";
import { dataFolder } from "./project.ts";

/** What a folder of images is called, and how large its images become. */
export interface ImageFolderOptions {
  /** The side of the images, in pixels; 224 unless told otherwise. */
  readonly side?: number;
  /** What tables and captions call the set; the folder's name unless told otherwise. */
  readonly name?: string;
  /** Where it comes from. */
  readonly source?: string;
  /** Under which terms it may be used. */
  readonly licence?: string;
}

/** An image and the class it is in. */
interface Found {
  readonly file: string;
  readonly label: number;
}

/** Classes of images by their folders' names, sorted, each with its files, sorted. */
export type ClassFolders = ReadonlyMap<string, readonly string[]>;

/**
 * A folder that holds a folder of JPEG or PNG images for each class: the classes bear the folders' names, sorted.
 *
 * A relative path is taken from the data folder. Images are decoded when they are asked for, so that the set may be larger
 * than memory; `load` decodes all. Each becomes colour `[3, side, side]`: upright, its centre square, resized by a triangle
 * filter with antialiasing. Names that begin with a dot are passed over.
 *
 * @throws {RangeError} when the folder is not there, has no class, a class of no images, two classes of one name (capitals
 *   apart), more than 256 classes, or a file that is called otherwise than .jpg, .jpeg or .png. An image that cannot be read
 *   throws what `readImage` throws when it is asked for.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { encode } from "fast-png";
 * import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { imageFolder } from "nnr/data";
 *
 * const folder = mkdtempSync(join(tmpdir(), "nnr-example-"));
 * for (const [name, grey] of [["dark", 51], ["light", 204]] as const) {
 *   mkdirSync(join(folder, name));
 *   writeFileSync(join(folder, name, "1.png"), encode({ width: 3, height: 2, channels: 1, data: new Uint8Array(6).fill(grey) }));
 * }
 * const set = imageFolder(folder, { side: 1 });
 * expect(set.classes).toEqual(["dark", "light"]);
 * expect(set.batch([1]).x.toArray()).toEqual([[[[Math.fround(0.8)]], [[Math.fround(0.8)]], [[Math.fround(0.8)]]]]);
 * rmSync(folder, { recursive: true });
 * ```
 */
export function imageFolder(
  path: string,
  { side = SIDE, name, source = "a folder of images", licence = "none stated" }: ImageFolderOptions = {},
): Dataset {
  const folder = resolve(dataFolder(), path);
  const classes = classFolders(folder);
  const found = [...classes.values()].flatMap((files, label) => files.map((file): Found => ({ file, label })));
  return new Dataset({
    name: name ?? basename(folder),
    source,
    licence,
    classes: [...classes.keys()],
    shape: [3, side, side],
    images: imageFiles(found.map(({ file }) => file), side),
    labels: Uint8Array.from(found, ({ label }) => label),
  });
}

/** The classes of a folder, checked. */
export function classFolders(folder: string): ClassFolders {
  const refuse = (what: string): never => {
    throw new RangeError(`Cannot read ${folder}: ${what}`);
  };
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) refuse("there is no such folder");
  const names = listed(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  if (names.length === 0) refuse("found no folders, expected one for each class");
  if (names.length > 256) refuse(`found ${names.length} folders, expected at most 256 classes`);
  const seen = new Map<string, string>();
  for (const name of names) {
    const plain = name.normalize("NFC").trim().toLowerCase();
    if (seen.has(plain)) {
      refuse(
        `found the classes ${JSON.stringify(seen.get(plain))} and ${JSON.stringify(name)}, expected one of the name`,
      );
    }
    seen.set(plain, name);
  }
  return new Map(names.map((name) => {
    const files = listed(join(folder, name)).map((file) => join(folder, name, file));
    const other = files.find((file) => !/\.(jpe?g|png)$/i.test(file));
    if (other !== undefined) refuse(`found ${join(name, basename(other))}, expected a file called .jpg, .jpeg or .png`);
    if (files.length === 0) refuse(`found no images in ${name}, expected at least 1 for each class`);
    return [name, files];
  }));
}

/** What a folder holds, sorted by code units, as every system sorts alike; hidden files are passed over. */
function listed(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith(".")).sort();
}
