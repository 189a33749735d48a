import type { Module } from "../nn/mod.ts";

/** Runs f, which goes back through a model, so that the parameters' gradients are f's alone, and gone afterwards. */
export function withOwnGradients<T>(model: Module, f: () => T): T {
  const forget = (): void => {
    for (const { tensor } of model.parameters()) tensor.grad = undefined;
  };
  forget();
  const result = f();
  forget();
  return result;
}
