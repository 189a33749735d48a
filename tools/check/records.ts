import { MARK, readmeFile, readmePart } from "../readme.ts";
import { markedPart, squeezed } from "../marked.ts";
import type { Check } from "./problem.ts";

/** The README's table of recorded runs is what the records give. */
export const records: Check = {
  name: "records",
  run: async () => {
    const part = markedPart(await Deno.readTextFile(readmeFile), MARK) ?? "";
    if (squeezed(part) === squeezed(readmePart())) return [];
    const text = "the table of recorded runs is not what results/ gives: run .venv/bin/deno run -A tools/readme.ts";
    return [{ file: "README.md", text }];
  },
};
