import { readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { TaskError } from "../task.ts";

/** What a folder's photos are called. */
const named = /\.(jpe?g|png)$/i;

/** The files that are meant: each as it was named, and a folder's photos by their names in order. */
export function photoFiles(names: readonly string[], placed: (name: string) => string): string[] {
  return names.flatMap((name) => {
    if (!isFolder(placed(name))) return [name];
    const found = readdirSync(placed(name)).filter((file) => named.test(file)).sort();
    if (found.length === 0) throw new TaskError(`There is no photo in the folder ${name}: no file .jpg, .jpeg or .png`);
    return found.map((file) => join(name, file));
  });
}

/** The file of a photo's truth: the one that was named, or NAME.txt in that folder. */
export function truthFile(truth: string, photo: string, placed: (name: string) => string): string {
  return isFolder(placed(truth)) ? join(truth, `${basename(photo, extname(photo))}.txt`) : truth;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
