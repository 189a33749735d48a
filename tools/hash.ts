/** Hashes of files, by which the tasks know what has changed. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { root } from "./paths.ts";

/** The files below a folder of the project that end in one of `suffixes`, sorted, without hidden ones and npm packages. */
export async function filesBelow(folder: string, suffixes: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    if (entry.isDirectory) found.push(...await filesBelow(path, suffixes));
    else if (suffixes.some((suffix) => entry.name.endsWith(suffix))) found.push(path);
  }
  return found.sort();
}

/** SHA-256 over the names and contents of files and over `words`, as hexadecimal digits. */
export async function hashOf(files: readonly string[], words: readonly string[] = []): Promise<string> {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word}\0`);
  for (const file of files) hash.update(`${file}\0`).update(await Deno.readFile(join(root, file)));
  return hash.digest("hex");
}
