/** The code cells of a notebook as one module, as tests and the checks see them. */
import { dirname, join } from "node:path";
import { type Notebook, notebookFile, readNotebook, sourceOf } from "./notebook.ts";
import { root } from "./paths.ts";

/** A notebook's code cells, one after another, as the text of a module. */
export interface CellsModule {
  readonly text: string;
  /** Where each code cell stands in the text. */
  readonly places: readonly CellPlace[];
}

/** Where a code cell stands in its module; cells and lines count from 1. */
export interface CellPlace {
  readonly cell: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The code cells of a notebook as one module. */
export function cellsModule({ cells }: Notebook): CellsModule {
  const text: string[] = [];
  const places: CellPlace[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.cell_type !== "code") continue;
    const firstLine = text.push(`// cell ${index + 1}`) + 1;
    const lastLine = text.push(...sourceOf(cell).split("\n"));
    places.push({ cell: index + 1, firstLine, lastLine });
  }
  return { text: [...text, "export {};", ""].join("\n"), places };
}

/** The cell, and the line in it, at a line of the module. */
export function cellAt({ places }: CellsModule, line: number): { readonly cell: number; readonly line: number } {
  const place = places.findLast(({ firstLine }) => firstLine <= line) ?? { cell: 1, firstLine: 1 };
  return { cell: place.cell, line: line - place.firstLine + 1 };
}

/** The file of a notebook's module. */
export function cellsFile(name: string): string {
  return join(root, "notebooks", ".cells", `${name}.ts`);
}

/** Writes a notebook's module, which imports what the notebook imports. */
export async function writeCells(name: string): Promise<CellsModule> {
  const module = cellsModule(await readNotebook(notebookFile(name)));
  const file = cellsFile(name);
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.writeTextFile(file, module.text);
  return module;
}
