import {
  ActivationLayer,
  type ActivationName,
  Conv2d,
  Flatten,
  heNormal,
  type LayerOptions,
  Linear,
  type Module,
  Sequential,
  xavierUniform,
} from "../nn/mod.ts";
import { Autoencoder } from "./autoencoder.ts";
import { Negative } from "./negative.ts";
import { Mosaic, Patches } from "./patches.ts";
import { Reshape } from "./reshape.ts";

/** How a fully connected autoencoder bends, and where it starts. */
export interface DenseAutoencoderOptions extends LayerOptions {
  /** Behind the code; nothing unless given. */
  readonly code?: ActivationName;
  /** Behind the last layer; nothing unless given. */
  readonly output?: ActivationName;
  /** Where the biases of units with a ReLU start; 0 unless given. Above 0 they start alive. */
  readonly bias?: number;
  /** Takes 1 − x and gives 1 − y: ink is 1 and paper 0 inside. */
  readonly ink?: boolean;
}

/**
 * A fully connected autoencoder with ReLU between its layers; the decoder has the encoder's sizes in reverse.
 *
 * The course's, 1024–32–32–32–1024, has the sizes [1024, 32, 32], ReLU behind the code too and a sigmoid at the end; a linear
 * one has two sizes and no activation. Weights in front of a ReLU start as `initialise` says, `heNormal` unless given, others
 * as `xavierUniform`.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng } from "nnr";
 *
 * const net = models.denseAutoencoder([1024, 32, 32], { rng: new Rng(1), code: "relu", output: "sigmoid" });
 * expect(net.parameters().reduce((sum, { tensor }) => sum + tensor.size, 0)).toBe(68_704);
 * ```
 */
export function denseAutoencoder(
  sizes: readonly number[],
  { code, output, initialise = heNormal, bias = 0, ink = false, ...options }: DenseAutoencoderOptions,
): Autoencoder {
  const stack = (widths: readonly number[], last: ActivationName | undefined): readonly Module[] =>
    widths.slice(1).flatMap((outputs, i): Module[] => {
      const activation = i === widths.length - 2 ? last : "relu";
      if (activation === undefined) return [new Linear(widths[i]!, outputs, options)];
      const bends = activation === "relu";
      const linear = new Linear(widths[i]!, outputs, { ...options, initialise: bends ? initialise : xavierUniform });
      if (bends) linear.bias.data.fill(bias);
      return [linear, new ActivationLayer(activation)];
    });
  const turned = ink ? [new Negative()] : [];
  const encoder = new Sequential([...turned, ...stack(sizes, code)]);
  const decoder = new Sequential([...stack([...sizes].reverse(), output), ...turned]);
  return new Autoencoder({ size: sizes.at(-1)!, encoder, decoder });
}

/** Pixels of a square's side, which becomes one column of channels. */
const SIDE = 4;
const WIDTH = 32;
const ACROSS = WIDTH / SIDE;

/**
 * A convolutional autoencoder for images of 32 × 32: squares of 4 × 4 pixels become columns of 16 channels, two convolutions
 * look at neighbouring squares, for which paper is 0, a linear layer gathers what they find into the code; the decoder goes the same way back.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { models, Rng, Tensor } from "nnr";
 *
 * const net = models.convolutionalAutoencoder(32, { rng: new Rng(1) });
 * expect(net.project(Tensor.zeros([5, 1024])).shape).toEqual([5, 32]);
 * expect(net.forward(Tensor.zeros([5, 1024])).shape).toEqual([5, 1024]);
 * ```
 */
export function convolutionalAutoencoder(
  size: number,
  { rng, channels = 32 }: LayerOptions & { readonly channels?: number },
): Autoencoder {
  const relu = new ActivationLayer("relu");
  const convolution = (inputs: number, outputs: number): Conv2d => new Conv2d(inputs, outputs, 3, { rng, padding: 1 });
  const values = channels * ACROSS * ACROSS;
  const encoder = new Sequential([
    ...[new Negative(), new Patches(WIDTH, SIDE)],
    ...[convolution(SIDE * SIDE, channels), relu],
    ...[convolution(channels, channels), relu],
    ...[new Flatten(), new Linear(values, size, { rng })],
  ]);
  const decoder = new Sequential([
    ...[new Linear(size, values, { rng, initialise: heNormal }), relu],
    ...[new Reshape([channels, ACROSS, ACROSS]), convolution(channels, channels), relu],
    ...[convolution(channels, SIDE * SIDE), new Mosaic(WIDTH, SIDE), new ActivationLayer("sigmoid"), new Negative()],
  ]);
  return new Autoencoder({ size, encoder, decoder });
}
