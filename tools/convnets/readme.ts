/** The README's table of recorded runs. Run alone, it makes it anew from the records. */
import { meanInterval } from "nnr";
import { findRecord, type RunRecord } from "nnr/data";
import { percent } from "nnr/report";
import { join } from "node:path";
import { run } from "../command.ts";
import { withMarkedPart } from "../marked.ts";
import { program, root } from "../paths.ts";

/** The document with the table. */
export const readmeFile: string = join(root, "README.md");
/** What the comments around the table are called. */
export const MARK = "convnets";

/** What README tells: the record, what was measured, and what a reader calls it. */
const rows: readonly (readonly [record: string, measured: string, words: string])[] = [
  ["convnets-mnist", "MNIST test", "MNIST, 10 000 test digits"],
  ["convnets-mnist", "EMNIST digits, as they are", "EMNIST digits after training on MNIST alone, as they are"],
  ["convnets-mnist", "EMNIST digits, framed as MNIST's", "the same, framed as MNIST's are"],
  ["convnets-glyph36", "CNN, Glyph36 test", "Glyph36's test set, 10 800 training characters"],
  ["convnets-glyph36", "FC, Glyph36 test", "the same with 1024–64–36"],
  [
    "convnets-glyph36",
    "CNN on ten sets, NIST26 letters read as one of 36",
    "real letters (NIST26) after training on Glyph36 alone, read as one of 36 characters",
  ],
  ["convnets-glyph36", "CNN on ten sets, NIST26 letters read as one of 26", "the same, read as one of 26 letters"],
  ["convnets-cifar", "all of it", "CIFAR-10 from scratch: 30 000 training photos here, 1000 test photos"],
];

/** The table of README, from the records that there are; where there is none it says so. */
export function readmePart(): string {
  const lines = rows.flatMap(([name, measured, words]) => {
    const record = findRecord(name);
    return record ? [lineOf(record, measured, words)] : [];
  });
  if (lines.length === 0) return "None of these runs is recorded yet.";
  return [
    "| recorded run | read right, mean ± 95 % interval | seeds | seconds of the fastest run |",
    "| :--- | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}

function lineOf({ measured, seeds, seconds }: RunRecord, name: string, words: string): string {
  const { mean, low } = meanInterval(measured[name]!);
  return `| ${words} | ${percent(mean, 2)} ± ${percent(mean - low, 2)} | ${seeds.length} | ${Math.min(...seconds)} |`;
}

/** Writes the table into README. */
export async function writeReadme(): Promise<void> {
  await Deno.writeTextFile(readmeFile, withMarkedPart(await Deno.readTextFile(readmeFile), MARK, readmePart()));
  await run(program("deno"), ["fmt", "--quiet", readmeFile]);
}

if (import.meta.main) await writeReadme();
