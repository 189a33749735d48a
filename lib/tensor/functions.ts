import { shapeText } from "../errors/mod.ts";
import { Tensor } from "./tensor.ts";

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
  const exponentials = shifted("softmax", x).exp();
  return exponentials.div(exponentials.sum(-1, { keep: true }));
}

/** ln softmax(x)ᵢ = xᵢ − m − ln Σⱼ e^(xⱼ − m) over the last axis: finite where the softmax itself rounds to 0. */
export function logSoftmax(x: Tensor): Tensor {
  const logits = shifted("log-softmax", x);
  return logits.sub(logits.exp().sum(-1, { keep: true }).log());
}

/** Cross-entropy −Σ y ln softmax(x), summed over the batch. Shapes: logits and targets `[batch, classes]`. */
export function crossEntropy(logits: Tensor, targets: Tensor): Tensor {
  return targets.mul(logSoftmax(logits)).sum().mul(-1);
}

/** The largest |a − b|; NaN where one is NaN. */
export function maxAbsDifference(a: Tensor, b: Tensor): number {
  return a.size === 0 ? 0 : a.sub(b).abs().max().item();
}

function shifted(name: string, x: Tensor): Tensor {
  if ((x.shape.at(-1) ?? 0) < 1) {
    throw new RangeError(`Cannot take the ${name} of ${shapeText(x.shape)}: the last size must be at least 1`);
  }
  return x.sub(x.max(-1, { keep: true }));
}
