import type { Module } from "./module.ts";

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
  const before = model.training;
  let open = true;
  void Promise.resolve().then(() => open && model.train(before));
  model.train(training);
  try {
    return f();
  } finally {
    open = false;
    model.train(before);
  }
}
