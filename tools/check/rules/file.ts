import type { Rule } from "../books.ts";

/** GitHub and JupyterLab show larger notebooks late or not at all. */
const MOST_BYTES = 2_000_000;

/** What every notebook's metadata say, whichever kernel it was last saved under. */
const METADATA = {
  kernelspec: { display_name: "Deno (TypeScript)", language: "typescript", name: "deno" },
  language_info: {
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/** A notebook's file is small, names Deno's kernel, and has an id of its own for each cell. */
export const file: Rule = (books) =>
  books.flatMap(({ file, text, notebook }) => {
    const problems = [];
    const { size } = new Blob([text]);
    if (size > MOST_BYTES) problems.push({ file, text: `has ${size} bytes, more than ${MOST_BYTES}` });
    if (JSON.stringify(notebook.metadata) !== JSON.stringify(METADATA)) {
      problems.push({ file, text: `has other metadata than ${JSON.stringify(METADATA)}` });
    }
    for (const [index, { id }] of notebook.cells.entries()) {
      if (notebook.cells.findIndex((cell) => cell.id === id) < index) {
        problems.push({ file, cell: index + 1, text: `has the id ${id} of another cell` });
      }
    }
    return problems;
  });
