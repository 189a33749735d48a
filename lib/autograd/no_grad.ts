import { withoutRecording } from "../tensor/mod.ts";

/**
 * Runs f without remembering how its results came about: faster, and no gradient goes through them.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { backward, noGrad, Parameter, Tensor } from "nnr";
 *
 * const theta = new Parameter(Tensor.of([1, 2]));
 * const sum = noGrad(() => theta.sum());
 * expect(() => backward(sum)).toThrow("Cannot go back");
 * ```
 */
export function noGrad<T>(f: () => T): T {
  return withoutRecording(f);
}
