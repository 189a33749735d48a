import { must } from "./advice.ts";

/** Installs the packages that a folder's own `package.json` names, beside it. */
export async function installBeside(folder: string, what: string): Promise<void> {
  const npm = Deno.build.os === "windows" ? "npm.cmd" : "npm";
  const quietly = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"];
  await must(`installing ${what}`, npm, ["install", "--prefix", folder, ...quietly]);
}
