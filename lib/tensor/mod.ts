/** Arrays of numbers with a shape, and what can be computed with them. @module */
export { type DType, type NumberArray } from "./dtype.ts";
export { crossEntropy, logSoftmax, maxAbsDifference, softmax } from "./functions.ts";
export { Tensor, type TensorOptions } from "./tensor.ts";
