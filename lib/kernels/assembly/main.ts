// What the module exports. Every kernel does the share [begin, end) of its work; `wide` chooses f64 over f32.
import * as binaries from "./binary";
import * as convolutions from "./convolution";
import * as moves from "./move";
import * as norms from "./normalisation";
import * as pools from "./pooling";
import * as products from "./product";
import * as reductions from "./reduce";
import * as rows from "./softmax";
import * as unaries from "./unary";
import * as updates from "./update";

export { products, spread, warp } from "./image";
export { narrow, widen } from "./move";
export { start } from "./thread";
export { winograd, winogradFilters, winogradWeights, winogradWeightsEnd } from "./winograd";
export { unweave, weave, wovenBorder, wovenPool, wovenPoolGradient } from "./woven";

export function multiply(
  wide: bool, turnA: bool, turnB: bool, m: usize, n: usize, k: usize, a: usize, lda: usize, b: usize, ldb: usize, c: usize,
  ldc: usize, add: bool, byColumns: bool, begin: usize, end: usize,
): void {
  if (wide) products.product<f64>(turnA, turnB, m, n, k, a, lda, b, ldb, c, ldc, add, byColumns, begin, end);
  else products.product<f32>(turnA, turnB, m, n, k, a, lda, b, ldb, c, ldc, add, byColumns, begin, end);
}

export function multiplyBlocks(
  wide: bool, turnA: bool, turnB: bool, m: usize, n: usize, k: usize, a: usize, lda: usize, b: usize, ldb: usize, to: usize,
  begin: usize, end: usize,
): void {
  if (wide) products.blocks<f64>(turnA, turnB, m, n, k, a, lda, b, ldb, to, begin, end);
  else products.blocks<f32>(turnA, turnB, m, n, k, a, lda, b, ldb, to, begin, end);
}

export function addBlocks(wide: bool, from: usize, count: usize, size: usize, c: usize, add: bool, begin: usize, end: usize): void {
  if (wide) products.addBlocks<f64>(from, count, size, c, add, begin, end);
  else products.addBlocks<f32>(from, count, size, c, add, begin, end);
}

export function unary(wide: bool, op: i32, x: usize, y: usize, begin: usize, end: usize): void {
  if (wide) unaries.unary<f64>(op, x, y, begin, end);
  else unaries.unary<f32>(op, x, y, begin, end);
}

export function unaryGradient(wide: bool, op: i32, v: usize, dy: usize, dx: usize, begin: usize, end: usize): void {
  if (wide) unaries.unaryGradient<f64>(op, v, dy, dx, begin, end);
  else unaries.unaryGradient<f32>(op, v, dy, dx, begin, end);
}

export function bias(
  wide: bool, op: i32, x: usize, b: usize, y: usize, channels: usize, inner: usize, begin: usize, end: usize,
): void {
  if (wide) unaries.bias<f64>(op, x, b, y, channels, inner, begin, end);
  else unaries.bias<f32>(op, x, b, y, channels, inner, begin, end);
}

export function binary(
  wide: bool, op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, begin: usize, end: usize,
): void {
  if (wide) binaries.binary<f64>(op, x, xStep, y, yStep, z, begin, end);
  else binaries.binary<f32>(op, x, xStep, y, yStep, z, begin, end);
}

export function binaryStrided(
  wide: bool, op: i32, x: usize, y: usize, z: usize, table: usize, begin: usize, end: usize,
): void {
  if (wide) binaries.binaryStrided<f64>(op, x, y, z, table, begin, end);
  else binaries.binaryStrided<f32>(op, x, y, z, table, begin, end);
}

export function copyStrided(wide: bool, x: usize, z: usize, table: usize, begin: usize, end: usize): void {
  if (wide) moves.copyStrided<f64>(x, z, table, begin, end);
  else moves.copyStrided<f32>(x, z, table, begin, end);
}

export function transpose(wide: bool, x: usize, z: usize, rows: usize, columns: usize, begin: usize, end: usize): void {
  if (wide) moves.transpose<f64>(x, z, rows, columns, begin, end);
  else moves.transpose<f32>(x, z, rows, columns, begin, end);
}

export function gatherRows(wide: bool, x: usize, index: usize, z: usize, width: usize, begin: usize, end: usize): void {
  if (wide) moves.gatherRows<f64>(x, index, z, width, begin, end);
  else moves.gatherRows<f32>(x, index, z, width, begin, end);
}

