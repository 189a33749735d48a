import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { run, tail } from "../command.ts";
import { environment, program, root } from "../paths.ts";
import type { Problem } from "./problem.ts";

/**
 * Runs one of Deno's own checks and reads its problems: `pattern` names the groups `file` and, where there are any,
 * `line` and `text`.
 */
export async function denoProblems(args: readonly string[], pattern: RegExp, text = ""): Promise<Problem[]> {
  const outcome = await run(program("deno"), args, { env: { ...environment, NO_COLOR: "1" } });
  if (outcome.code === 0) return [];
  const problems = [...outcome.text.matchAll(pattern)].map(({ groups = {} }) => ({
    file: fromRoot(groups.file!),
    ...groups.line ? { line: Number(groups.line) } : {},
    text: groups.text?.trim() ?? text,
  }));
  return problems.length > 0 ? problems : [{ file: `deno ${args[0]}`, text: tail(outcome.text) }];
}

/** A path or address as the project writes it. */
function fromRoot(file: string): string {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  return isAbsolute(path) ? relative(root, path) : path;
}
