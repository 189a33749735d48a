/**
 * `deno task nets [names] [--install]`: trains the embedded nets on Glyph36, seed 1, and writes them into `data/nets/`.
 *
 * With `--install` npm first installs the further fonts that some learn from, into a folder of their own.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { engine, type FitEvent, loadState, readSafetensors, stateOf, writeSafetensors } from "nnr";
import { glyph36 } from "nnr/data";
import { netFile, type NetRecord, netsFolder, readNetRecords, recordFile, sha256 } from "./nets/embedded.ts";
import { type Recipe, recipes, train } from "./nets/recipe.ts";
import { confusionOf, correctOf, temperatureOf } from "./nets/score.ts";
import { installWriters } from "./nets/writers/fonts.ts";
import { readOptions } from "./options.ts";
import { root } from "./paths.ts";
import { task, TaskError } from "./task.ts";

/** The first, not the best of some. */
const SEED = 1;
/** After so many steps a test compares a training with the recorded one. */
const STEPS = 100;

if (import.meta.main) {
  await task(async (words) => {
    const { values, rest } = readOptions(words, { install: [] });
    const unknown = rest.find((name) => !recipes[name]);
    if (unknown !== undefined) {
      throw new TaskError(`There is no net named ${unknown}: there are ${Object.keys(recipes).join(", ")}`);
    }
    if (engine().arithmetic !== "fused") {
      throw new TaskError("The embedded nets are made in fused arithmetic, which this machine does not have");
    }
    if (values["install"]) await installWriters();
    mkdirSync(netsFolder, { recursive: true });
    const tell = (text: string): void => console.error(text);
    const records: Record<string, NetRecord> = existsSync(recordFile) ? { ...readNetRecords() } : {};
    for (const name of rest.length > 0 ? rest : Object.keys(recipes)) {
      const { bytes, record } = made(recipes[name]!(SEED), (text) => tell(`${name}: ${text}`));
      writeFileSync(netFile(name), bytes);
      records[name] = record;
      tell(
        `${relative(root, netFile(name))}: ${
          Math.round(bytes.length / 1024)
        } KiB, ${record.correct} of ${record.total}`,
      );
    }
    writeFileSync(recordFile, `${JSON.stringify(records, null, 2)}\n`);
  });
}

/** Trains a net to the end. */
function made(
  recipe: Recipe,
  tell: (text: string) => void,
): { readonly bytes: Uint8Array; readonly record: NetRecord } {
  const { architecture, turns } = recipe;
  let early = "";
  train(recipe, SEED, (event, turn) => {
    if (isLast(event, turn)) early = sha256(bytesOf(recipe));
    if (event.kind === "epoch") tell(`turn ${turn} of ${turns}, loss ${event.record.loss.toFixed(4)}`);
  });
  const bytes = bytesOf(recipe);
  // What is kept is scored, which half precision has rounded.
  loadState(architecture.net, readSafetensors(bytes).tensors);
  const valid = glyph36("valid");
  const correct = correctOf(confusionOf(architecture, valid));
  const what = `${architecture.what} trained on ${recipe.material}`;
  return {
    bytes,
    record: {
      ...{ what, seed: SEED, sha256: sha256(bytes), sha256AfterHundredSteps: early },
      ...{ correct, total: valid.length, temperature: temperatureOf(architecture, valid) },
    },
  };
}

/** The hash of a net's file after the first hundred steps of its training. */
export function hashAfterHundredSteps(name: string): string {
  const recipe = recipes[name]!(SEED);
  const enough = new Error("a hundred steps are enough");
  try {
    train(recipe, SEED, (event, turn) => {
      if (isLast(event, turn)) throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return sha256(bytesOf(recipe));
}

function isLast(event: FitEvent, turn: number): boolean {
  return event.kind === "step" && turn === 1 && event.step === STEPS;
}

function bytesOf({ architecture, half }: Recipe): Uint8Array {
  return writeSafetensors(new Map(stateOf(architecture.net)), { net: architecture.what }, { half });
}
