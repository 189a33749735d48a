/** Notebooks as files: which there are, how they are read, what their cells say. */
import { join } from "node:path";
import { filesBelow } from "./hash.ts";
import { root } from "./paths.ts";
import { TaskError } from "./task.ts";

/** One output of a code cell, in Jupyter's format. */
export interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** One cell, in Jupyter's format. */
export interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly Output[];
}

/** A notebook, in Jupyter's format. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The names of the project's notebooks: `01_theory`, and `solutions/…` for those of the exercises. */
export async function notebookNames(): Promise<string[]> {
  const files = await filesBelow("notebooks", [".ipynb"]);
  return files.map((file) => file.slice("notebooks/".length, -".ipynb".length));
}

/** The file of a notebook, in the project's folder. */
export function notebookFile(name: string): string {
  return join(root, "notebooks", `${name}.ipynb`);
}

/** Reads a notebook; what is not one is an error that says so. */
export async function readNotebook(file: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(file), file);
}

/** The notebook that a file's text holds. */
export function parseNotebook(text: string, file: string): Notebook {
  try {
    const found = JSON.parse(text);
    if (Array.isArray(found.cells)) return found;
  } catch {
    // the sentence below says it
  }
  throw new TaskError(`Cannot read ${file}: it is not a notebook`);
}

/** The text of a cell. */
export function sourceOf(cell: Cell): string {
  return [cell.source].flat().join("");
}

/** The notebooks that a reader named; `solutions` stands for all of that folder. */
export function chosen(names: readonly string[], all: readonly string[]): string[] {
  return [
    ...new Set(names.flatMap((name) => {
      const found = all.filter((known) => known === name || known.startsWith(`${name}/`));
      if (found.length > 0) return found;
      throw new TaskError(`There is no notebook ${name}: there are ${all.join(", ")}`);
    })),
  ];
}
