import {
  ActivationLayer,
  BatchNorm,
  Conv2d,
  Flatten,
  Linear,
  loadState,
  MaxPool2d,
  Module,
  Sequential,
  stateOf,
} from "../../nn/mod.ts";
import { Rng } from "../../random/mod.ts";
import type { Tensor } from "../../tensor/mod.ts";
import { CHARACTERS } from "../context/mod.ts";
import { LETTER_SIDE } from "../letter_image.ts";

/** A net that reads letters of 32 × 32 pixels, ink 0 on paper 1: logits of A–Z, 0–9. */
export interface LetterNet {
  /** Its layers in a few words. */
  readonly what: string;
  /** The shape of one image, as its first layer takes it. */
  readonly input: readonly number[];
  /** Its layers. */
  readonly net: Sequential;
  /** T of `softmax(logits / T)`: see `calibrationTemperature()`; 1 until it is chosen. */
  readonly temperature: number;
}

/** Ink 1 on paper 0: `y = 1 − x`, so that what a convolution finds beyond the edge is paper. */
export class InkOnPaper extends Module {
  /** 1 − x. */
  override forward(x: Tensor): Tensor {
    return x.neg().add(1);
  }
}

/** Notebook 03's net: 1024–n–36, sigmoid units. */
export function fullyConnected(rng: Rng, hidden = 64): LetterNet {
  const pixels = LETTER_SIDE * LETTER_SIDE;
  const layers = [
    new Linear(pixels, hidden, { rng }),
    new ActivationLayer("sigmoid"),
    new Linear(hidden, CHARACTERS.length, { rng }),
  ];
  return {
    what: `${pixels}–${hidden}–${CHARACTERS.length}`,
    input: [pixels],
    net: new Sequential(layers),
    temperature: 1,
  };
}

/** Five convolutions with batch norm and ReLU, pooling after the first, third and fifth, then two linear layers: 448 000 numbers. */
export function convolutional(rng: Rng): LetterNet {
  const relu = new ActivationLayer("relu");
  const block = (inputs: number, outputs: number, window: number): Sequential["layers"] => [
    new Conv2d(inputs, outputs, window, { rng, padding: (window - 1) / 2, bias: false }),
    ...[new BatchNorm(outputs), relu],
  ];
  const layers = [
    ...[new InkOnPaper(), ...block(1, 28, 5), new MaxPool2d(2)],
    ...[...block(28, 56, 3), ...block(56, 56, 3), new MaxPool2d(2)],
    ...[...block(56, 112, 3), ...block(112, 112, 3), new MaxPool2d(2)],
    ...[new Flatten(), new Linear(1792, 128, { rng }), relu, new Linear(128, CHARACTERS.length, { rng })],
  ];
  const input = [1, LETTER_SIDE, LETTER_SIDE];
  return { what: "CNN 28–56–56–112–112–128", input, net: new Sequential(layers), temperature: 1 };
}

/** The layers whose tensors these are, by names and shapes, with other weights; undefined when none are. */
export function architectureOf(tensors: ReadonlyMap<string, Tensor>): LetterNet | undefined {
  const rng = new Rng(0);
  const [inputs, hidden = 0] = tensors.get("0.weight")?.shape ?? [];
  const known = inputs === LETTER_SIDE * LETTER_SIDE && hidden > 0 ? fullyConnected(rng, hidden) : convolutional(rng);
  return signature(stateOf(known.net)) === signature(tensors) ? known : undefined;
}

/**
 * The net of these tensors, 1024–n–36 or the convolutional one, as their names and shapes tell.
 *
 * @throws {RangeError} when they are neither's.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { letterNet } from "nnr";
 * import { embeddedNet } from "nnr/data";
 *
 * expect(letterNet(embeddedNet("fc")).what).toBe("1024–64–36");
 * ```
 */
export function letterNet(
  { tensors, temperature = 1 }: {
    readonly tensors: ReadonlyMap<string, Tensor>;
    readonly temperature?: number;
  },
): LetterNet {
  const known = architectureOf(tensors);
  if (!known) {
    const found = Array.from(tensors, ([name, { shape }]) => `${name} [${shape}]`).join(", ");
    throw new RangeError(`Cannot make a net of ${found || "no tensors"}: they are those of no net that reads letters`);
  }
  loadState(known.net, tensors);
  return { ...known, temperature };
}

function signature(tensors: Iterable<readonly [string, Tensor]>): string {
  return Array.from(tensors, ([name, { dtype, shape }]) => `${name} ${dtype} ${shape}`).sort().join("\n");
}
