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
export {
  affine,
  concat,
  conv2d,
  type ConvolutionOptions,
  crossEntropy,
  type CrossEntropyOptions,
  logSoftmax,
  maxAbsDifference,
  maxPool2d,
  meanPool2d,
  meanSquaredError,
  norm,
  normalise,
  type NormOptions,
  type PoolingOptions,
  softmax,
  step,
  type Window,
} from "./tensor/mod.ts";
export { backward, gradcheck, type GradcheckOptions, type Named, noGrad, Parameter } from "./autograd/mod.ts";
export {
  ActivationLayer,
  type ActivationName,
  heNormal,
  identity,
  type Initialiser,
  type LayerOptions,
  Linear,
  loadState,
  Module,
  Sequential,
  stateOf,
  xavierUniform,
} from "./nn/mod.ts";
export {
  clipGradients,
  cosine,
  oneCycle,
  Optimiser,
  type OptimiserOptions,
  type Schedule,
  SGD,
  type SGDOptions,
  stepDecay,
  warmUp,
} from "./optim/mod.ts";
export {
  accuracy,
  type EpochRecord,
  evaluate,
  type EvaluateOptions,
  type Examples,
  fit,
  type FitEvent,
  type FitOptions,
  type Loss,
  meanCrossEntropy,
  type Metric,
  type Score,
} from "./train/mod.ts";
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
