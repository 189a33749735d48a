import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { program, root } from "../../tools/paths.ts";

/** Runs a script of this folder in Node, and returns what it prints; it has to end by itself. */
export function runInNode(source: string): string {
  return runIn("node", ["--input-type=module", "-"], source);
}

/** The same in a Deno of its own. */
export function runInDeno(source: string): string {
  return runIn(program("deno"), ["run", "-A", "--no-check", "--ext=js", "-"], source);
}

function runIn(command: string, args: readonly string[], source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: import.meta.dirname!, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    alias: { nnr: join(root, "lib", "mod.ts") },
    write: false,
  });
  const input = outputFiles[0]!.text;
  return execFileSync(command, args, { input, cwd: root, encoding: "utf8", timeout: 120_000 }).trim();
}
