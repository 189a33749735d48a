import { type Book, markdownLines, nodesBelow, problemAt, type Rule } from "../books.ts";
import type { Problem } from "../problem.ts";
import { ts } from "../typescript.ts";

/** An id of a notebook: of a claim, a figure or a table, as a page shows it, or one that its Markdown writes. */
export interface Id {
  readonly id: string;
  readonly problem: (text: string) => Problem;
}

/** No id stands twice in the report: pages link to each other by them. */
export const ids: Rule = (books) => {
  const seen = new Map<string, string>();
  return books.flatMap((book) =>
    idsOf(book).flatMap(({ id, problem }) => {
      const before = seen.get(id);
      if (before !== undefined) return [problem(`has the id ${id}, which ${before} has already`)];
      seen.set(id, book.name);
      return [];
    })
  );
};

/** The ids of a notebook that its text tells. */
export function idsOf(book: Book): Id[] {
  const made = [...nodesBelow(book.source)].flatMap((node): Id[] => {
    if (!ts.isCallExpression(node) || !/^(claim|figure|table)$/.test(node.expression.getText())) return [];
    const [first] = node.arguments;
    if (!first || !ts.isStringLiteralLike(first)) return [];
    return [{ id: `${node.expression.getText()}-${first.text}`, problem: (text) => problemAt(book, node, text) }];
  });
  const written = [...markdownLines(book)].flatMap(({ cell, line, text: source }) =>
    [...source.matchAll(/<[a-z][^>]*\sid="([^"]*)"/g)].map(([, id = ""]): Id => ({
      id,
      problem: (text) => ({ file: book.file, cell, line, text }),
    }))
  );
  return [...made, ...written];
}
