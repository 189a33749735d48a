import type { Module } from "./module.ts";

/** Models whose mode is another now, the outermost call first, and the modes that they were in. */
const changed: { readonly model: Module; readonly before: boolean }[] = [];

/**
 * Runs f with a model in training or evaluation mode, and puts back the mode it was in.
 *
 * So it does after an error, and after an interrupt, which runs no `finally`: then when the event loop turns.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Dropout, Rng, Tensor } from "nnr";
 * import { inMode } from "./in_mode.ts";
 *
 * const layer = new Dropout(0.5, { rng: new Rng(1) });
 * const ones = Tensor.ones([8]);
 * expect(inMode(layer, true, () => layer.forward(ones))).not.toEqual(ones);
 * expect(layer.forward(ones)).toEqual(ones);
 * ```
 */
export function inMode<T>(model: Module, training: boolean, f: () => T): T {
  if (changed.length === 0) {
    void Promise.resolve().then(() => {
      while (changed.length > 0) undo();
    });
  }
  changed.push({ model, before: model.training });
  model.train(training);
  try {
    return f();
  } finally {
    undo();
  }
}

function undo(): void {
  const { model, before } = changed.pop()!;
  model.train(before);
}
