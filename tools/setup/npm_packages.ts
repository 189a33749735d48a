import { join } from "node:path";
import { root } from "../paths.ts";
import { must } from "./advice.ts";
import { once } from "./stamp.ts";

/** Installs the npm packages that deno.lock names into `node_modules`. */
export async function installNpmPackages(deno: string, force: boolean): Promise<void> {
  const part = {
    stamp: join(root, "node_modules", ".stamp"),
    files: ["deno.lock", "package.json", "tools/setup/npm_packages.ts"],
    words: [Deno.build.target],
  };
  await once(part, async () => {
    console.error("set-up: npm packages (node_modules)");
    await must("installing the npm packages", deno, ["install", "--quiet", "--frozen"]);
  }, force);
}
