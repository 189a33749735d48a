import { dirname, join } from "node:path";
import { existsSync } from "node:fs";
import { cellAt } from "../../cells.ts";
import { sourceOf } from "../../notebook.ts";
import { root } from "../../paths.ts";
import { type Book, markdownLines, type Rule } from "../books.ts";
import type { Problem } from "../problem.ts";
import { idsOf } from "./ids.ts";

/** Every link inside the project leads somewhere: `#id`, `02_fully_connected.ipynb#id`, `../data/README.md`. */
export const links: Rule = (books) => {
  const targets = new Map(books.map((book) => [book.file, idsIn(book)]));
  return books.flatMap((book) =>
    linksOf(book).flatMap(({ target, problem }) => broken(book, target, problem, targets))
  );
};

interface Link {
  readonly target: string;
  readonly problem: Problem;
}

/** The links of a notebook's Markdown, and of the prose and captions in its code. */
function linksOf({ file, module, ...book }: Book): Link[] {
  const code = module.text.split("\n").map((text, i) => ({ ...cellAt(module, i + 1), text }));
  const markdown = [...markdownLines({ file, module, ...book })];
  return [...markdown, ...code].flatMap(({ cell, line, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)|\bhref="([^"]+)"/g)].map(([, inText, inTag]) => {
      const target = (inText ?? inTag)!;
      return { target, problem: { file, cell, line, text: `links to ${target}, which is not there` } };
    })
  ).filter(({ target }) => !/^[a-z]+:|\$\{/.test(target));
}

function broken(
  { file }: Book,
  target: string,
  problem: Problem,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): Problem[] {
  const [path = "", id] = target.split("#", 2);
  const goal = path === "" ? file : join(dirname(file), decodeURI(path)).replaceAll("\\", "/");
  if (id !== undefined && ids.has(goal)) return ids.get(goal)!.has(decodeURI(id)) ? [] : [problem];
  return existsSync(join(root, goal)) ? [] : [problem];
}

/** The ids that can be linked to in a notebook: those of its claims, figures, tables and tags, and its headings. */
function idsIn(book: Book): Set<string> {
  const headings = book.notebook.cells.filter((cell) => cell.cell_type === "markdown").flatMap((cell) =>
    [...sourceOf(cell).matchAll(/^#+ +(.*?) *$/gm)].map(([, title = ""]) => title.replaceAll(" ", "-"))
  );
  return new Set([...idsOf(book).map(({ id }) => id), ...headings]);
}
