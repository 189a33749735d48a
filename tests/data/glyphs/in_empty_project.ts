import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Runs in a temporary project of its own, whose cache is empty. */
export function inEmptyProject<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nnr-project-"));
  const before = process.cwd();
  try {
    writeFileSync(join(folder, "deno.json"), `{ "name": "nnr" }`);
    process.chdir(folder);
    return run(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
