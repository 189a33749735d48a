import { noGrad } from "../autograd/mod.ts";
import { type Activation, countMultiplyAdds, type DType, step, Tensor } from "../tensor/mod.ts";
import type { Module } from "./module.ts";

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
  const observed = leaves(model, "").map(({ name, module }) => observe(name, module, layers));
  const training = model.training;
  model.train(false);
  const dtype: DType = model.parameters()[0]?.tensor.dtype ?? "float32";
  try {
    const output = step(() => noGrad(() => model.forward(Tensor.zeros(shape, { dtype })).shape));
    const sum = (of: (layer: LayerSummary) => number): number => layers.reduce((total, layer) => total + of(layer), 0);
    const multiplyAdds = sum((layer) => layer.multiplyAdds);
    const parameters = sum((layer) => layer.parameters);
    const total = { name: "", kind: model.constructor.name, shape: output, parameters, multiplyAdds };
    return { layers, total: { ...total, bytes: sum((layer) => layer.bytes) } };
  } finally {
    for (const stop of observed) stop();
    model.train(training);
  }
}

function leaves(module: Module, name: string): { name: string; module: Module }[] {
  const children = module.children();
  if (children.length === 0) return [{ name, module }];
  return children.flatMap((child) => leaves(child.module, name === "" ? child.name : `${name}.${child.name}`));
}

/** Notes what passes through a module; returns how to stop it. */
function observe(name: string, module: Module, layers: LayerSummary[]): () => void {
  const own: { forward?: unknown } = module as { forward?: unknown };
  const forward = module.forward.bind(module);
  own.forward = (x: Tensor, activation?: Activation): Tensor => {
    const before = countMultiplyAdds();
    const y = forward(x, activation);
    const kind = module.constructor.name + (activation ? `, ${activation}` : "");
    const tensors = module.parameters().map(({ tensor }) => tensor);
    const parameters = tensors.reduce((sum, { size }) => sum + size, 0);
    const bytes = [y, ...tensors].reduce((sum, { size, dtype }) => sum + size * (dtype === "float64" ? 8 : 4), 0);
    layers.push({ name, kind, shape: y.shape, parameters, multiplyAdds: countMultiplyAdds() - before, bytes });
    return y;
  };
  return () => delete own.forward;
}