export function scatterRows(
  wide: bool, x: usize, index: usize, z: usize, rows: usize, width: usize, begin: usize, end: usize,
): void {
  if (wide) moves.scatterRows<f64>(x, index, z, rows, width, begin, end);
  else moves.scatterRows<f32>(x, index, z, rows, width, begin, end);
}

export function sum(
  wide: bool, x: usize, z: usize, count: usize, inner: usize, divisor: f64, begin: usize, end: usize,
): void {
  if (wide) reductions.sum<f64>(x, z, count, inner, divisor, begin, end);
  else reductions.sum<f32>(x, z, count, inner, divisor, begin, end);
}

export function largest(wide: bool, x: usize, z: usize, count: usize, inner: usize, begin: usize, end: usize): void {
  if (wide) reductions.largest<f64>(x, z, count, inner, begin, end);
  else reductions.largest<f32>(x, z, count, inner, begin, end);
}

export function largestGradient(
  wide: bool, x: usize, z: usize, dz: usize, dx: usize, count: usize, inner: usize, begin: usize, end: usize,
): void {
  if (wide) reductions.largestGradient<f64>(x, z, dz, dx, count, inner, begin, end);
  else reductions.largestGradient<f32>(x, z, dz, dx, count, inner, begin, end);
}

export function argmax(wide: bool, x: usize, z: usize, count: usize, begin: usize, end: usize): void {
  if (wide) reductions.argmax<f64>(x, z, count, begin, end);
  else reductions.argmax<f32>(x, z, count, begin, end);
}

/** z[i] = Σ x[i] y[i] over rows of `count` numbers, as f64. */
export function dot(wide: bool, x: usize, y: usize, z: usize, count: usize, begin: usize, end: usize): void {
  for (let i = begin; i < end; i++) {
    const at = i * count;
    const s = wide ? reductions.dotOf<f64>(x + (at << 3), y + (at << 3), count) : reductions.dotOf<f32>(x + (at << 2), y + (at << 2), count);
    store<f64>(z + (i << 3), s);
  }
}

export function softmax(wide: bool, x: usize, y: usize, count: usize, begin: usize, end: usize): void {
  if (wide) rows.softmax<f64>(x, y, count, begin, end);
  else rows.softmax<f32>(x, y, count, begin, end);
}

export function softmaxGradient(wide: bool, y: usize, dy: usize, dx: usize, count: usize, begin: usize, end: usize): void {
  if (wide) rows.softmaxGradient<f64>(y, dy, dx, count, begin, end);
  else rows.softmaxGradient<f32>(y, dy, dx, count, begin, end);
}

export function logSoftmax(wide: bool, x: usize, y: usize, count: usize, begin: usize, end: usize): void {
  if (wide) rows.logSoftmax<f64>(x, y, count, begin, end);
  else rows.logSoftmax<f32>(x, y, count, begin, end);
}

export function logSoftmaxGradient(
  wide: bool, y: usize, dy: usize, dx: usize, count: usize, begin: usize, end: usize,
): void {
  if (wide) rows.logSoftmaxGradient<f64>(y, dy, dx, count, begin, end);
  else rows.logSoftmaxGradient<f32>(y, dy, dx, count, begin, end);
}

export function crossEntropy(
  wide: bool, x: usize, labels: usize, loss: usize, dx: usize, count: usize, scale: f64, begin: usize, end: usize,
): void {
  if (wide) rows.crossEntropy<f64>(x, labels, loss, dx, count, scale, begin, end);
  else rows.crossEntropy<f32>(x, labels, loss, dx, count, scale, begin, end);
}

export function crossEntropyTargets(
  wide: bool, x: usize, targets: usize, loss: usize, dx: usize, count: usize, scale: f64, begin: usize, end: usize,
): void {
  if (wide) rows.crossEntropyTargets<f64>(x, targets, loss, dx, count, scale, begin, end);
  else rows.crossEntropyTargets<f32>(x, targets, loss, dx, count, scale, begin, end);
}

export function sgd(
  wide: bool, p: usize, g: usize, v: usize, rate: f64, momentum: f64, decay: f64, nesterov: bool, begin: usize, end: usize,
): void {
  if (wide) updates.sgd<f64>(p, g, v, rate, momentum, decay, nesterov, begin, end);
  else updates.sgd<f32>(p, g, v, rate, momentum, decay, nesterov, begin, end);
}

