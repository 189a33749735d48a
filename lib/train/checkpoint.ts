import { readSafetensors, requireSameTensors, writeSafetensors } from "../io/mod.ts";
import { type Module, stateOf } from "../nn/mod.ts";
import type { Optimiser } from "../optim/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { Best } from "./best.ts";
import type { EpochRecord } from "./record.ts";

/** All that the rest of a training hangs on. */
export interface Progress {
  readonly model: Module;
  readonly optimiser: Optimiser;
  readonly best: Best;
  readonly history: EpochRecord[];
}

const ACTION = "go on from the checkpoint";

/** Model, optimiser and best model as tensors; the rest as texts. */
export function writeCheckpoint({ model, optimiser, best, history }: Progress): Uint8Array {
  const tensors = new Map([...live(model, optimiser), ...under("best", best.tensors)]);
  const found = best.epoch > 0 ? { best: JSON.stringify({ epoch: best.epoch, loss: best.loss }) } : {};
  return writeSafetensors(tensors, { steps: String(optimiser.steps), history: JSON.stringify(history), ...found });
}

/** Makes everything as it was when the checkpoint was written; changes nothing when it is of another model. */
export function readCheckpoint(bytes: Uint8Array, { model, optimiser, best, history }: Progress): void {
  const { tensors, metadata } = readSafetensors(bytes);
  const { steps, records, found } = storyOf(metadata);
  const kept = found === undefined ? new Map<string, Tensor>() : stateOf(model);
  const own = live(model, optimiser);
  requireSameTensors(ACTION, new Map([...own, ...under("best", kept)]), tensors);
  for (const [name, tensor] of own) tensor.data.set(tensors.get(name)!.data);
  optimiser.steps = steps;
  history.splice(0, history.length, ...records);
  if (found === undefined) return;
  best.epoch = found.epoch;
  best.loss = found.loss;
  best.tensors = new Map([...kept.keys()].map((name) => [name, tensors.get(`best.${name}`)!]));
}

/** What a checkpoint's texts say: how many steps were taken, what each epoch came to, and which was the best, if any. */
function storyOf(metadata: Readonly<Record<string, string>>): {
  readonly steps: number;
  readonly records: readonly EpochRecord[];
  readonly found: EpochRecord | undefined;
} {
  const [steps, records, found] = ["steps", "history", "best"].map((name) => parsed(metadata[name]));
  if (
    isCount(steps) && Array.isArray(records) && records.every((record, i) => isEpoch(record) && record.epoch === i + 1)
  ) {
    return { steps, records, found: isEpoch(found) ? found : undefined };
  }
  throw new SyntaxError(`Cannot ${ACTION}: the file does not say how far the training had come`);
}

/** The value of a JSON text; nothing where it is none. */
function parsed(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isEpoch(value: unknown): value is EpochRecord {
  const { epoch, loss } = (value ?? {}) as Partial<EpochRecord>;
  return isCount(epoch) && Number.isFinite(loss);
}

function live(model: Module, optimiser: Optimiser): Map<string, Tensor> {
  return new Map([...under("model", stateOf(model)), ...under("optimiser", optimiser.state())]);
}

function under(prefix: string, tensors: ReadonlyMap<string, Tensor>): [string, Tensor][] {
  return [...tensors].map(([name, tensor]) => [`${prefix}.${name}`, tensor]);
}
