import { concat, type Tensor } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/**
 * Residual block: `y = f(x) + g(x)`, g the identity unless given. Source: He et al. 2016.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Linear, Residual, Rng, Tensor } from "nnr";
 *
 * const block = new Residual(new Linear(2, 2, { rng: new Rng(1), initialise: () => Tensor.eye(2) }));
 * expect(block.forward(Tensor.of([[1, 2]])).toArray()).toEqual([[2, 4]]);
 * ```
 */
export class Residual extends Module {
  readonly #body: Module;
  readonly #shortcut: Module | undefined;

  /** The body and, where shapes change, the shortcut. */
  constructor(body: Module, shortcut?: Module) {
    super();
    this.#body = this.child("body", body);
    this.#shortcut = shortcut && this.child("shortcut", shortcut);
  }

  /** f(x) + g(x). */
  override forward(x: Tensor): Tensor {
    return this.#body.forward(x).add(this.#shortcut?.forward(x) ?? x);
  }
}

/**
 * Branches side by side: `y = [f₁(x), f₂(x), …]`, one after another along the channels.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { ActivationLayer, Concatenate, Tensor } from "nnr";
 *
 * const both = new Concatenate([new ActivationLayer("relu"), new ActivationLayer("tanh")]);
 * expect(both.forward(Tensor.of([[-3, 0]])).shape).toEqual([1, 4]);
 * ```
 */
export class Concatenate extends Module {
  readonly #branches: readonly Module[];

  /** All branches take the same x. */
  constructor(branches: readonly Module[]) {
    super();
    this.#branches = branches.map((branch, i) => this.child(String(i), branch));
  }

  /** The values of all branches. */
  override forward(x: Tensor): Tensor {
    return concat(this.#branches.map((branch) => branch.forward(x)), 1);
  }
}
