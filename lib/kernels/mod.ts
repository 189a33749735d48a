export {
  channelSum,
  type ConvolutionShape,
  convolutionSize,
  convolve,
  convolveInput,
  convolveWeights,
  type Pair,
} from "./convolution.ts";
export {
  type Activation,
  biasActivation,
  binary,
  type BinaryOp,
  gradientFrom,
  type Strided,
  unary,
  unaryGradient,
  type UnaryOp,
} from "./elementwise.ts";
export { type DType, type Engine, engine, type EngineOptions, startEngine } from "./engine.ts";
export type { Memory } from "./memory.ts";
export type { Arithmetic } from "./module.ts";
export { convert, copy, gatherRows, scatterRows, transpose } from "./moves.ts";
export { batchNorm, batchNormGradient, type Norm } from "./normalisation.ts";
export { maxPool, maxPoolGradient, meanPool, meanPoolGradient, type PoolingShape, poolingSize } from "./pooling.ts";
export { multiply, type Product } from "./products.ts";
export { argmax, dot, largest, largestGradient, mean, type Reduction, sum } from "./reductions.ts";
export {
  crossEntropy,
  crossEntropyTargets,
  logSoftmax,
  logSoftmaxGradient,
  type Loss,
  type Rows,
  type RowsGradient,
  softmax,
  softmaxGradient,
} from "./softmax.ts";
export { adam, sgd, type Update } from "./updates.ts";
export {
  type Images,
  unweave,
  weave,
  type Winograd,
  winograd,
  winogradInput,
  winogradWeights,
  wovenLength,
} from "./winograd.ts";
