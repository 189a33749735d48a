/** The nets that `deno task nets` embeds and `deno task evaluate` knows, each by its tensors. */
import {
  ActivationLayer,
  BatchNorm,
  Conv2d,
  Flatten,
  Linear,
  MaxPool2d,
  Module,
  Rng,
  Sequential,
  stateOf,
  type Tensor,
} from "nnr";

/** Height and width of the images that they read, ink 0 on paper 1. */
export const SIDE = 32;
/** What they read, in the order of their outputs. */
export const CHARACTERS: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

/** A net of known layers. */
export interface Architecture {
  /** Its layers in a few words. */
  readonly what: string;
  /** The shape of one image, as its first layer takes it. */
  readonly input: readonly number[];
  readonly net: Sequential;
}

/** Ink 1 on paper 0: `y = 1 − x`, so that what a convolution finds beyond the edge is paper. */
export class Ink extends Module {
  /** 1 − x. */
  override forward(x: Tensor): Tensor {
    return x.neg().add(1);
  }
}

/** Notebook 03's net: 1024–n–36, sigmoid units. */
export function fullyConnected(rng: Rng, hidden = 64): Architecture {
  const pixels = SIDE * SIDE;
  const layers = [
    new Linear(pixels, hidden, { rng }),
    new ActivationLayer("sigmoid"),
    new Linear(hidden, CHARACTERS.length, { rng }),
  ];
  return { what: `${pixels}–${hidden}–${CHARACTERS.length}`, input: [pixels], net: new Sequential(layers) };
}

/** Three convolutions with batch norm, ReLU and pooling, then two linear layers: 160 000 numbers. */
export function convolutional(rng: Rng): Architecture {
  const relu = new ActivationLayer("relu");
  const block = (inputs: number, outputs: number, window: number): Sequential["layers"] => [
    new Conv2d(inputs, outputs, window, { rng, padding: (window - 1) / 2, bias: false }),
    ...[new BatchNorm(outputs), relu, new MaxPool2d(2)],
  ];
  const layers = [
    ...[new Ink(), ...block(1, 16, 5), ...block(16, 32, 3), ...block(32, 64, 3), new Flatten()],
    ...[new Linear(1024, 128, { rng }), relu, new Linear(128, CHARACTERS.length, { rng })],
  ];
  return { what: "CNN 16–32–64–128", input: [1, SIDE, SIDE], net: new Sequential(layers) };
}

/** The architecture whose tensors these are, by names and shapes; undefined when none is. */
export function architectureOf(tensors: ReadonlyMap<string, Tensor>): Architecture | undefined {
  const rng = new Rng(0);
  const [inputs, hidden = 0] = tensors.get("0.weight")?.shape ?? [];
  const known = inputs === SIDE * SIDE && hidden > 0 ? fullyConnected(rng, hidden) : convolutional(rng);
  return signature(stateOf(known.net)) === signature(tensors) ? known : undefined;
}

function signature(tensors: Iterable<readonly [string, Tensor]>): string {
  return Array.from(tensors, ([name, { dtype, shape }]) => `${name} ${dtype} ${shape}`).sort().join("\n");
}
