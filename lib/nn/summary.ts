import { noGrad } from "../autograd/mod.ts";
import { countMultiplyAdds, type DType, step, Tensor } from "../tensor/mod.ts";
import { inMode } from "./in_mode.ts";
import type { Module } from "./module.ts";
import { observing, type Passage } from "./observe.ts";

/** What a layer does to one batch. */
export interface LayerSummary {
  /** The path to it. */
  readonly name: string;
  /** What it is, and the activation that is applied with it. */
  readonly kind: string;
  /** Of what comes out. */
  readonly shape: readonly number[];
  /** How many numbers it learns. */
  readonly parameters: number;
  /** Products that are added up on the way forward. */
  readonly multiplyAdds: number;
  /** Memory of its parameters and of what comes out. */
  readonly bytes: number;
}

/** Layer by layer, in the order in which data meets them, and all together. */
export interface Summary {
  /** The layers that are not made of others. */
  readonly layers: readonly LayerSummary[];
  /** All together; the shape is the last layer's. */
  readonly total: LayerSummary;
}

/**
 * What the layers of a model do, found by sending zeros through it.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { ActivationLayer, Linear, Rng, Sequential, summary } from "nnr";
 *
 * const rng = new Rng(1);
 * const net = new Sequential([new Linear(1024, 64, { rng }), new ActivationLayer("sigmoid"), new Linear(64, 36, { rng })]);
 * const { layers, total } = summary(net, [1, 1024]);
 * expect(layers.map(({ kind, shape }) => [kind, shape])).toEqual([["Linear, sigmoid", [1, 64]], ["Linear", [1, 36]]]);
 * expect([total.parameters, total.multiplyAdds]).toEqual([67940, 67840]);
 * ```
 */
export function summary(model: Module, shape: readonly number[]): Summary {
  const layers: LayerSummary[] = [];
  const dtype: DType = model.parameters()[0]?.tensor.dtype ?? "float32";
  let before = countMultiplyAdds();
  const note = ({ name, kind, module, output }: Passage): void => {
    const multiplyAdds = countMultiplyAdds() - before;
    before += multiplyAdds;
    const tensors = module.parameters().map(({ tensor }) => tensor);
    const parameters = tensors.reduce((sum, { size }) => sum + size, 0);
    const bytes = [output, ...tensors].reduce((sum, { size, dtype }) => sum + size * (dtype === "float64" ? 8 : 4), 0);
    layers.push({ name, kind, shape: output.shape, parameters, multiplyAdds, bytes });
  };
  const forward = (): readonly number[] => model.forward(Tensor.zeros(shape, { dtype })).shape;
  const output = inMode(model, false, () => observing(model, note, () => step(() => noGrad(forward))));
  const sum = (of: (layer: LayerSummary) => number): number => layers.reduce((total, layer) => total + of(layer), 0);
  const multiplyAdds = sum((layer) => layer.multiplyAdds);
  const parameters = sum((layer) => layer.parameters);
  const total = { name: "", kind: model.constructor.name, shape: output, parameters, multiplyAdds };
  return { layers, total: { ...total, bytes: sum((layer) => layer.bytes) } };
}
