import type { Layers, NetDescription } from "./description.ts";
import {
  activation,
  batchNorm,
  concatenate,
  conv,
  convNormRelu,
  flatten,
  globalMean,
  linear,
  maxPool,
  relu,
  residual,
  scale,
  twoStreams,
} from "./parts.ts";

/** Notebook 03's net on images: flatten, n sigmoid units, logits. */
export function fullyConnected(input: readonly number[], hidden: number, classes: number): NetDescription {
  return {
    name: "fully connected",
    equation: "y = \\sigma(x W_1 + b_1)\\, W_2 + b_2",
    source: "chapter 3",
    input,
    layers: [flatten, linear(hidden), activation("sigmoid"), linear(classes)],
  };
}

/** What a small convolutional net may have. */
export interface ConvolutionalOptions {
  /** Halves the images behind each convolution; else the convolutions move by two pixels. */
  readonly pooling?: boolean;
  /** Batch norm behind each convolution. */
  readonly norm?: boolean;
  /** Channels of the three convolutions. */
  readonly channels?: readonly number[];
}

/** Three convolutions, each of which leaves half the pixels each way, and a linear layer. */
export function convolutional(
  input: readonly number[],
  classes: number,
  { pooling = true, norm = true, channels = [16, 32, 64] }: ConvolutionalOptions = {},
): NetDescription {
  const stage = (outputs: number): Layers => [
    conv(outputs, 3, { stride: pooling ? 1 : 2 }),
    ...(norm ? [batchNorm] : []),
    relu,
    ...(pooling ? [maxPool(2)] : []),
  ];
  return {
    name: `convolution${pooling ? " + pooling" : ""}${norm ? " + batch norm" : ""}`,
    equation: "y_{dij} = b_d + \\sum_{c,u,v} w_{dcuv}\\, x_{c,\\,i+u,\\,j+v}",
    source: "LeCun, Bottou, Bengio, Haffner 1998",
    input,
    layers: [...channels.flatMap(stage), flatten, linear(classes)],
  };
}

/** How the layers of a deep net are joined. */
export type Joint = "plain" | "concatenation" | "residual" | "ResNet in ResNet";

const joints: Readonly<Record<Joint, Pick<NetDescription, "equation" | "source">>> = {
  plain: { equation: "y = F(x)", source: "Simonyan and Zisserman 2015" },
  concatenation: { equation: "y = [x;\\, F(x)]", source: "Huang, Liu, van der Maaten, Weinberger 2017" },
  residual: { equation: "y = \\max(x + F(x),\\, 0)", source: "He, Zhang, Ren, Sun 2016" },
  "ResNet in ResNet": {
    equation: "r' = \\sigma(r * W^{rr} + t * W^{tr} + s(r)),\\quad t' = \\sigma(r * W^{rt} + t * W^{tt})",
    source: "Targ, Almeida, Lyman 2016",
  },
};

/**
 * A deep net of three stages of n blocks, two convolutions a block, as He et al. laid it out for CIFAR-10: 6n + 2 layers;
 * channels double where the image is halved.
 *
 * Only the joint differs: nothing (plain), a concatenation whose channels a 1 × 1 convolution then gathers, an addition, or
 * generalised residual layers inside a residual block.
 */
export function deep(
  joint: Joint,
  input: readonly number[],
  classes: number,
  { blocks, channels }: { readonly blocks: number; readonly channels: number },
): NetDescription {
  const stage = (outputs: number, first: number): Layers =>
    Array.from({ length: blocks }, (_, i) => block(joint, outputs, i === 0 ? first : 1)).flat();
  return {
    name: `${joint}, ${6 * blocks + 2} layers`,
    ...joints[joint],
    input,
    layers: [
      ...convNormRelu(channels, 3),
      ...[stage(channels, 1), stage(2 * channels, 2), stage(4 * channels, 2)].flat(),
      ...[globalMean, linear(classes)],
    ],
  };
}

/** Two convolutions, joined; a stride halves the image and comes with twice the channels. */
function block(joint: Joint, outputs: number, stride: number): Layers {
  const body: Layers = [...convNormRelu(outputs, 3, { stride }), conv(outputs, 3), batchNorm];
  const shortcut: Layers = stride === 1 ? [] : [conv(outputs, 1, { stride }), batchNorm];
  const generalised = (moves: number): Layers => [twoStreams(outputs, moves), batchNorm, relu];
  const joined: Readonly<Record<Joint, Layers>> = {
    plain: [...body, relu],
    concatenation: [concatenate(shortcut, [...body, relu]), ...convNormRelu(outputs, 1)],
    residual: [residual(body, shortcut), relu],
    "ResNet in ResNet": [residual([...generalised(stride), ...generalised(1)], shortcut)],
  };
  return joined[joint];
}

/** What a small net of today may have. */
export interface ModernOptions {
  /** Directions of patches that are whitened, each with both signs. */
  readonly patches?: number;
  /** Channels of the three stages. */
  readonly channels?: readonly [number, number, number];
  /** Whether the pairs of convolutions are added to what came in. */
  readonly residuals?: boolean;
}

/**
 * A small net of today: whitened patches, few wide stages, one residual block in each of the last two, logits made smaller so
 * that training begins gently. Its first layer is set by `whiten` and stays as it is.
 */
export function modern(
  input: readonly number[],
  classes: number,
  { patches = 16, channels = [32, 64, 128], residuals = true }: ModernOptions = {},
): NetDescription {
  const [first, second, third] = channels;
  const [, height = 0, width = 0] = input;
  const pair = (channels: number): Layers => {
    const body = [...convNormRelu(channels, 3), ...convNormRelu(channels, 3)];
    return residuals ? [residual(body)] : body;
  };
  const halved = (outputs: number): Layers => [conv(outputs, 3), maxPool(2), batchNorm, relu];
  return {
    name: "modern",
    equation: "x \\mapsto \\Lambda^{-1/2} V^\\top x \\text{ for patches } x,\\quad y = x + F(x)",
    source: "the ideas of Page 2018 and Jordan 2024, at a quarter of their width",
    input,
    layers: [
      ...[conv(2 * patches, 3), relu],
      ...halved(first),
      ...[...halved(second), ...pair(second)],
      ...[...halved(third), ...pair(third)],
      ...[maxPool(Math.floor(Math.min(height, width) / 8)), flatten, linear(classes), scale(0.125)],
    ],
  };
}
