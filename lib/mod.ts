/** Neural Networks for Recognition: tensors, networks, training, analysis. Needs no Node and no Deno: it loads in a browser too. @module */
export {
  type DType,
  type MatmulOptions,
  type Nested,
  type NumberArray,
  type RandomOptions,
  type ReduceOptions,
  Tensor,
  type TensorOptions,
  type Values,
} from "./tensor/mod.ts";
export { crossEntropy, logSoftmax, maxAbsDifference, softmax } from "./tensor/mod.ts";
export { Pcg32, Rng } from "./random/mod.ts";
export {
  type NpzOptions,
  readNpy,
  readNpz,
  readSafetensors,
  requireSameTensors,
  type Safetensors,
  writeNpy,
  writeNpz,
  writeSafetensors,
} from "./io/mod.ts";
export * as scratch from "./scratch/mod.ts";
export { type Confusion, confusionMatrix, type Interval, mostConfused, psnr, wilsonInterval } from "./analysis/mod.ts";
