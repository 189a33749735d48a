/**
 * The data sets: `deno task data` lists them, `deno task data NAME …` downloads (`--mirror=SET=ADDRESS`, `--json[=FILE]`).
 *
 * The list goes to standard output, progress to standard error; a set that could not be had makes the exit code 1.
 */
import { dataFolder } from "nnr/data";
import { readArguments } from "./data/arguments.ts";
import { fetchSet } from "./data/fetch_set.ts";
import { listing } from "./data/listing.ts";
import { standardError } from "./data/progress.ts";
import { sets } from "./data/sets.ts";
import { stateOf } from "./data/state.ts";
import { PATIENCE } from "./data/transfer.ts";
import { task, TaskError } from "./task.ts";

function theDataFolder(): string {
  try {
    return dataFolder();
  } catch (error) {
    throw error instanceof RangeError ? new TaskError(error.message) : error;
  }
}

async function data(words: readonly string[]): Promise<void> {
  const { names, json, mirrors } = readArguments(words, sets, (name) => Deno.env.get(name));
  const folder = theDataFolder();
  const chosen = names.map((name) => sets.find((set) => set.name === name)!);
  const failures: string[] = [];
  for (const set of chosen) {
    const how = { folder, mirror: mirrors[set.name], patience: PATIENCE, outlet: standardError };
    const failure = await fetchSet(set, how);
    if (failure !== undefined) failures.push(failure);
  }
  const states = await Promise.all((names.length > 0 ? chosen : sets).map((set) => stateOf(set, folder)));
  if (json === "") console.log(JSON.stringify(states, null, 2));
  else if (json !== undefined) await Deno.writeTextFile(json, `${JSON.stringify(states, null, 2)}\n`);
  else if (names.length === 0) {
    console.log(listing(states, folder, Deno.env.get("NNR_DATA") ? "NNR_DATA" : "NNR_DATA is not set"));
  }
  if (failures.length > 0) throw new TaskError(failures.join("\n"));
}

await task(data);
