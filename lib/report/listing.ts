import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../data/mod.ts";
import { show } from "./show.ts";

/**
 * Shows declarations of the library as they stand in their file, each with the comment above it up to its first `@` line.
 *
 * `path` is taken from the project's folder: `listing("lib/scratch/backward.ts", "backward", "deltaOf")`.
 *
 * @throws {RangeError} when the file declares nothing of a name.
 */
export function listing(path: string, ...names: readonly string[]): void {
  const source = readFileSync(join(projectRoot(), path), "utf8").split("\n");
  const code = names.map((name) => declaration(source, name, path)).join("\n\n");
  const text = `\`${path}\`\n\n\`\`\`ts\n${code}\n\`\`\``;
  show({ "text/markdown": text, "text/plain": text });
}

/** A top-level declaration: it begins at the margin with its name, and ends with a line that is `}` or with its own. */
function declaration(source: readonly string[], name: string, path: string): string {
  const begins = new RegExp(`^(export )?(function|class|interface|type|const) ${name}\\b`);
  const first = source.findIndex((line) => begins.test(line));
  if (first < 0) throw new RangeError(`Cannot show ${name}: ${path} declares nothing of that name`);
  const last = source.findIndex((line, i) => i >= first && /^}|^\S.*;$/.test(line));
  return [...commentAbove(source, first), ...source.slice(first, last + 1)].join("\n");
}

/** The comment that ends above a line, without its tags. */
function commentAbove(source: readonly string[], first: number): string[] {
  if (!source[first - 1]?.endsWith("*/")) return [];
  const start = source.slice(0, first).map((line) => line.startsWith("/**")).lastIndexOf(true);
  const comment = source.slice(start, first);
  const tag = comment.findIndex((line) => line.startsWith(" * @"));
  if (tag < 0) return comment;
  const said = comment.slice(1, comment[tag - 1] === " *" ? tag - 1 : tag);
  return said.length === 1 ? [`/**${said[0]!.slice(2)} */`] : ["/**", ...said, " */"];
}