export function adam(
  wide: bool, p: usize, g: usize, m: usize, v: usize, rate: f64, beta1: f64, beta2: f64, epsilon: f64, c1: f64, c2: f64,
  decay: f64, apart: bool, begin: usize, end: usize,
): void {
  if (wide) updates.adam<f64>(p, g, m, v, rate, beta1, beta2, epsilon, c1, c2, decay, apart, begin, end);
  else updates.adam<f32>(p, g, m, v, rate, beta1, beta2, epsilon, c1, c2, decay, apart, begin, end);
}

export function convolve(
  wide: bool, x: usize, w: usize, b: usize, op: i32, y: usize, table: usize, work: usize, begin: usize, end: usize,
): void {
  if (wide) convolutions.convolve<f64>(x, w, b, op, y, table, work, begin, end);
  else convolutions.convolve<f32>(x, w, b, op, y, table, work, begin, end);
}

export function convolveInput(
  wide: bool, dy: usize, w: usize, dx: usize, table: usize, work: usize, begin: usize, end: usize,
): void {
  if (wide) convolutions.convolveInput<f64>(dy, w, dx, table, work, begin, end);
  else convolutions.convolveInput<f32>(dy, w, dx, table, work, begin, end);
}

export function convolveWeights(
  wide: bool, x: usize, dy: usize, dw: usize, table: usize, work: usize, images: usize, units: usize, begin: usize, end: usize,
): void {
  if (wide) convolutions.convolveWeights<f64>(x, dy, dw, table, work, images, units, begin, end);
  else convolutions.convolveWeights<f32>(x, dy, dw, table, work, images, units, begin, end);
}

export function channelSum(
  wide: bool, x: usize, z: usize, images: usize, channels: usize, count: usize, begin: usize, end: usize,
): void {
  if (wide) norms.channelSum<f64>(x, z, images, channels, count, begin, end);
  else norms.channelSum<f32>(x, z, images, channels, count, begin, end);
}

export function batchNorm(
  wide: bool, x: usize, y: usize, table: usize, gamma: usize, beta: usize, mean: usize, rate: usize, runningMean: usize,
  runningVariance: usize, momentum: f64, epsilon: f64, training: bool, relu: bool, begin: usize, end: usize,
): void {
  if (wide) {
    norms.batchNorm<f64>(
      x, y, table, gamma, beta, mean, rate, runningMean, runningVariance, momentum, epsilon, training, relu, begin, end,
    );
  } else {
    norms.batchNorm<f32>(
      x, y, table, gamma, beta, mean, rate, runningMean, runningVariance, momentum, epsilon, training, relu, begin, end,
    );
  }
}

export function batchNormGradient(
  wide: bool, dy: usize, x: usize, dx: usize, table: usize, gamma: usize, beta: usize, mean: usize, rate: usize, dgamma: usize,
  dbeta: usize, training: bool, relu: bool, begin: usize, end: usize,
): void {
  if (wide) norms.batchNormGradient<f64>(dy, x, dx, table, gamma, beta, mean, rate, dgamma, dbeta, training, relu, begin, end);
  else norms.batchNormGradient<f32>(dy, x, dx, table, gamma, beta, mean, rate, dgamma, dbeta, training, relu, begin, end);
}

export function maxPool(wide: bool, x: usize, y: usize, relu: bool, table: usize, begin: usize, end: usize): void {
  if (wide) pools.maxPool<f64>(x, y, relu, table, begin, end);
  else pools.maxPool<f32>(x, y, relu, table, begin, end);
}

export function maxPoolGradient(wide: bool, x: usize, dy: usize, dx: usize, relu: bool, table: usize, begin: usize, end: usize): void {
  if (wide) pools.maxPoolGradient<f64>(x, dy, dx, relu, table, begin, end);
  else pools.maxPoolGradient<f32>(x, dy, dx, relu, table, begin, end);
}

export function meanPool(wide: bool, x: usize, y: usize, table: usize, begin: usize, end: usize): void {
  if (wide) pools.meanPool<f64>(x, y, table, begin, end);
  else pools.meanPool<f32>(x, y, table, begin, end);
}

export function meanPoolGradient(wide: bool, dy: usize, dx: usize, table: usize, begin: usize, end: usize): void {
  if (wide) pools.meanPoolGradient<f64>(dy, dx, table, begin, end);
  else pools.meanPoolGradient<f32>(dy, dx, table, begin, end);
}
