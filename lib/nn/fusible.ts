import type { Activation, Tensor } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/** A layer that can apply an activation to its values on the way out. */
export abstract class Fusible extends Module {
  /** f of the layer's value at x. */
  abstract override forward(x: Tensor, activation?: Activation): Tensor;
}
