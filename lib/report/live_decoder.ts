import { Mosaic, Negative, Reshape } from "../models/mod.ts";
import { ActivationLayer, Conv2d, Linear, type Module, type Sequential } from "../nn/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import { base64 } from "./canvas.ts";
import { DECODE, PANEL } from "./decoder_script.ts";

/** A code to start from, and what it is the code of. */
export interface NamedCode {
  /** Its name in the list. */
  readonly name: string;
  /** As many numbers as the decoder takes. */
  readonly code: readonly number[];
}

/** What the sliders do. */
export interface LiveDecoderOptions {
  /** Codes to start from, the first first. */
  readonly starts: readonly NamedCode[];
  /** The least that each slider gives. */
  readonly low: readonly number[];
  /** The most. */
  readonly high: readonly number[];
}

/** A decoder that a page runs by itself, with eight-bit weights. */
export interface LiveDecoder {
  /** The panel and its script, for `Picture.live`. */
  readonly html: string;
  /** What the page's own script makes of a code: an image of 32 × 32. */
  readonly decode: (code: readonly number[]) => Tensor;
}

/** A layer as the page's script takes it. */
type PageLayer = Readonly<Record<string, string | number | readonly number[]>>;

/** Codes are written with four digits, which is more than a slider's step. */
const DIGITS = 4;

/**
 * A decoder of images of 32 × 32 for a page: linear layers, 3 × 3 convolutions, ReLU and sigmoid, `Mosaic` and `Negative`.
 *
 * @throws {RangeError} when the decoder has another layer.
 */
export function liveDecoder(decoder: Sequential, { starts, low, high }: LiveDecoderOptions): LiveDecoder {
  const layers = decoder.layers.flatMap(pageLayer);
  const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(DIGITS)));
  const data = JSON.stringify({
    layers,
    starts: starts.map(({ name, code }) => ({ name, code: rounded(code) })),
    low: rounded(low),
    high: rounded(high),
  });
  const html =
    `<div class="nnr-live"><script type="application/json">${data.replaceAll("<", "\\u003c")}</script></div>` +
    `<script>(() => {${DECODE}${PANEL}})();</script>`;
  const run = new Function(`${DECODE}return decode;`)() as (
    layers: readonly object[],
    code: readonly number[],
  ) => number[];
  const ready = layers.map((layer) => ({ ...layer, ...(layer["weights"] ? { weights: bytesOf(layer) } : {}) }));
  return { html, decode: (code) => new Tensor(Float64Array.from(run(ready, code)), [1, 1024]) };
}

function pageLayer(layer: Module): PageLayer[] {
  if (layer instanceof Reshape) return [];
  if (layer instanceof Negative) return [{ kind: "negative" }];
  if (layer instanceof Mosaic) return [{ kind: "mosaic", side: layer.side, across: layer.across }];
  if (layer instanceof ActivationLayer && (layer.name === "relu" || layer.name === "sigmoid")) {
    return [{ kind: layer.name }];
  }
  if (layer instanceof Linear) {
    const [inputs = 0, outputs = 0] = layer.weight.shape;
    return [{ kind: "linear", inputs, outputs, ...numbersOf(layer.weight, layer.bias) }];
  }
  if (layer instanceof Conv2d && layer.bias && layer.weight.shape[2] === 3) {
    const [outputs = 0, inputs = 0] = layer.weight.shape;
    return [{ kind: "convolution", inputs, outputs, ...numbersOf(layer.weight, layer.bias) }];
  }
  throw new RangeError(`Cannot draw a decoder with a layer ${layer.constructor.name}: a page does not know it`);
}

/** Weights as eight-bit numbers times a scale, biases with some digits. */
function numbersOf(weight: Tensor, bias: Tensor): PageLayer {
  const scale = weight.abs().max().item() / 127;
  const bytes = Int8Array.from(weight.data, (value) => Math.round(value / scale));
  return {
    scale,
    weights: base64(new Uint8Array(bytes.buffer)),
    bias: Array.from(bias.data, (value) => Number(value.toPrecision(DIGITS))),
  };
}

function bytesOf({ weights }: PageLayer): Int8Array {
  return Int8Array.from(atob(weights as string), (c) => c.charCodeAt(0));
}
