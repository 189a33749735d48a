import { notebookNames } from "../notebook.ts";
import { readBooks, type Rule } from "./books.ts";
import type { Check } from "./problem.ts";
import { cellSize } from "./rules/cell_size.ts";
import { compiles } from "./rules/compiles.ts";
import { file } from "./rules/file.ts";
import { frame } from "./rules/frame.ts";
import { ids } from "./rules/ids.ts";
import { imports } from "./rules/imports.ts";
import { leftValue } from "./rules/left_value.ts";
import { links } from "./rules/links.ts";
import { names } from "./rules/names.ts";
import { tex } from "./rules/tex.ts";
import { words } from "./rules/words.ts";

const rules: readonly Rule[] = [
  file,
  frame,
  imports,
  names,
  leftValue,
  words,
  cellSize,
  compiles,
  ids,
  links,
  tex,
];

/** The rules for notebooks: what both kernels, both renderers and the reader need. */
export const notebooks: Check = {
  name: "notebooks",
  run: async () => {
    const books = await readBooks(await notebookNames());
    return rules.flatMap((rule) => rule(books));
  },
};
