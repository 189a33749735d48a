import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { models } from "nnr";
import type { Tell } from "../experiment.ts";
import { root } from "../paths.ts";

/** Trainings whose record is not written yet, a checkpoint each; git-ignored. */
const trainings = join(root, "data", "cache", "trainings");

/** A training that goes on where it was when it was killed. */
export interface Training extends models.Learnt {
  /** Of each epoch, on whatever machine it ran. */
  readonly seconds: readonly number[];
}

/** What is trained for, and who hears of it. */
export interface ResumableOptions extends Pick<models.LearnOptions, "seed" | "validation"> {
  /** The record that it belongs to. */
  readonly record: string;
  /** Hears of each epoch. */
  readonly tell: Tell;
}

/**
 * `models.learn` with a checkpoint after each epoch. A training of the same recipe, seed and examples that was
 * killed goes on after its last whole epoch, to the same bits; one that had ended is read.
 */
export function resumable(
  recipe: models.Recipe,
  examples: Parameters<typeof models.learn>[1],
  { record, seed, tell, validation }: ResumableOptions,
): Training {
  const folder = join(trainings, record);
  const about = createHash("sha256").update(JSON.stringify({ recipe, seed }));
  for (const { data } of [examples.x, examples.y]) {
    about.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  const file = join(folder, about.digest("hex").slice(0, 16));
  const [checkpoint, times] = [`${file}.safetensors`, `${file}.json`];
  const resume = existsSync(checkpoint) ? new Uint8Array(readFileSync(checkpoint)) : undefined;
  const seconds: number[] = resume ? JSON.parse(readFileSync(times, "utf8")) : [];
  let begin = performance.now();
  const { net, history } = models.learn(recipe, examples, {
    seed,
    ...(validation && { validation }),
    ...(resume && { resume }),
    onEvent: (event) => {
      if (event.kind !== "epoch") return;
      const { epoch, loss } = event.record;
      // One that was killed between the two files' writing has a time too many.
      seconds.splice(epoch - 1, Infinity, (performance.now() - begin) / 1000);
      mkdirSync(folder, { recursive: true });
      whole(times, JSON.stringify(seconds));
      whole(checkpoint, event.checkpoint());
      tell(`seed ${seed}, ${recipe.net.name}: epoch ${epoch} of ${recipe.epochs}, loss ${loss.toFixed(3)}`);
      begin = performance.now();
    },
  });
  return { net, history, seconds: seconds.slice(0, history.length) };
}

/** Forgets the trainings of a record, once it is written. */
export function forget(record: string): void {
  rmSync(join(trainings, record), { recursive: true, force: true });
}

/** Writes a file that is either there as a whole or not at all. */
function whole(file: string, content: string | Uint8Array): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}
