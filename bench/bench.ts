/**
 * This library and its peers side by side, on the same work:
 * `deno task bench [works] [--json[=FILE]] [--rounds=N] [--quick] [--install] [--write]`.
 *
 * A table on standard output, progress on standard error. `NNR_BENCH_PYTHON` names a Python with PyTorch and NumPy.
 */
import { glyph36 } from "nnr/data";
import { installBeside } from "../tools/setup/further_packages.ts";
import { findNode } from "../tools/setup/prerequisites.ts";
import { task } from "../tools/task.ts";
import { readArguments } from "./arguments.ts";
import { measurePeak } from "./peak.ts";
import { folder, peersOf } from "./peers.ts";
import { machine, type Measured, recordFile, together } from "./record.ts";
import { measure } from "./rounds.ts";
import { absenceText, workTable } from "./table.ts";
import { glyphs, works } from "./works.ts";
import { writeUp } from "./write.ts";

/** With more processes than this at work beside it, a run says more about them. */
const BUSY = 0.5;

function tell(text: string): void {
  console.error(text);
}

/** jax-js and TensorFlow.js, into a folder of their own: no reader needs them. */
async function installPeers(): Promise<void> {
  tell("npm installs jax-js and TensorFlow.js");
  await installBeside(folder, "the peers");
}

/** Glyph36 as bytes in two files. */
async function writeGlyphs(): Promise<void> {
  const { images, labels } = glyph36("train", { onProgress: tell });
  await Deno.writeFile(glyphs.images, images as Uint8Array);
  await Deno.writeFile(glyphs.labels, labels);
}

async function bench(words: readonly string[]): Promise<void> {
  const { names, effort, json, install, write } = readArguments(words, works.map(({ name }) => name));
  const chosen = works.filter(({ name }) => names.length === 0 || names.includes(name));
  const [load = 0] = Deno.loadavg();
  if (load > BUSY) tell(`This machine is at work already (load ${load.toFixed(1)}): figures will be too large`);
  if (install) await installPeers();
  if (chosen.some(({ task }) => "images" in task)) await writeGlyphs();
  const programs = { node: (await findNode()).path, python: Deno.env.get("NNR_BENCH_PYTHON") || undefined };
  const parts: Measured[] = [];
  for (const [i, work] of chosen.entries()) {
    const part = await measure(work, peersOf(work, programs), effort, (text) => {
      tell(`${work.name} (${i + 1} of ${chosen.length}): ${text}`);
    });
    parts.push(part);
    if (json === "") { for (const absence of part.absent) tell(absenceText(absence)); }
    else console.log(`${workTable(work, part)}\n`);
  }
  const measured = together(parts);
  const rows = `${JSON.stringify(measured.rows, null, 2)}\n`;
  if (json === "") console.log(rows.trimEnd());
  else if (json !== undefined) await Deno.writeTextFile(json, rows);
  if (!write) return;
  const record = { machine: machine(load, await measurePeak()), rounds: effort.rounds, ...measured };
  await Deno.writeTextFile(recordFile, `${JSON.stringify(record, null, 2)}\n`);
  await writeUp(record);
}

await task(bench);
