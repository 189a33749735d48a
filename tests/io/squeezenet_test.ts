import { expect } from "expect";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { readSafetensors, requireSameTensors, type Safetensors, type Tensor } from "nnr";

const folder = process.env.NNR_DATA;
const weights = "squeezenet/squeezenet1_1.safetensors";
const sample = "squeezenet/squeezenet1_1_golden.safetensors";

/** Options of a test that needs a real file: skipped, with the reason, where it is absent. */
function needs(name: string): { skip: string | false } {
  if (!folder) return { skip: "NNR_DATA is not set" };
  return { skip: existsSync(join(folder, name)) ? false : `${name} is not in NNR_DATA` };
}

function read(name: string): Safetensors {
  return readSafetensors(readFileSync(join(folder!, name)));
}

/** The fire modules: channels in, squeezed, and out of each of the two that expand. */
const fires: readonly (readonly [layer: number, channels: number, squeezed: number, expanded: number])[] = [
  [3, 64, 16, 64],
  [4, 128, 16, 64],
  [6, 128, 32, 128],
  [7, 256, 32, 128],
  [9, 256, 48, 192],
  [10, 384, 48, 192],
  [11, 384, 64, 256],
  [12, 512, 64, 256],
];

/** Weight and bias of a convolution of C channels to D, K x K. */
function convolution(name: string, d: number, c: number, k: number): [string, Pick<Tensor, "dtype" | "shape">][] {
  return [
    [`${name}.weight`, { dtype: "float32", shape: [d, c, k, k] }],
    [`${name}.bias`, { dtype: "float32", shape: [d] }],
  ];
}

describe("readSafetensors() of SqueezeNet 1.1", () => {
  it("finds every layer's name and shape", needs(weights), () => {
    const { tensors, metadata } = read(weights);
    const layers = [
      ...convolution("features.0", 64, 3, 3),
      ...fires.flatMap(([layer, channels, squeezed, expanded]) => [
        ...convolution(`features.${layer}.squeeze`, squeezed, channels, 1),
        ...convolution(`features.${layer}.expand1x1`, expanded, squeezed, 1),
        ...convolution(`features.${layer}.expand3x3`, expanded, squeezed, 3),
      ]),
      ...convolution("classifier.1", 1000, 512, 1),
    ];
    requireSameTensors(`read ${weights}`, new Map(layers), tensors);
    expect([...tensors.values()].reduce((sum, { size }) => sum + size, 0)).toBe(1_235_496);
    expect(metadata).toEqual({ format: "pt" });
  });

  it("finds an input of bytes, and logits after a ReLU", needs(sample), () => {
    const { tensors } = read(sample);
    const [input, logits] = [tensors.get("input")!, tensors.get("logits")!];
    expect([input.shape, logits.shape]).toEqual([[1, 3, 224, 224], [1, 1000]]);
    expect([...input.data].every((value) => value >= 0 && value <= 255)).toBe(true);
    expect([...logits.data].every((value) => value >= 0 && value < Infinity)).toBe(true);
  });
});
