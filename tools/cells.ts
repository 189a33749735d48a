/** The code cells of a notebook as one module, as tests and the type check see them. */
import { dirname, join } from "node:path";
import { notebookFile, readNotebook, sourceOf } from "./notebook.ts";
import { root } from "./paths.ts";

/** A code cell inside the module. */
export interface CellLines {
  /** The cell's number in the notebook, from 1. */
  readonly cell: number;
  /** Its first line in the module, from 1. */
  readonly line: number;
  /** How many lines it has. */
  readonly lines: number;
}

/** A notebook's code cells as one module. */
export interface Module {
  readonly file: string;
  readonly cells: readonly CellLines[];
}

/** Writes a notebook's code cells to `notebooks/.cells/NAME.ts`, one after another. */
export async function writeCells(name: string): Promise<Module> {
  const file = join(root, "notebooks", ".cells", `${name}.ts`);
  const notebook = await readNotebook(notebookFile(name));
  const text: string[] = [];
  const cells: CellLines[] = [];
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== "code") continue;
    const lines = sourceOf(cell).split("\n");
    text.push(`// cell ${index + 1}`);
    cells.push({ cell: index + 1, line: text.length + 1, lines: lines.length });
    text.push(...lines);
  }
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.writeTextFile(file, [...text, "export {};", ""].join("\n"));
  return { file, cells };
}

/** The cell and the line in it, both from 1, that a line of the module belongs to. */
export function cellAt({ cells }: Module, line: number): { readonly cell: number; readonly line: number } | undefined {
  const found = cells.find((cell) => line >= cell.line && line < cell.line + cell.lines);
  return found && { cell: found.cell, line: line - found.line + 1 };
}
