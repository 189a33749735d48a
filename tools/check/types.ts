import { relative } from "node:path";
import { cellAt, cellsFile, type CellsModule, writeCells } from "../cells.ts";
import { filesBelow } from "../hash.ts";
import { notebookNames } from "../notebook.ts";
import { root } from "../paths.ts";
import { denoProblems } from "./deno.ts";
import type { Check, Problem } from "./problem.ts";

/** `deno check`: all TypeScript, the examples in documents, and the notebooks' cells, each notebook as one module. */
export const types: Check = {
  name: "types",
  run: async () => {
    const folders = await Promise.all(
      ["lib", "tools", "export", "bench", "tests"].map((folder) => filesBelow(folder, [".ts"])),
    );
    const modules = new Map<string, CellsModule>();
    for (const name of await notebookNames()) {
      modules.set(relative(root, cellsFile(name)), await writeCells(name));
    }
    const found = await denoProblems(
      ["check", "--doc", "--quiet", "README.md", "CONTRIBUTING.md", ...folders.flat(), ...modules.keys()],
      /^TS\d+ \[ERROR\]: (?<text>[^]*?)\n[^]*?^\s+at (?<file>file:.*?):(?<line>\d+):\d+$/gm,
    );
    return found.map((problem) => inNotebook(problem, modules));
  },
};

/** Names the notebook and the cell of a problem in a notebook's module. */
function inNotebook(problem: Problem, modules: ReadonlyMap<string, CellsModule>): Problem {
  const module = modules.get(problem.file);
  if (!module) return problem;
  const file = problem.file.replace(/\.cells./, "").replace(/\.ts$/, ".ipynb");
  return { file, ...cellAt(module, problem.line ?? 1), text: problem.text };
}
