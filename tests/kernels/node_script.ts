import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Bundles a script of this folder, runs it in Node, and returns what it prints; it has to end by itself. */
export function runInNode(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    write: false,
  });
  const args = ["--input-type=module", "-"];
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return execFileSync("node", args, { input: outputFiles[0]!.text, cwd: root, encoding: "utf8", timeout: 120_000 })
    .trim();
}
