import { loadState, type Module, type Named, stateOf, type Tensor } from "nnr";
import { type Golden, part } from "../golden/pytorch.ts";

/** What PyTorch calls what has another name here. */
const names: Readonly<Record<string, string>> = {
  gamma: "weight",
  beta: "bias",
  mean: "running_mean",
  variance: "running_var",
};

function torchName(name: string): string {
  return name.replace(/(?<=^|\.)(gamma|beta|mean|variance)$/, (own) => names[own]!);
}

/** What a dropout draws from, which PyTorch keeps for all layers together and in no state. */
function isSource(name: string): boolean {
  return /(^|\.)source$/.test(name);
}

/** Weights of linear layers, the only matrices, are `[out, in]` there. */
function turned(tensor: Tensor): Tensor {
  return tensor.shape.length === 2 ? tensor.transpose() : tensor;
}

/** Tensors of a model under PyTorch's names and in its shapes. */
export function toTorch(tensors: readonly Named<Tensor>[]): Map<string, Tensor> {
  const kept = tensors.filter(({ name }) => !isSource(name));
  return new Map(kept.map(({ name, tensor }) => [torchName(name), turned(tensor)]));
}

/** Copies a state that PyTorch gave into a model. */
export function loadTorch(model: Module, state: Golden): void {
  const tensors = [...stateOf(model)].map(([name, own]): [string, Tensor] => [
    name,
    isSource(name) ? own : turned(part(state, torchName(name))).as(own.dtype),
  ]);
  loadState(model, new Map(tensors));
}
