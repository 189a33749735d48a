/** Executed notebooks as the export reads them. */
import { basename, join } from "node:path";
import { TaskError } from "../../tools/task.ts";
import { ExportError } from "./export_error.ts";

/** What `nnr/report` says of a display. */
export interface Shown {
  readonly claim?: string;
  readonly figure?: string;
  readonly table?: string;
  readonly ledger?: readonly { readonly id: string }[];
}

/** A display below a code cell: one text for each MIME type, JSON types parsed. */
export interface Output {
  readonly data: Record<string, unknown>;
  readonly shown: Shown;
}

/** A cell; `number` counts from 1. */
export interface Cell {
  readonly kind: "markdown" | "code";
  readonly number: number;
  readonly id: string;
  readonly source: string;
  readonly outputs: readonly Output[];
}

/** A notebook without what Jupyter alone needs. */
export interface Notebook {
  /** Its file without folder and ending: `01_theory`. */
  readonly name: string;
  readonly cells: readonly Cell[];
}

interface StoredOutput {
  readonly output_type: string;
  readonly data?: Record<string, unknown>;
  readonly text?: unknown;
  readonly metadata?: { readonly nnr?: Shown };
}
interface StoredCell {
  readonly cell_type: string;
  readonly id?: string;
  readonly source: unknown;
  readonly outputs?: readonly StoredOutput[];
}

/** The executed notebooks of a folder, in the order of their names. */
export async function readNotebooks(folder: string): Promise<Notebook[]> {
  const files: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".ipynb")) files.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return await Promise.all(files.sort().map((file) => readNotebook(join(folder, file))));
}

/**
 * Reads a notebook.
 *
 * @throws {TaskError} when the file is not a notebook of format 4.
 * @throws {ExportError} at a cell that failed or is neither Markdown nor code.
 */
export async function readNotebook(path: string): Promise<Notebook> {
  const name = basename(path, ".ipynb");
  const stored = parse(path, await Deno.readTextFile(path));
  const cells = stored.map((cell, i): Cell => {
    const kind = cell.cell_type;
    if (kind !== "markdown" && kind !== "code") {
      throw new ExportError(name, `a ${kind} cell has no place on a page, make it Markdown`, i + 1);
    }
    const outputs = (cell.outputs ?? []).map((output) => outputOf(output, name, i + 1));
    return { kind, number: i + 1, id: cell.id ?? `c${i + 1}`, source: textOf(cell.source), outputs };
  });
  return { name, cells };
}

function parse(path: string, text: string): readonly StoredCell[] {
  let stored: { nbformat?: unknown; cells?: unknown };
  try {
    stored = JSON.parse(text);
  } catch (error) {
    throw new TaskError(`Cannot read ${path}: ${(error as Error).message}`);
  }
  if (stored?.nbformat !== 4 || !Array.isArray(stored.cells)) {
    throw new TaskError(`Cannot read ${path}: it must be a notebook of format 4, found ${stored?.nbformat}`);
  }
  return stored.cells;
}

function outputOf(stored: StoredOutput, name: string, cell: number): Output {
  if (stored.output_type === "error") throw new ExportError(name, "the cell failed when it was executed", cell);
  const data = stored.data ?? { "text/plain": textOf(stored.text) };
  const texts = Object.entries(data).map(([type, value]) => [type, type.endsWith("json") ? value : textOf(value)]);
  return { data: Object.fromEntries(texts), shown: stored.metadata?.nnr ?? {} };
}

/** Jupyter keeps a text as one string or as its lines. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join("") : String(value ?? "");
}
