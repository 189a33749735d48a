import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { findData } from "nnr/data";

/** Runs with a temporary folder of files as `NNR_DATA`. */
export function withFiles<T>(files: Readonly<Record<string, Uint8Array>>, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nnr-data-"));
  const before = process.env.NNR_DATA;
  try {
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    process.env.NNR_DATA = folder;
    return run(folder);
  } finally {
    if (before === undefined) delete process.env.NNR_DATA;
    else process.env.NNR_DATA = before;
    rmSync(folder, { recursive: true });
  }
}

/** Options of a test that needs real files: skipped, with the reason, where one is absent. */
export function needs(...names: string[]): { skip: string | false } {
  if (!process.env.NNR_DATA) return { skip: "NNR_DATA is not set" };
  const absent = names.find((name) => findData(name) === undefined);
  return { skip: absent === undefined ? false : `${absent} is not in NNR_DATA` };
}
