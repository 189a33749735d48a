import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../paths.ts";
import { denoProblems } from "./deno.ts";
import type { Check, Problem } from "./problem.ts";

const files = ["README.md", "CONTRIBUTING.md", "data/README.md"];

/** Documents are true: their links lead somewhere, their tasks exist, their examples compile. */
export const documents: Check = {
  name: "documents",
  run: async () => {
    const missing = files.filter((file) => !existsSync(join(root, file)));
    if (missing.length > 0) return missing.map((file) => ({ file, text: "is missing" }));
    const { tasks } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
    const texts = await Promise.all(files.map((file) => Deno.readTextFile(join(root, file))));
    const examples = /^TS\d+ \[ERROR\]: (?<text>[^]*?)\n[^]*?^\s+at (?<file>file:.*?)(?:\$.*)?:(?<line>\d+):\d+$/gm;
    return [
      ...files.flatMap((file, i) => documentProblems(file, texts[i]!, Object.keys(tasks))),
      ...await denoProblems(["check", "--quiet", "--doc-only", ...files], examples),
    ];
  },
};

/** What is wrong with a document's links and tasks. */
export function documentProblems(file: string, text: string, tasks: readonly string[]): Problem[] {
  return text.split("\n").flatMap((line, i) => {
    const links = [...line.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(file), target)))
      .map((target) => `links to ${target}, which is not there`);
    const unknown = [...line.matchAll(/\bdeno(?:@[\d.]+)? task (\w+)/g)].map(([, task = ""]) => task)
      .filter((task) => !tasks.includes(task) && task !== "NAME")
      .map((task) => `names the task ${task}, which deno.json does not have`);
    return [...links, ...unknown].map((text) => ({ file, line: i + 1, text }));
  });
}
