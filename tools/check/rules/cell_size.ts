import { sourceOf } from "../../notebook.ts";
import type { Rule } from "../books.ts";

/** A code cell is one idea: what is longer belongs into `lib/`; what is wider is cut on a laptop and in print. */
const MOST_LINES = 25;
const MOST_COLUMNS = 78;

/** Code cells are neither long nor wide, and none is empty. */
export const cellSize: Rule = (books) =>
  books.flatMap(({ file, notebook }) =>
    notebook.cells.flatMap((cell, index) => {
      if (cell.cell_type !== "code") return [];
      const lines = sourceOf(cell).split("\n");
      const place = { file, cell: index + 1 };
      const wide = lines.flatMap((text, i) =>
        [...text].length > MOST_COLUMNS
          ? [{ ...place, line: i + 1, text: `has ${[...text].length} columns, more than ${MOST_COLUMNS}` }]
          : []
      );
      if (lines.join("").trim() === "") return [{ ...place, text: "is an empty code cell" }];
      if (lines.length <= MOST_LINES) return wide;
      return [{ ...place, text: `has ${lines.length} lines, more than ${MOST_LINES}` }, ...wide];
    })
  );
