import { within } from "./memory.ts";
import { nodeOfTensor, Tensor } from "./tensor.ts";

/**
 * Runs f in a step: the results of its operations lie in one piece of memory that is given back when it ends.
 *
 * What f returns is returned; a tensor among it is copied out. Any other tensor made by an operation inside is gone
 * afterwards, and using it is an error. Training takes one step a batch, and so needs no more memory after a million
 * batches than after one.
 *
 * @throws {TypeError} when f is asynchronous: a step may not be interleaved with anything else.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { step, Tensor } from "nnr";
 *
 * const x = Tensor.of([1, 2, 3]);
 * let inside = x;
 * const mean = step(() => {
 *   inside = x.mul(2);
 *   return inside.mean();
 * });
 * expect(mean.item()).toBe(4);
 * expect(() => inside.toArray()).toThrow("it was made in a step that has ended");
 * ```
 */
export function step<T>(f: () => T): T {
  return within(() => {
    const result = f();
    if (result instanceof Promise) throw new TypeError("Cannot take a step: its function must not be asynchronous");
    return result instanceof Tensor && nodeOfTensor(result).step !== undefined ? outside(result) as T : result;
  });
}

function outside(tensor: Tensor): Tensor {
  return new Tensor(tensor.data.slice(), tensor.shape);
}
