import { backward, Parameter } from "../autograd/mod.ts";
import { inMode, loadState, type Module, observing, type Passage, stateOf } from "../nn/mod.ts";
import { crossEntropy, norm, step, Tensor } from "../tensor/mod.ts";
import { withOwnGradients } from "./own_gradients.ts";

/** How strong the signal is behind one layer, on its way forward and back. */
export interface LayerSignal {
  /** The path to the layer. */
  readonly name: string;
  /** What it is, and the activation that is applied with it. */
  readonly kind: string;
  /** √ of the mean square of what comes out. */
  readonly activation: number;
  /** ‖∂J/∂y‖ of what comes out. */
  readonly gradient: number;
}

/**
 * Size of activations and gradients behind every layer, for the mean cross-entropy of a batch in training mode; the model
 * stays as it was.
 *
 * To each y a parameter of zeros is added: the gradient by it is ∂J/∂y.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { layerGradients, Linear, Rng, Sequential, Tensor } from "nnr";
 *
 * const rng = new Rng(1);
 * const net = new Sequential([new Linear(3, 2, { rng })]);
 * const [only] = layerGradients(net, { x: Tensor.zeros([1, 3]), y: Tensor.of([[1, 0]]) });
 * expect(only?.gradient).toBeCloseTo(Math.sqrt(0.5), 6);
 * ```
 */
export function layerGradients(
  model: Module,
  { x, y }: { readonly x: Tensor; readonly y: Tensor },
): readonly LayerSignal[] {
  const before = new Map([...stateOf(model)].map(([name, { data, shape }]) => [name, new Tensor(data.slice(), shape)]));
  const probes: { name: string; kind: string; activation: number; probe: Parameter }[] = [];
  const probed = ({ name, kind, output }: Passage): Tensor => {
    const probe = new Parameter(Tensor.zeros(output.shape, { dtype: output.dtype }));
    probes.push({ name, kind, activation: norm(output) / Math.sqrt(output.size), probe });
    return output.add(probe);
  };
  const goBack = (): LayerSignal[] => {
    backward(crossEntropy(observing(model, probed, () => model.forward(x)), y, { average: true }));
    return probes.map(({ probe, ...signal }) => ({ ...signal, gradient: norm(probe.grad!) }));
  };
  const signals = inMode(model, true, () => withOwnGradients(model, () => step(goBack)));
  loadState(model, before);
  return signals;
}
