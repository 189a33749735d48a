import type { Pair } from "./convolution.ts";
import { type DType, type Engine, wide } from "./engine.ts";
import { wovenRow } from "./woven.ts";

/** Nanoseconds an element, both passes, about. */
const COST = [1, 2] as const;

/**
 * What a batch norm works on, forward and backward: x is `[images, channels, …size]` (behind a dense layer size is `[1, 1]`), the rest one
 * number a channel.
 */
export interface Norm {
  readonly dtype: DType;
  readonly images: number;
  readonly channels: number;
  readonly size: Pair;
  /** x and y are woven (see `weave`): float32, images a multiple of 8. */
  readonly woven?: boolean;
  readonly x: number;
  readonly gamma: number;
  readonly beta: number;
  /** μ and 1 / √(σ² + ε), as they were used: the forward pass writes them, the backward pass reads them. */
  readonly mean: number;
  readonly rate: number;
  /** The batch's statistics, or the running ones. */
  readonly training: boolean;
  /** ReLU follows, in the same pass. */
  readonly relu: boolean;
}

/**
 * y = γ (x − μ) / √(σ² + ε) + β, then ReLU where asked; y may be x. In training the running mean and variance (that with n − 1) move by
 * `momentum` towards the batch's.
 */
export function batchNorm(
  engine: Engine,
  norm: Norm & {
    readonly y: number;
    readonly runningMean: number;
    readonly runningVariance: number;
    readonly momentum: number;
    readonly epsilon: number;
  },
): void {
  const { dtype, channels, x, y, gamma, beta, mean, rate, training, relu } = norm;
  const running = [norm.runningMean, norm.runningVariance, norm.momentum, norm.epsilon];
  const args = [
    wide(dtype),
    x,
    y,
    writeTable(engine, norm),
    gamma,
    beta,
    mean,
    rate,
    ...running,
    training ? 1 : 0,
    relu ? 1 : 0,
  ];
  engine.run("batchNorm", cost(norm), channels, 1, args);
}

/** dx, dγ and dβ from dy; dx may be dy. */
export function batchNormGradient(
  engine: Engine,
  norm: Norm & { readonly dy: number; readonly dx: number; readonly dgamma: number; readonly dbeta: number },
): void {
  const { dtype, channels, x, dy, dx, gamma, beta, mean, rate, dgamma, dbeta, training, relu } = norm;
  const args = [
    dy,
    x,
    dx,
    writeTable(engine, norm),
    gamma,
    beta,
    mean,
    rate,
    dgamma,
    dbeta,
    training ? 1 : 0,
    relu ? 1 : 0,
  ];
  engine.run("batchNormGradient", cost(norm), channels, 1, [wide(dtype), ...args]);
}

/** Where the numbers of a channel stand, as the kernels read it; returns the table's address. */
function writeTable({ table, tableAt }: Engine, { images, channels, size, woven }: Norm): number {
  if (woven) {
    const row = wovenRow(size[1]), plane = wovenRow(size[0]) * row / 8;
    table.set([images / 8, channels, size[0], 8 * size[1], row, plane, row + 8, 1]);
  } else {
    const count = size[0] * size[1];
    table.set([images, channels, 1, count, 0, count, 0, 0]);
  }
  return tableAt;
}

function cost({ dtype, images, channels, size }: Norm): number {
  return images * channels * size[0] * size[1] * COST[wide(dtype)];
}
