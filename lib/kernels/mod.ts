/**
 * Kernels: the arithmetic of the library in WebAssembly, its memory and its threads.
 *
 * `engine()` starts it when first called; everything is synchronous. All numbers that kernels work on lie in one linear
 * memory, and a pointer is a byte address in it. Every kernel is a function of the engine and of one object that names its
 * pointers and sizes; it gives nothing back but what it writes. Shapes, labels and indices are checked by who calls.
 *
 * | to do | call |
 * | --- | --- |
 * | room for a step's values | `memory.mark()`, `memory.take(bytes, op)`, `memory.release(mark)` |
 * | room for parameters | `memory.keep(bytes, op)`, `memory.free(pointer)` |
 * | see or fill values | `memory.float32(pointer, n)`, `memory.float64`, `memory.int32`: views that stay valid |
 * | products | `multiply`; `convolve`, `convolveInput`, `convolveWeights`; woven images: `winograd`, … |
 * | element by element | `unary`, `unaryGradient`, `binary` (broadcasting), `biasActivation` |
 * | along axes | `sum`, `mean`, `largest`, `argmax`, `dot`, `softmax`, `logSoftmax`, `crossEntropy` |
 * | images | `maxPool`, `meanPool`, `batchNorm` with their gradients, `channelSum`; `warp`, `multiplyEach`, `spread` |
 * | change of place | `copy`, `transpose`, `gatherRows`, `scatterRows`, `convert` |
 * | optimisers | `sgd`, `adam` |
 *
 * Within one arithmetic, `engine().arithmetic`, results are the same to the last bit wherever they run and however many
 * threads take part. Which kernel an operation uses must depend on shapes alone.
 *
 * An interrupt may strike anywhere in a cell: before the event loop turns, and before the next kernel, the threads are done
 * with what was cut off; the arena is as far as it was, so the outermost step begins by releasing the mark that it took when
 * the program began. Threads are started between cells, where no interrupt strikes.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { engine, multiply } from "./mod.ts";
 *
 * const { memory } = engine();
 * const mark = memory.mark();
 * const [a, b, c] = [memory.take(16, "multiply"), memory.take(16, "multiply"), memory.take(16, "multiply")];
 * memory.float32(a, 4).set([1, 2, 3, 4]);
 * memory.float32(b, 4).set([0, 1, 1, 0]);
 * multiply(engine(), { dtype: "float32", a, b, c, m: 2, n: 2, k: 2 });
 * expect([...memory.float32(c, 4)]).toEqual([2, 1, 4, 3]);
 * memory.release(mark);
 * ```
 * @module
 */
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
export { multiplyEach, spread, warp } from "./images.ts";
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
export { type Winograd, winograd, winogradInput, winogradWeights } from "./winograd.ts";
export { clearBorder, type Images, unweave, weave, wovenLength, wovenPool, wovenPoolGradient } from "./woven.ts";
