/**
 * A shape as error messages write it.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Tensor } from "nnr";
 *
 * expect(() => Tensor.zeros([2, 3]).matmul(Tensor.zeros([4, 5])))
 *   .toThrow("Cannot multiply [2,3] by [4,5]: inner sizes 3 and 4 must be equal");
 * ```
 */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(",")}]`;
}
