/** What the README shows of `results/bench.json`: a table and a picture. Run alone, it makes both anew from the record. */
import { png } from "nnr/report";
import { join } from "node:path";
import { run } from "../tools/command.ts";
import { program, root } from "../tools/paths.ts";
import { task, TaskError } from "../tools/task.ts";
import { growth } from "./growth.ts";
import { type BenchRecord, recordFile } from "./record.ts";
import { readmeTable } from "./table.ts";

/** The document with the table. */
export const readmeFile: string = join(root, "README.md");
/** The picture of how cost grows. */
export const pictureFile: string = join(root, "results", "bench.png");
/** What stands around the table. */
const MARKS = ["<!-- bench -->", "<!-- /bench -->"] as const;

/** The part of a document between the marks; undefined when it has none. */
export function markedPart(text: string): string | undefined {
  const [begin, end] = MARKS.map((mark) => text.indexOf(mark)) as [number, number];
  return begin < 0 || end < begin ? undefined : text.slice(begin + MARKS[0].length, end);
}

/** The record of the last whole run. */
export async function readRecord(): Promise<BenchRecord> {
  return JSON.parse(await Deno.readTextFile(recordFile));
}

/** The picture, as it lies in `results/`. */
export function pictureOf(record: BenchRecord): Uint8Array {
  return png(growth(record).svg);
}

/** What the README says of a record. */
export function readmePart(record: BenchRecord): string {
  return `${readmeTable(record)}

![${growth(record).alt}](results/bench.png)

_How long a step takes. Below the line of the peak no program in WebAssembly can come: there no unit of any core ever
waits. PyTorch is machine code, which has wider units._`;
}

/** Writes the README's part and the picture. */
export async function writeUp(record: BenchRecord): Promise<void> {
  const text = await Deno.readTextFile(readmeFile);
  const part = markedPart(text);
  if (part === undefined) throw new TaskError(`README.md has no place for the table: ${MARKS.join(" and ")} mark it`);
  const [begin, end] = MARKS;
  const written = text.replace(`${begin}${part}${end}`, () => `${begin}\n\n${readmePart(record)}\n\n${end}`);
  await Deno.writeTextFile(readmeFile, written);
  await run(program("deno"), ["fmt", "--quiet", readmeFile]);
  await Deno.writeFile(pictureFile, pictureOf(record));
}

if (import.meta.main) await task(async () => await writeUp(await readRecord()));
