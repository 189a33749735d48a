/** A notebook on its way to page and print: its formulas are held back and written for both. */
import { escapeHtml, unescapeHtml } from "./escape.ts";
import { ExportError } from "./export_error.ts";
import { type Formula, holdFormulas } from "./formulas.ts";
import { type Heading, headingsOf } from "./headings.ts";
import { holdCode } from "./markdown.ts";
import { writeFormula, type Written } from "../math/formula.ts";
import type { Cell, Notebook, Output } from "./notebook.ts";
import { texProblems } from "../tex.ts";
import { typeset } from "./typography.ts";

/** A notebook whose texts have tokens where formulas were. */
export interface Chapter extends Notebook {
  readonly formulas: readonly (Formula & Written)[];
  /** All headings, in their order; the first is the title. */
  readonly headings: readonly Heading[];
}

/** What page and print show of an output: the first of these that it has. */
export function representation({ data }: Output): { readonly type: string; readonly text: string } | undefined {
  for (const type of ["text/html", "text/markdown", "text/plain"]) {
    const text = data[type];
    if (typeof text === "string") return { type, text };
  }
  return undefined;
}

/** The Markdown of a chapter's cells and outputs, in the order of the page. */
export function markdownOf(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) => [
    ...(cell.kind === "markdown" ? [cell.source] : []),
    ...cell.outputs.map(representation).flatMap((shown) => shown?.type === "text/markdown" ? [shown.text] : []),
  ]);
}

/** Changes the Markdown of cells and outputs; `by` sees it without its code. */
export function mapMarkdown(cells: readonly Cell[], by: (prose: string) => string): Cell[] {
  const change = (markdown: string): string => {
    const { text, release } = holdCode(markdown);
    return release(by(text));
  };
  return cells.map((cell) => ({
    ...cell,
    source: cell.kind === "markdown" ? change(cell.source) : cell.source,
    outputs: cell.outputs.map((output) => {
      const markdown = output.data["text/markdown"];
      if (typeof markdown !== "string") return output;
      return { ...output, data: { ...output.data, "text/markdown": change(markdown) } };
    }),
  }));
}

/**
 * Takes the formulas out of a notebook's Markdown and captions, and writes them.
 *
 * @throws {ExportError} at a formula that one of its readers cannot read, and when there is no first heading.
 */
export function chapterOf(notebook: Notebook): Chapter {
  const formulas: Formula[] = [];
  const hold = (text: string, cell: number): string => {
    const [problem] = texProblems(text);
    if (problem) throw new ExportError(notebook.name, problem, cell);
    return holdFormulas(text, cell, formulas);
  };
  const cells = notebook.cells.map((cell): Cell => ({
    ...cell,
    source: cell.kind === "markdown" ? hold(cell.source, cell.number) : cell.source,
    outputs: cell.outputs.map((output) => ({ ...output, data: heldData(output, (text) => hold(text, cell.number)) })),
  }));
  const headings = headingsOf(markdownOf(cells));
  if (headings[0]?.level !== 1) throw new ExportError(notebook.name, "a notebook begins with its title: # 1 Title", 1);
  for (const cell of cells) checkOutputs(notebook.name, cell, cells);
  return {
    name: notebook.name,
    cells: mapMarkdown(cells, typeset),
    formulas: formulas.map((formula) => ({ ...formula, ...writeFormula(formula) })),
    headings,
  };
}

/** Every output has a form for page and print, and every claim of a ledger was shown. */
function checkOutputs(name: string, { outputs, number }: Cell, cells: readonly Cell[]): void {
  for (const output of outputs) {
    if (!representation(output)) {
      const types = Object.keys(output.data).join(", ");
      throw new ExportError(name, `an output must have text/html, text/markdown or text/plain, found ${types}`, number);
    }
    const shown = new Set(cells.flatMap((cell) => cell.outputs).map((other) => other.shown.claim));
    const lost = output.shown.ledger?.find(({ id }) => !shown.has(id));
    if (lost) throw new ExportError(name, `the ledger has the claim ${lost.id}, which no output shows`, number);
  }
}

/** Markdown may hold formulas anywhere, HTML in captions alone. */
function heldData({ data }: Output, hold: (text: string) => string): Record<string, unknown> {
  const markdown = data["text/markdown"];
  const html = data["text/html"];
  return {
    ...data,
    ...(typeof markdown === "string" ? { "text/markdown": hold(markdown) } : {}),
    ...(typeof html === "string"
      ? { "text/html": html.replace(/(?<=<figcaption>)[\s\S]*?(?=<\/figcaption>)/g, (text) => heldCaption(text, hold)) }
      : {}),
  };
}

/** A caption has its formulas escaped for HTML, and its label between tags. */
function heldCaption(caption: string, hold: (text: string) => string): string {
  return caption.replace(/[^<>]+/g, (text) => escapeHtml(hold(unescapeHtml(text))));
}
