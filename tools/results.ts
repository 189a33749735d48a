/** `deno task results [names]`: trains at full length on real data (`NNR_DATA=…`) and writes the records of `results/`. */
import { cpus } from "node:os";
import { join } from "node:path";
import { engine } from "nnr";
import { findData, type RunRecord } from "nnr/data";
import { writeReadme } from "./readme.ts";
import { forget } from "./convnets/resumable.ts";
import type { Experiment } from "./experiment.ts";
import { experiments } from "./experiments.ts";
import { netFile, sha256 } from "./nets/embedded.ts";
import { readOptions } from "./options.ts";
import { root } from "./paths.ts";
import { task, TaskError } from "./task.ts";

const SEEDS = [1, 2, 3];

if (import.meta.main) {
  await task(async (words) => {
    const { rest } = readOptions(words, {});
    const all = Object.keys(experiments);
    // A word names a run, or those whose names begin with it: convnets is convnets-chain, convnets-mnist …
    const names = rest.flatMap((word) => {
      const found = all.filter((name) => name === word || (!experiments[word] && name.startsWith(`${word}-`)));
      if (found.length === 0) throw new TaskError(`There is no run named ${word}: there are ${all.join(", ")}`);
      return found;
    });
    for (const name of rest.length > 0 ? names : all) {
      const record = await measure(name, experiments[name]!);
      await Deno.writeTextFile(join(root, "results", `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
      forget(name);
      await writeReadme();
      for (const [what, values] of Object.entries({ ...record.chosen, ...record.measured })) {
        console.log(`${name}: ${what}: ${values.join(", ")}`);
      }
    }
  });
}

async function measure(name: string, { what, files, run, seeds = SEEDS }: Experiment): Promise<RunRecord> {
  const found = await Promise.all(files.map(hashed));
  const seconds: number[] = [];
  const measured: Record<string, number[]> = {};
  const chosen: Record<string, number[]> = {};
  let tables: RunRecord["tables"];
  const nets: NonNullable<RunRecord["nets"]>[number][] = [];
  for (const seed of seeds) {
    const begin = performance.now();
    const outcome = run(seed, (text) => console.error(`${name}, ${text}`));
    seconds.push(outcome.seconds ?? Math.round((performance.now() - begin) / 1000));
    for (const [key, value] of Object.entries(outcome.measured)) (measured[key] ??= []).push(value);
    tables ??= outcome.tables;
    for (const [net, { bytes, sha256AfterHundredSteps }] of Object.entries(outcome.nets ?? {})) {
      await Deno.writeFile(netFile(net), bytes);
      nets.push({ name: net, sha256: sha256(bytes), sha256AfterHundredSteps });
    }
    for (const [key, value] of Object.entries(outcome.chosen ?? {})) (chosen[key] ??= []).push(value);
  }
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, Deno ${Deno.version.deno}`;
  return {
    what,
    version,
    files: found,
    budget: "full",
    arithmetic: engine().arithmetic,
    seeds,
    machine,
    seconds,
    chosen,
    measured,
    ...tables && { tables },
    ...nets.length > 0 && { nets },
  };
}

/** A file of the data folder, compressed or not, with its checksum. */
async function hashed(name: string): Promise<{ name: string; sha256: string }> {
  for (const file of [name, `${name}.gz`]) {
    const path = findData(file);
    if (path) return { name: file, sha256: sha256(await Deno.readFile(path)) };
  }
  throw new TaskError(
    `There is no ${name} in the data folder: set NNR_DATA to a folder that holds it (data/README.md)`,
  );
}
