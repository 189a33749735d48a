import type { Named, Parameter } from "../autograd/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { nextSerial, nodeOfTensor, Tensor } from "../tensor/mod.ts";

/** What every optimiser takes. */
export interface OptimiserOptions {
  /** η. */
  readonly learningRate: number;
  /** λ; 0 unless given. */
  readonly weightDecay?: number;
}

/** What moves parameters against their gradients. */
export abstract class Optimiser {
  /** The parameters that move. */
  readonly parameters: readonly Named<Parameter>[];
  /** λ. */
  readonly weightDecay: number;
  /** How many steps were taken. */
  steps = 0;
  readonly #name: string;
  readonly #state: Map<string, Tensor> = new Map();
  #learningRate = 0;

  /** `name` is what errors call the optimiser. */
  constructor(
    name: string,
    parameters: readonly Named<Parameter>[],
    { learningRate, weightDecay = 0 }: OptimiserOptions,
  ) {
    this.#name = name;
    this.parameters = [...parameters];
    this.learningRate = learningRate;
    requireNotNegative(name, "weight decay", weightDecay);
    this.weightDecay = weightDecay;
    if (this.parameters.length === 0) throw new RangeError(`Cannot make ${name}: there must be at least 1 parameter`);
    if (new Set(this.parameters.map(({ tensor }) => tensor)).size < this.parameters.length) {
      throw new RangeError(`Cannot make ${name}: a parameter is listed twice`);
    }
  }

  /** η of the next step. A schedule sets it. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    requireNotNegative(this.#name, "learning rate", rate);
    this.#learningRate = rate;
  }

  /** Moves every parameter that has a gradient. */
  step(): void {
    this.steps++;
    this.parameters.forEach(({ tensor: parameter }, i) => {
      const { grad } = parameter;
      if (grad === undefined) return;
      if (grad.size !== parameter.size || grad.dtype !== parameter.dtype) {
        throw new RangeError(
          `Cannot move a parameter of ${shapeText(parameter.shape)} by a gradient of ${shapeText(grad.shape)}`,
        );
      }
      this.move(parameter, grad, i);
      nodeOfTensor(parameter).changed = nextSerial();
    });
  }

  /** Forgets the gradients, so that the next `backward` begins anew. */
  zeroGrad(): void {
    for (const { tensor } of this.parameters) tensor.grad = undefined;
  }

  /** What a checkpoint needs to go on: the optimiser's own tensors. */
  state(): ReadonlyMap<string, Tensor> {
    return this.#state;
  }

  /** Moves one parameter. */
  protected abstract move(parameter: Parameter, gradient: Tensor, i: number): void;

  /** A tensor of zeros beside every parameter, in the optimiser's state. */
  protected slots(kind: string): readonly Tensor[] {
    return this.parameters.map(({ name, tensor: { shape, dtype } }) => {
      const slot = Tensor.zeros(shape, { dtype }).keep();
      this.#state.set(`${kind}.${name}`, slot);
      return slot;
    });
  }
}

/** Refuses what is not a number of at least 0. */
export function requireNotNegative(optimiser: string, name: string, value: number): void {
  if (value >= 0 && value < Infinity) return;
  throw new RangeError(`Cannot make ${optimiser}: the ${name} must be a number of at least 0, found ${value}`);
}

/** Refuses what is not in [0, 1). */
export function requireShare(optimiser: string, name: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new RangeError(`Cannot make ${optimiser}: the ${name} must be at least 0 and below 1, found ${value}`);
}
