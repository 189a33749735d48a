/** Notebooks as the rules see them: parsed, with their types, as tslab would read them. */
import { join } from "node:path";
import type * as TypeScript from "typescript";
import { cellAt, cellsFile, type CellsModule, cellsModule } from "../cells.ts";
import { type Notebook, notebookFile, parseNotebook, sourceOf } from "../notebook.ts";
import { root } from "../paths.ts";
import type { Problem } from "./problem.ts";
import { ts } from "./typescript.ts";

/** A notebook, its text and its code. */
export interface Book {
  readonly name: string;
  /** Its file, from the project's folder. */
  readonly file: string;
  /** The file's text. */
  readonly text: string;
  readonly notebook: Notebook;
  readonly module: CellsModule;
  /** The code of all cells. */
  readonly source: TypeScript.SourceFile;
  readonly program: TypeScript.Program;
}

/** A rule for notebooks: what it finds in all of them. */
export type Rule = (books: readonly Book[]) => readonly Problem[];

/** Reads the named notebooks. */
export async function readBooks(names: readonly string[]): Promise<Book[]> {
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, await Deno.readTextFile(notebookFile(name)));
  return parseBooks(texts);
}

/** Notebooks from the texts of their files. */
export function parseBooks(texts: ReadonlyMap<string, string>): Book[] {
  const parsed = [...texts].map(([name, text]) => {
    const file = `notebooks/${name}.ipynb`;
    const notebook = parseNotebook(text, file);
    return { name, file, text, notebook, module: cellsModule(notebook) };
  });
  const program = programOf(new Map(parsed.map(({ name, module }) => [cellsFile(name), module.text])));
  return parsed.map((book) => ({ ...book, program, source: program.getSourceFile(cellsFile(book.name))! }));
}

/** The options by which tslab compiles a cell. */
export const COMPILER_OPTIONS: TypeScript.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true,
  typeRoots: [join(root, "node_modules", "@types")],
  skipLibCheck: true,
  noEmit: true,
};

/** A program of files that are given as text. */
function programOf(files: ReadonlyMap<string, string>): TypeScript.Program {
  const host = ts.createCompilerHost(COMPILER_OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, rest[0], true);
  };
  return ts.createProgram([...files.keys()], COMPILER_OPTIONS, host);
}

/** The statements of each code cell. */
export function cellStatements({ module, source }: Book): {
  readonly cell: number;
  readonly statements: readonly TypeScript.Statement[];
}[] {
  return module.places.map(({ cell, firstLine, lastLine }) => ({
    cell,
    statements: source.statements.filter((statement) => {
      const line = lineOf(source, statement);
      return firstLine <= line && line <= lastLine;
    }),
  }));
}

/** A problem at a piece of a notebook's code. */
export function problemAt({ file, module, source }: Book, node: TypeScript.Node, text: string): Problem {
  return { file, ...cellAt(module, lineOf(source, node)), text };
}

/** All nodes below one, itself included. */
export function* nodesBelow(node: TypeScript.Node): Generator<TypeScript.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesBelow(child);
}

/** The Markdown cells of a notebook, line by line. */
export function* markdownLines({ notebook }: Book): Generator<{ cell: number; line: number; text: string }> {
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== "markdown") continue;
    for (const [i, text] of sourceOf(cell).split("\n").entries()) yield { cell: index + 1, line: i + 1, text };
  }
}

function lineOf(source: TypeScript.SourceFile, node: TypeScript.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
