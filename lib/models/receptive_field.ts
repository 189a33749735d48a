import type { Layer, Layers } from "./description.ts";

/** Which pixels of the input an output pixel can see. */
export interface ReceptiveField {
  /** Pixels each way; infinite where all are seen. */
  readonly size: number;
  /** Pixels of the input from one output pixel's field to the next one's. */
  readonly step: number;
}

/**
 * The receptive field behind layers: a window of w pixels adds (w − 1) · step, a stride multiplies the step; of branches the
 * largest counts.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models } from "nnr";
 *
 * const { conv, maxPool } = models;
 * expect(models.receptiveField([conv(8, 3), conv(8, 3), maxPool(2), conv(8, 3)])).toEqual({ size: 10, step: 2 });
 * ```
 */
export function receptiveField(layers: Layers): ReceptiveField {
  return layers.reduce(seenThrough, { size: 1, step: 1 });
}

function seenThrough({ size, step }: ReceptiveField, layer: Layer): ReceptiveField {
  const window = (width: number, stride: number): ReceptiveField => ({
    size: size + (width - 1) * step,
    step: step * stride,
  });
  const widest = (branches: readonly Layers[]): ReceptiveField =>
    branches.map((branch) => branch.reduce(seenThrough, { size, step }))
      .reduce((one, other) => other.size > one.size ? other : one);
  switch (layer.kind) {
    case "convolution":
    case "max pool":
    case "mean pool":
      return window(layer.window, layer.stride);
    case "two streams":
      return window(3, layer.stride);
    case "residual":
      return widest([layer.body, layer.shortcut]);
    case "concatenate":
      return widest(layer.branches);
    case "linear":
    case "global mean":
      return { size: Infinity, step };
    default:
      return { size, step };
  }
}
