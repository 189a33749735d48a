/** Arrays of numbers with a shape, and what can be computed with them. @module */
export { type DType, type NumberArray, type Values } from "./dtype.ts";
export { crossEntropy, logSoftmax, maxAbsDifference, softmax } from "./functions.ts";
export { type MatmulOptions } from "./matmul.ts";
export { type Nested, type RandomOptions, type ReduceOptions, Tensor, type TensorOptions } from "./tensor.ts";
