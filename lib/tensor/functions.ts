import type { Activation } from "../kernels/mod.ts";
import { affine as affineNode } from "./affine.ts";
import { shapeText } from "../errors/mod.ts";
import { sumOfSquares } from "./squares.ts";
import { crossEntropyRows, softmaxRows } from "./softmax.ts";
import { nodeOfTensor, type Tensor, wrap } from "./tensor.ts";

/**
 * softmax(x)ᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m) over the last axis, m its largest element, so that nothing overflows.
 *
 * Shapes: x `[…, d]`, d ≥ 1; the same shape comes back.
 *
 * @throws {RangeError} when the last size is 0.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { softmax, Tensor } from "nnr";
 *
 * expect(softmax(Tensor.of([0, 1000])).toArray()).toEqual([0, 1]);
 * ```
 */
export function softmax(x: Tensor): Tensor {
  return wrap(softmaxRows("softmax", nodeOfTensor(x)));
}

/**
 * ln softmax(x)ᵢ = xᵢ − m − ln Σⱼ e^(xⱼ − m) over the last axis: finite where the softmax itself rounds to 0.
 *
 * Shapes: x `[…, d]`, d ≥ 1; the same shape comes back.
 *
 * @throws {RangeError} when the last size is 0.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { logSoftmax, Tensor } from "nnr";
 *
 * expect(logSoftmax(Tensor.of([0, 1000])).toArray()).toEqual([-1000, 0]);
 * ```
 */
export function logSoftmax(x: Tensor): Tensor {
  return wrap(softmaxRows("log-softmax", nodeOfTensor(x)));
}

/** How rows are gathered. */
export interface CrossEntropyOptions {
  /** The mean over rows in place of the sum. */
  readonly average?: boolean;
}

/**
 * Cross-entropy −Σ y ln softmax(x), summed over the batch: a tensor of one number.
 *
 * Shapes: logits and targets `[batch, classes]`.
 *
 * @throws {RangeError} when the shapes differ.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { crossEntropy, Tensor } from "nnr";
 *
 * const uniform = crossEntropy(Tensor.zeros([40, 4]), Tensor.oneHot(new Array(40).fill(0), 4));
 * expect(uniform.item()).toBeCloseTo(40 * Math.log(4), 4);
 * ```
 */
export function crossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  sameShape("take the cross-entropy of", logits, targets);
  return wrap(crossEntropyRows(nodeOfTensor(logits), { shares: nodeOfTensor(targets) }, options.average ?? false));
}

/**
 * y = f(x W + b), in one operation.
 *
 * Shapes: x `[rows, in]`, W `[in, out]`, b `[out]`, y `[rows, out]`.
 */
export function affine(x: Tensor, W: Tensor, b: Tensor, activation: Activation = "none"): Tensor {
  return wrap(affineNode(nodeOfTensor(x), nodeOfTensor(W), nodeOfTensor(b), activation));
}

/**
 * √(Σ x²), gathered in float64.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { norm, Tensor } from "nnr";
 *
 * expect(norm(Tensor.of([[3, 0], [0, 4]]))).toBe(5);
 * ```
 */
export function norm(x: Tensor): number {
  return Math.sqrt(sumOfSquares(nodeOfTensor(x)));
}

/**
 * The largest |a − b|; NaN where one is NaN, 0 for tensors without elements.
 *
 * @throws {RangeError} when the shapes differ.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { maxAbsDifference, Tensor } from "nnr";
 *
 * expect(maxAbsDifference(Tensor.of([1, 2]), Tensor.of([1, 5]))).toBe(3);
 * ```
 */
export function maxAbsDifference(a: Tensor, b: Tensor): number {
  sameShape("compare", a, b);
  return a.size === 0 ? 0 : a.sub(b).abs().max().item();
}

function sameShape(action: string, a: Tensor, b: Tensor): void {
  const [one, other] = [shapeText(a.shape), shapeText(b.shape)];
  if (one !== other) throw new RangeError(`Cannot ${action} ${one} and ${other}: their shapes must be equal`);
}
