import type { Activation, Tensor } from "../tensor/mod.ts";
import type { Module } from "./module.ts";

/** A layer that is not made of others. */
export interface Leaf {
  /** The path to it. */
  readonly name: string;
  /** The layer. */
  readonly module: Module;
}

/** What passes through a layer. */
export interface Passage extends Leaf {
  /** What the layer is, and the activation that is applied with it. */
  readonly kind: string;
  /** What comes out. */
  readonly output: Tensor;
}

/**
 * Runs f while every layer of a model that is not made of others tells what comes out of it, in the order in which data meets
 * them; what `seen` gives, if anything, goes on in its place.
 */
export function observing<T>(model: Module, seen: (passage: Passage) => Tensor | void, f: () => T): T {
  const watched = leavesOf(model, "");
  for (const leaf of watched) watch(leaf, seen);
  try {
    return f();
  } finally {
    for (const { module } of watched) delete (module as { forward?: unknown }).forward;
  }
}

function leavesOf(module: Module, name: string): Leaf[] {
  const children = module.children();
  if (children.length === 0) return [{ name, module }];
  return children.flatMap((child) => leavesOf(child.module, name === "" ? child.name : `${name}.${child.name}`));
}

/** Puts a function before the layer's own `forward`, until it is deleted. */
function watch({ name, module }: Leaf, seen: (passage: Passage) => Tensor | void): void {
  const forward = module.forward.bind(module);
  module.forward = (x: Tensor, activation?: Activation): Tensor => {
    const output = forward(x, activation);
    const kind = module.constructor.name + (activation ? `, ${activation}` : "");
    return seen({ name, module, kind, output }) ?? output;
  };
}
