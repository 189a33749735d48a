import { keep, nodeOfTensor, Tensor, wrap } from "../tensor/mod.ts";

/**
 * A tensor that training changes: it lies where the kernels find it, and `backward` leaves ∂J/∂θ in `grad`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { backward, Parameter, Tensor } from "nnr";
 *
 * const theta = new Parameter(Tensor.of([1, 2]));
 * backward(theta.mul(theta).sum());
 * expect(theta.grad?.toArray()).toEqual([2, 4]);
 * ```
 */
export class Parameter extends Tensor {
  /** Copies the values. */
  constructor(values: Tensor) {
    const { shape, dtype, size } = values;
    const data = keep(dtype, size, "keep a parameter");
    data.set(values.data);
    super(data, shape);
    nodeOfTensor(this).tracked = true;
  }

  /** Whether `backward` finds ∂J/∂θ: true from the start; one that stays as it is saves the work. */
  get trainable(): boolean {
    return nodeOfTensor(this).tracked;
  }

  set trainable(wanted: boolean) {
    nodeOfTensor(this).tracked = wanted;
  }

  /** ∂J/∂θ, summed over the calls of `backward` since it was cleared; undefined when there was none. */
  get grad(): Tensor | undefined {
    const { slope } = nodeOfTensor(this);
    return slope && wrap(slope);
  }

  set grad(gradient: Tensor | undefined) {
    nodeOfTensor(this).slope = gradient && nodeOfTensor(gradient);
  }
}
