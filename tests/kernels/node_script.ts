import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../tools/paths.ts";

/** Bundles a script of this folder, runs it in Node, and returns what it prints; it has to end by itself. */
export function runInNode(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    alias: { nnr: join(root, "lib", "mod.ts") },
    write: false,
  });
  const args = ["--input-type=module", "-"];
  return execFileSync("node", args, { input: outputFiles[0]!.text, cwd: root, encoding: "utf8", timeout: 120_000 })
    .trim();
}
