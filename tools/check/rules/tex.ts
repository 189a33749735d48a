import type * as TypeScript from "typescript";
import { texProblems } from "../../../export/tex.ts";
import { sourceOf } from "../../notebook.ts";
import { type Book, nodesBelow, problemAt, type Rule } from "../books.ts";
import { ts } from "../typescript.ts";

/** Formulas are read alike by JupyterLab, the site and the book: those of Markdown cells and those in the code's texts. */
export const tex: Rule = (books) =>
  books.flatMap((book) => {
    const markdown = book.notebook.cells.flatMap((cell, index) =>
      cell.cell_type === "markdown"
        ? texProblems(sourceOf(cell)).map((text) => ({ file: book.file, cell: index + 1, text }))
        : []
    );
    const code = textsOf(book).flatMap(({ node, text }) =>
      texProblems(text).map((found) => problemAt(book, node, found))
    );
    return [...markdown, ...code];
  });

/** The strings and templates of a notebook's code that hold a dollar, with a 1 for each computed value. */
function textsOf(book: Book): { readonly node: TypeScript.Node; readonly text: string }[] {
  return [...nodesBelow(book.source)].flatMap((node) => {
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map(({ literal }) => `1${literal.text}`).join("")
      : "";
    return text.includes("$") ? [{ node, text }] : [];
  });
}
