import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

/**
 * The project's folder: the working directory or the nearest folder above it whose `deno.json` has the name "nnr".
 *
 * Notebooks start in `notebooks/`; relative paths are taken from the project's folder.
 *
 * @throws {RangeError} when there is none.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { existsSync } from "node:fs";
 * import { projectRoot } from "nnr/data";
 *
 * expect(existsSync(`${projectRoot()}/deno.json`)).toBe(true);
 * ```
 */
export function projectRoot(): string {
  const start = process.cwd();
  for (let folder = start;; folder = dirname(folder)) {
    if (isProject(join(folder, "deno.json"))) return folder;
    if (dirname(folder) === folder) {
      throw new RangeError(`Cannot find the project: neither ${start} nor a folder above has a deno.json named "nnr"`);
    }
  }
}

function isProject(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    return JSON.parse(readFileSync(file, "utf8"))?.name === "nnr";
  } catch {
    // Deno also takes comments, which JSON does not: a file of another project.
    return false;
  }
}

/**
 * The folder of the reader's own data: `NNR_DATA`, or `data/` when that is not set.
 *
 * @throws {RangeError} when `NNR_DATA` names a folder that is not there.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { existsSync } from "node:fs";
 * import { dataFolder } from "nnr/data";
 *
 * expect(existsSync(dataFolder())).toBe(true);
 * ```
 */
export function dataFolder(): string {
  const root = projectRoot();
  const named = process.env.NNR_DATA;
  if (!named) return join(root, "data");
  const folder = resolve(root, named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new RangeError(`Cannot read data from NNR_DATA=${named}: there is no folder ${folder}`);
}

/**
 * Where a file of the data folder is, such as `findData("nist26/nist26_valid.mat")`; undefined when it is absent.
 *
 * @throws {RangeError} when `NNR_DATA` names a folder that is not there.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findData } from "nnr/data";
 *
 * expect(findData("no/such.mat")).toBeUndefined();
 * ```
 */
export function findData(name: string): string | undefined {
  const path = join(dataFolder(), name);
  return existsSync(path) ? path : undefined;
}

/**
 * The first of some files that the data folder has: `requireData("MNIST", ["mnist/images", "mnist/images.gz"])`.
 *
 * @throws {RangeError} when it has none of them, or `NNR_DATA` names a folder that is not there.
 */
export function requireData(set: string, names: readonly string[]): string {
  for (const name of names) {
    const path = findData(name);
    if (path !== undefined) return path;
  }
  throw new RangeError(
    `Cannot read ${set}: there is no ${
      names.join(" or ")
    } in ${dataFolder()} (data/README.md tells how to place files)`,
  );
}
