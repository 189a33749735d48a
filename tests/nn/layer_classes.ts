import { Module } from "nnr";
import * as nn from "../../lib/nn/mod.ts";

/** The layers that the library has: classes of modules that no other class of it extends. */
export function layerClasses(): { readonly name: string }[] {
  const classes = Object.values(nn).filter((value) => "prototype" in value && value.prototype instanceof Module);
  const extended = new Set(classes.map((layer) => Object.getPrototypeOf(layer)));
  return classes.filter((layer) => !extended.has(layer));
}
