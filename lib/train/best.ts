import { loadState, type Module, stateOf } from "../nn/mod.ts";
import { Tensor } from "../tensor/mod.ts";

/** The epoch with the smallest loss on validation so far, and a copy of what the model was then. */
export class Best {
  /** 0: none yet. */
  epoch = 0;
  /** On validation. */
  loss: number = Infinity;
  /** The model's state then; empty when there is none yet. */
  tensors: ReadonlyMap<string, Tensor> = new Map();
  readonly #model: Module;

  constructor(model: Module) {
    this.#model = model;
  }

  /** Takes note of an epoch if it is better; says whether it is. */
  offer(epoch: number, loss: number): boolean {
    if (!(loss < this.loss)) return false;
    this.epoch = epoch;
    this.loss = loss;
    const copy = ({ data, shape }: Tensor): Tensor => new Tensor(data.slice(), shape);
    this.tensors = new Map([...stateOf(this.#model)].map(([name, tensor]) => [name, copy(tensor)]));
    return true;
  }

  /** Makes the model what it was at its best. */
  restore(): void {
    if (this.epoch > 0) loadState(this.#model, this.tensors);
  }
}
