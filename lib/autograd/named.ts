import type { Tensor } from "../tensor/mod.ts";

/** A tensor of a model with the path to it: `0.weight`. */
export interface Named<T extends Tensor> {
  /** Names of modules on the way, and its own, with dots between. */
  readonly name: string;
  /** The model's own, not a copy. */
  readonly tensor: T;
}
