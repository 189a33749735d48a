import { noGrad } from "../autograd/mod.ts";
import { inMode, type Module, observing, type Passage } from "../nn/mod.ts";
import { step, Tensor } from "../tensor/mod.ts";

/** What came out of one layer. */
export interface LayerValues {
  /** The path to the layer. */
  readonly name: string;
  /** What it is, and the activation that is applied with it. */
  readonly kind: string;
  /** Feature maps `[batch, channels, height, width]`, or rows. */
  readonly values: Tensor;
}

/**
 * What every layer of a model makes of x, in evaluation mode, in the order in which data meets them.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { layerValues, models, Rng, Tensor } from "nnr";
 *
 * const net = models.build(models.convolutional([1, 16, 16], 10, { norm: false }), { rng: new Rng(1) });
 * const [first] = layerValues(net, Tensor.zeros([2, 1, 16, 16]));
 * expect([first?.kind, first?.values.shape]).toEqual(["Conv2d", [2, 16, 16, 16]]);
 * ```
 */
export function layerValues(model: Module, x: Tensor): readonly LayerValues[] {
  const found: LayerValues[] = [];
  const note = ({ name, kind, output }: Passage): void => {
    found.push({ name, kind, values: new Tensor(output.data.slice(), output.shape) });
  };
  inMode(model, false, () => observing(model, note, () => step(() => noGrad(() => model.forward(x)))));
  return found;
}
