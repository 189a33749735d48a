import { type Named, Parameter } from "../autograd/mod.ts";
import type { Activation, Tensor } from "../tensor/mod.ts";

/**
 * A function of a tensor with parameters: a layer, or layers made of layers.
 *
 * A class of one's own registers what it is made of, and so has its parameters found, its mode set and its state saved.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Module, Parameter, Tensor } from "nnr";
 *
 * class Scale extends Module {
 *   readonly factor: Parameter = this.parameter("factor", Tensor.ones([1]));
 *   forward(x: Tensor): Tensor {
 *     return x.mul(this.factor);
 *   }
 * }
 *
 * expect(new Scale().parameters().map(({ name }) => name)).toEqual(["factor"]);
 * ```
 */
export abstract class Module {
  /** Whether dropout drops and batch norm looks at the batch: true while training. */
  training = false;
  /** The activations that `forward` can apply on its way out, in the same pass. */
  readonly fuses: readonly Activation[] = [];
  readonly #parameters: Named<Parameter>[] = [];
  readonly #buffers: Named<Tensor>[] = [];
  readonly #children: { readonly name: string; readonly module: Module }[] = [];

  /** The module's value at x. An activation is given only if `fuses` has it. */
  abstract forward(x: Tensor, activation?: Activation): Tensor;

  /** Registers a tensor that training changes. */
  protected parameter(name: string, values: Tensor): Parameter {
    const tensor = new Parameter(values);
    this.#parameters.push({ name, tensor });
    return tensor;
  }

  /** Registers a tensor that belongs to the state, but has no gradient. */
  protected buffer(name: string, values: Tensor): Tensor {
    const tensor = values.keep();
    this.#buffers.push({ name, tensor });
    return tensor;
  }

  /** Registers a module that this one is made of. */
  protected child<M extends Module>(name: string, module: M): M {
    this.#children.push({ name, module });
    return module;
  }

  /** All parameters, those of the modules inside included. */
  parameters(): readonly Named<Parameter>[] {
    return [...this.#parameters, ...this.#inside((module) => module.parameters())];
  }

  /** All that a copy needs: parameters and buffers. */
  state(): readonly Named<Tensor>[] {
    return [...this.#parameters, ...this.#buffers, ...this.#inside((module) => module.state())];
  }

  /** The modules that this one is made of. */
  children(): readonly { readonly name: string; readonly module: Module }[] {
    return this.#children;
  }

  /** Sets the mode of this module and all inside. */
  train(training = true): void {
    this.training = training;
    for (const { module } of this.#children) module.train(training);
  }

  #inside<T extends Tensor>(list: (module: Module) => readonly Named<T>[]): Named<T>[] {
    return this.#children.flatMap(({ name, module }) =>
      list(module).map((found) => ({ name: `${name}.${found.name}`, tensor: found.tensor }))
    );
  }
}
