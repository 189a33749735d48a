import { markdownLines, type Rule } from "../books.ts";

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\\label\b/, "\\label fails in JupyterLab and KaTeX: write <a id> before the formula and \\tag inside"],
  [/\\(eq)?ref\b/, "\\ref fails in JupyterLab: link to the id"],
  [/\\\$/, "\\$ becomes a formula in JupyterLab: write the currency's name"],
];

/** Markdown holds no TeX that one of the renderers cannot read. */
export const tex: Rule = (books) =>
  books.flatMap((book) =>
    [...markdownLines(book)].flatMap(({ cell, line, text }) =>
      forbidden.filter(([pattern]) => pattern.test(text)).map(([, why]) => ({ file: book.file, cell, line, text: why }))
    )
  );
