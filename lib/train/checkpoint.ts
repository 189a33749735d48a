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
  const { steps, history: epochs, best: found } = metadata;
  if (steps === undefined || epochs === undefined) {
    throw new SyntaxError(`Cannot ${ACTION}: the file does not say how far the training had come`);
  }
  const kept = found === undefined ? new Map<string, Tensor>() : stateOf(model);
  const own = live(model, optimiser);
  requireSameTensors(ACTION, new Map([...own, ...under("best", kept)]), tensors);
  for (const [name, tensor] of own) tensor.data.set(tensors.get(name)!.data);
  optimiser.steps = Number(steps);
  history.splice(0, history.length, ...JSON.parse(epochs) as EpochRecord[]);
  if (found === undefined) return;
  const { epoch, loss } = JSON.parse(found) as { epoch: number; loss: number };
  best.epoch = epoch;
  best.loss = loss;
  best.tensors = new Map([...kept.keys()].map((name) => [name, tensors.get(`best.${name}`)!]));
}

function live(model: Module, optimiser: Optimiser): Map<string, Tensor> {
  return new Map([...under("model", stateOf(model)), ...under("optimiser", optimiser.state())]);
}

function under(prefix: string, tensors: ReadonlyMap<string, Tensor>): [string, Tensor][] {
  return [...tensors].map(([name, tensor]) => [`${prefix}.${name}`, tensor]);
}
