import type { Activation } from "../kernels/mod.ts";
import { affine as affineNode } from "./affine.ts";
import { shapeText } from "../errors/mod.ts";
import { type ConvolutionOptions, convolve } from "./convolve.ts";
import { concat as concatNodes } from "./moves.ts";
import { batchNorm, type NormOptions } from "./normalise.ts";
import type { Window } from "./pair.ts";
import { maxPool, type MaxPoolingOptions, meanPool, type PoolingOptions } from "./pooling.ts";
import { meanSquare, sumOfSquares } from "./squares.ts";
import { crossEntropyLabels, crossEntropyRows, softmaxRows } from "./softmax.ts";
import { nodeOfTensor, Tensor, wrap } from "./tensor.ts";

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
 * Shapes: logits and targets `[batch, classes]`; or the class of each row as a list of `batch` whole numbers.
 *
 * @throws {RangeError} when the shapes differ, or a label is not the number of a class.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { crossEntropy, Tensor } from "nnr";
 *
 * const logits = Tensor.of([[0, 0, 0, 0], [1, 0, 0, 0]]);
 * expect(crossEntropy(logits, [3, 0])).toEqual(crossEntropy(logits, Tensor.oneHot([3, 0], 4)));
 * expect(crossEntropy(Tensor.zeros([40, 4]), new Uint8Array(40)).item()).toBeCloseTo(40 * Math.log(4), 4);
 * ```
 */
export function crossEntropy(
  logits: Tensor,
  targets: Tensor | ArrayLike<number>,
  { average = false }: CrossEntropyOptions = {},
): Tensor {
  const x = nodeOfTensor(logits);
  if (!(targets instanceof Tensor)) return wrap(crossEntropyLabels(x, targets, average));
  sameShape("take the cross-entropy of", logits, targets);
  return wrap(crossEntropyRows(x, nodeOfTensor(targets), average));
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
 * Mean squared error Σ (x − t)² / n over all n elements: a tensor of one number.
 *
 * @throws {RangeError} when the shapes differ.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { meanSquaredError, Tensor } from "nnr";
 *
 * expect(meanSquaredError(Tensor.of([1, 2]), Tensor.of([1, 4])).item()).toBe(2);
 * ```
 */
export function meanSquaredError(outputs: Tensor, targets: Tensor): Tensor {
  return wrap(meanSquare(nodeOfTensor(outputs), nodeOfTensor(targets)));
}

/**
 * Convolution y = φ(x ∗ w + b), as networks mean it: windows are not turned around.
 *
 * Shapes: x `[n, c, height, width]`, w `[out, c / groups, down, across]`, b `[out]`, y `[n, out, …]` of
 * ⌊(size + 2 padding − dilation (window − 1) − 1) / stride⌋ + 1 pixels each way.
 *
 * @throws {RangeError} when shapes or options do not fit.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { conv2d, Tensor } from "nnr";
 *
 * const x = Tensor.of([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]);
 * expect(conv2d(x, Tensor.ones([1, 1, 2, 2])).toArray()).toEqual([[[[12, 16], [24, 28]]]]);
 * ```
 */
export function conv2d(x: Tensor, w: Tensor, b?: Tensor, options: ConvolutionOptions = {}): Tensor {
  return wrap(convolve(nodeOfTensor(x), nodeOfTensor(w), b && nodeOfTensor(b), options));
}

/**
 * The largest number of each window. Shapes: x `[n, c, height, width]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { maxPool2d, Tensor } from "nnr";
 *
 * expect(maxPool2d(Tensor.of([[[[1, 2, 5], [4, 3, 0]]]]), 2).toArray()).toEqual([[[[4]]]]);
 * ```
 */
export function maxPool2d(x: Tensor, window: Window, options: MaxPoolingOptions = {}): Tensor {
  return wrap(maxPool(nodeOfTensor(x), window, options));
}

/**
 * The mean of each window, padding counted as zeros. Shapes: x `[n, c, height, width]`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { meanPool2d, Tensor } from "nnr";
 *
 * expect(meanPool2d(Tensor.of([[[[1, 2], [4, 5]]]]), 2).toArray()).toEqual([[[[3]]]]);
 * ```
 */
export function meanPool2d(x: Tensor, window: Window, options: PoolingOptions = {}): Tensor {
  return wrap(meanPool(nodeOfTensor(x), window, options));
}

/** Batch norm: see `BatchNorm`, which keeps γ, β and the running statistics. */
export function normalise(
  x: Tensor,
  { gamma, beta, mean, variance, ...options }: NormOptions & {
    readonly gamma: Tensor;
    readonly beta: Tensor;
    readonly mean: Tensor;
    readonly variance: Tensor;
  },
): Tensor {
  const running = { mean: nodeOfTensor(mean), variance: nodeOfTensor(variance) };
  return wrap(batchNorm(nodeOfTensor(x), nodeOfTensor(gamma), nodeOfTensor(beta), running, options));
}

/**
 * Tensors one after another along an axis.
 *
 * @throws {RangeError} when other sizes than that of the axis differ.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { concat, Tensor } from "nnr";
 *
 * expect(concat([Tensor.of([[1], [2]]), Tensor.of([[3], [4]])], 1).toArray()).toEqual([[1, 3], [2, 4]]);
 * ```
 */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  return wrap(concatNodes(tensors.map(nodeOfTensor), axis));
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
