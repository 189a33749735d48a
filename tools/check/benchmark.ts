import { Buffer } from "node:buffer";
import { existsSync } from "node:fs";
import { recordFile } from "../../bench/record.ts";
import { markedPart, pictureFile, pictureOf, readmeFile, readmePart, readRecord } from "../../bench/write.ts";
import { squeezed } from "../marked.ts";
import type { Check } from "./problem.ts";

/** The README's part on the benchmark and its picture are what the record of the last whole run gives. */
export const benchmark: Check = {
  name: "benchmark",
  run: async () => {
    if (!existsSync(recordFile)) {
      const text = "is missing: run deno task bench --write on a machine with nothing else to do";
      return [{ file: "results/bench.json", text }];
    }
    const record = await readRecord();
    const text = "is not what results/bench.json gives: run .venv/bin/deno run -A bench/write.ts";
    const part = markedPart(await Deno.readTextFile(readmeFile)) ?? "";
    const drawn = Buffer.from(pictureOf(record)).equals(await Deno.readFile(pictureFile));
    return [
      ...squeezed(part) === squeezed(readmePart(record))
        ? []
        : [{ file: "README.md", text: `the part on the benchmark ${text}` }],
      ...drawn ? [] : [{ file: "results/bench.png", text }],
    ];
  },
};
