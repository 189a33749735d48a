import { type DType, type Engine, wide } from "./engine.ts";

/** Nanoseconds an element, both passes, about. */
const COST = [1, 2] as const;

/** What a batch norm works on, forward and backward: x is `[images, channels, count]`, the rest one number a channel. */
export interface Norm {
  readonly dtype: DType;
  readonly images: number;
  readonly channels: number;
  readonly count: number;
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
  const { dtype, images, channels, count, x, y, gamma, beta, mean, rate, training, relu } = norm;
  const running = [norm.runningMean, norm.runningVariance, norm.momentum, norm.epsilon];
  const args = [x, y, images, channels, count, gamma, beta, mean, rate, ...running, training ? 1 : 0, relu ? 1 : 0];
  engine.run("batchNorm", images * channels * count * COST[wide(dtype)], channels, 1, [wide(dtype), ...args]);
}

/** dx, dγ and dβ from dy; dx may be dy. */
export function batchNormGradient(
  engine: Engine,
  norm: Norm & { readonly dy: number; readonly dx: number; readonly dgamma: number; readonly dbeta: number },
): void {
  const { dtype, images, channels, count, x, dy, dx, gamma, beta, mean, rate, dgamma, dbeta, training, relu } = norm;
  const args = [
    dy,
    x,
    dx,
    images,
    channels,
    count,
    gamma,
    beta,
    mean,
    rate,
    dgamma,
    dbeta,
    training ? 1 : 0,
    relu ? 1 : 0,
  ];
  engine.run("batchNormGradient", images * channels * count * COST[wide(dtype)], channels, 1, [wide(dtype), ...args]);
}
