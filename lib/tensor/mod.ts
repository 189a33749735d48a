/** Arrays of numbers with a shape, and what can be computed with them. @module */
export { type Activation } from "../kernels/mod.ts";
export { type DType, type NumberArray, type Values } from "./dtype.ts";
export {
  affine,
  concat,
  conv2d,
  crossEntropy,
  type CrossEntropyOptions,
  logSoftmax,
  maxAbsDifference,
  maxPool2d,
  meanPool2d,
  meanSquaredError,
  norm,
  normalise,
  softmax,
} from "./functions.ts";
export { type ConvolutionOptions } from "./convolve.ts";
export { type NormOptions } from "./normalise.ts";
export { type Window } from "./pair.ts";
export { type MaxPoolingOptions, type PoolingOptions } from "./pooling.ts";
export { type MatmulOptions } from "./matmul.ts";
export { smooth, spread, warp } from "./images.ts";
export { begin, countMultiplyAdds, keep, withoutRecording } from "./memory.ts";
export { nextSerial, Node, place, requireAlive } from "./node.ts";
export { combine } from "./elementwise.ts";
export { type QR, qr } from "./qr.ts";
export { leadingEigen } from "./leading_eigen.ts";
export { randomisedSvd, type SampleOptions, type SVD } from "./randomised_svd.ts";
export { type Eigen, symmetricEigen, symmetricEigenvalues } from "./symmetric_eigen.ts";
export { step } from "./step.ts";
export {
  type Nested,
  nodeOfTensor,
  type RandomOptions,
  type ReduceOptions,
  Tensor,
  type TensorOptions,
  wrap,
} from "./tensor.ts";
