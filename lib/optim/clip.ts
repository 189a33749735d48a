import type { Named, Parameter } from "../autograd/mod.ts";
import { norm } from "../tensor/mod.ts";

/**
 * Scales all gradients alike so that √(Σ g²) over all of them is at most `most`; returns what it was before.
 *
 * Source: Pascanu, Mikolov and Bengio 2013, section 3.2.
 *
 * @throws {RangeError} when `most` is not positive.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { clipGradients, norm, Parameter, Tensor } from "nnr";
 *
 * const theta = new Parameter(Tensor.zeros([2]));
 * theta.grad = Tensor.of([3, 4]);
 * expect(clipGradients([{ name: "theta", tensor: theta }], 1)).toBe(5);
 * expect(norm(theta.grad)).toBeCloseTo(1, 6);
 * ```
 */
export function clipGradients(parameters: readonly Named<Parameter>[], most: number): number {
  if (!(most > 0)) throw new RangeError(`Cannot clip gradients: the largest norm must be positive, found ${most}`);
  const norms = parameters.map(({ tensor }) => tensor.grad ? norm(tensor.grad) : 0);
  const whole = Math.sqrt(norms.reduce((sum, norm) => sum + norm * norm, 0));
  if (!(whole > most)) return whole;
  for (const { tensor } of parameters) if (tensor.grad) tensor.grad = tensor.grad.mul(most / whole);
  return whole;
}
