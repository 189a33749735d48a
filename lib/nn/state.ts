import { requireSameTensors } from "../io/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { Module } from "./module.ts";

/**
 * The tensors of a model by name, its own, for `writeSafetensors`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Linear, loadState, readSafetensors, Rng, stateOf, writeSafetensors } from "nnr";
 *
 * const [one, other] = [new Linear(2, 3, { rng: new Rng(1) }), new Linear(2, 3, { rng: new Rng(2) })];
 * loadState(other, readSafetensors(writeSafetensors(stateOf(one))).tensors);
 * expect(other.weight).toEqual(one.weight);
 * ```
 */
export function stateOf(model: Module): ReadonlyMap<string, Tensor> {
  return new Map(model.state().map(({ name, tensor }) => [name, tensor]));
}

/**
 * Copies tensors into a model that has tensors of the same names, shapes and number types.
 *
 * @throws {RangeError} that lists the names that are missing, unexpected, or of another type or shape.
 */
export function loadState(model: Module, tensors: ReadonlyMap<string, Tensor>): void {
  const own = stateOf(model);
  requireSameTensors("load the state of a model", own, tensors);
  for (const [name, tensor] of own) tensor.data.set(tensors.get(name)!.data);
}
