import { Module } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/**
 * The negative of an image: `y = 1 − x`.
 *
 * In front of a linear layer or behind a sigmoid it adds nothing that other weights could not do, (1 − x) W + b =
 * x (−W) + (b + Σ rows of W) and 1 − σ(z) = σ(−z); but it changes where training starts, and how fast it goes.
 */
export class Negative extends Module {
  /** 1 − x. */
  override forward(x: Tensor): Tensor {
    return x.neg().add(1);
  }
}
