/** README's table of recorded runs. Run alone, it makes it anew from the records. */
import { meanInterval } from "nnr";
import { findRecord, type RunRecord } from "nnr/data";
import { percent } from "nnr/report";
import { join } from "node:path";
import { run } from "./command.ts";
import { withMarkedPart } from "./marked.ts";
import { program, root } from "./paths.ts";

/** The document with the table. */
export const readmeFile: string = join(root, "README.md");
/** What the comments around the table are called. */
export const MARK = "records";

/** A row of the table. */
interface Row {
  readonly record: string;
  /** What a reader calls it. */
  readonly words: string;
  /** Mean and interval of what was read right. */
  readonly right: (record: RunRecord) => string;
  /** Which of the record's trainings it took, where there are several. */
  readonly training?: string;
}

const glyphs = "convnets-glyph36";
/** What README tells. */
const rows: readonly Row[] = [
  row("convnets-mnist", "MNIST test", "MNIST, 10 000 test digits"),
  row(
    ...["convnets-mnist", "EMNIST digits, as they are"] as const,
    "10 000 of EMNIST's test digits after training on MNIST alone, as they are",
  ),
  row("convnets-mnist", "EMNIST digits, framed as MNIST's", "the same, framed as MNIST's are"),
  row(glyphs, "CNN, Glyph36 test", "Glyph36's test set, 10 800 training characters", "CNN"),
  row(glyphs, "FC, Glyph36 test", "the same with 1024–64–36", "FC"),
  row(
    ...[glyphs, "CNN on ten sets, NIST26 letters read as one of 36"] as const,
    "real letters (NIST26) after training on Glyph36 alone, read as one of 36 characters",
    "CNN on ten sets",
  ),
  row(
    ...[glyphs, "CNN on ten sets, NIST26 letters read as one of 26"] as const,
    "the same, read as one of 26 letters",
    "CNN on ten sets",
  ),
  row("convnets-cifar", "all of it", "CIFAR-10 from scratch: 30 000 training photos here, 1000 test photos"),
  photos("cnn without context", "characters of 200 generated photos of pages, by the net alone"),
  photos("cnn with context", "the same, with what a line knows"),
];

function row(record: string, measured: string, words: string, training?: string): Row {
  const right = ({ measured: values }: RunRecord): string => {
    const { mean, low } = meanInterval(values[measured]!);
    return `${percent(mean, 2)} ± ${percent(mean - low, 2)}`;
  };
  return { record, words, right, ...(training !== undefined && { training }) };
}

/** Of photos there is one run, and its interval comes from drawing photos anew. */
function photos(reader: string, words: string): Row {
  const right = ({ measured }: RunRecord): string => {
    const [rate, low, high] = ["character error rate", "its 95 % interval, low", "its 95 % interval, high"]
      .map((what) => measured[`synthetic photos, ${reader}: ${what}`]![0]!);
    return `${percent(1 - rate!, 1)} (${percent(1 - high!, 1)} to ${percent(1 - low!, 1)})`;
  };
  return { record: "photos", words, right };
}

/** The table of README, from the records that there are; where there is none it says so. */
export function readmePart(): string {
  const lines = rows.flatMap((row) => {
    const record = findRecord(row.record);
    return record
      ? [`| ${row.words} | ${row.right(record)} | ${record.seeds.length} | ${secondsOf(record, row)} |`]
      : [];
  });
  if (lines.length === 0) return "None of these runs is recorded yet.";
  return [
    "| recorded run | read right, 95 % interval | seeds | seconds |",
    "| :--- | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}

/** Of one training of several as it was measured with the first seed, else of the fastest run. */
function secondsOf({ seconds, tables }: RunRecord, { training }: Row): number {
  const cost = tables?.["cost"]?.find(({ idea }) => idea === training);
  return cost ? Number(cost["seconds"]) : Math.min(...seconds);
}

/** Writes the table into README. */
export async function writeReadme(): Promise<void> {
  await Deno.writeTextFile(readmeFile, withMarkedPart(await Deno.readTextFile(readmeFile), MARK, readmePart()));
  await run(program("deno"), ["fmt", "--quiet", readmeFile]);
}

if (import.meta.main) await writeReadme();
