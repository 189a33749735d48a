import { shapeText } from "../errors/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import type { ParameterGradient } from "./backward.ts";
import type { Network } from "./network.ts";
import { descend } from "./train.ts";

/** v: for every parameter the sum of its gradients so far, each weighed with μ for every step since. */
export type Velocity = readonly ParameterGradient[];

/** How far a step goes. */
export interface MomentumOptions {
  /** η. */
  readonly learningRate: number;
  /** μ, from 0 to below 1. */
  readonly momentum: number;
}

/** v = 0: a network at rest. */
export function zeroVelocity(network: Network): Velocity {
  const rest = ({ shape, dtype }: Tensor): Tensor => Tensor.zeros(shape, { dtype });
  return network.map(({ W, b }) => ({ W: rest(W), b: rest(b) }));
}

/**
 * v ← μ v + ∂J/∂θ, θ ← θ − η v for every weight and bias θ, in place.
 *
 * Source: Polyak 1964. Where η changes, the whole velocity goes on at the new η.
 *
 * @throws {RangeError} when μ is not in [0, 1), or a gradient has another shape than its parameter.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const network = [{ W: Tensor.of([[8]]), b: Tensor.of([0]), activation: scratch.linear }];
 * const velocity = scratch.zeroVelocity(network);
 * const slope = [{ W: Tensor.of([[1]]), b: Tensor.of([0]) }];
 * const options = { learningRate: 1, momentum: 0.5 };
 * scratch.descendWithMomentum(network, velocity, slope, options);
 * scratch.descendWithMomentum(network, velocity, slope, options);
 * expect(network[0]?.W.item()).toBe(8 - 1 - 1.5);
 * ```
 */
export function descendWithMomentum(
  network: Network,
  velocity: Velocity,
  gradients: readonly ParameterGradient[],
  { learningRate, momentum }: MomentumOptions,
): void {
  if (!(momentum >= 0 && momentum < 1)) {
    throw new RangeError(`Cannot descend with momentum: it must be at least 0 and below 1, found ${momentum}`);
  }
  velocity.forEach(({ W, b }, i) => {
    accelerate(W, gradients[i]!.W, momentum);
    accelerate(b, gradients[i]!.b, momentum);
  });
  descend(network, velocity, learningRate);
}

function accelerate(velocity: Tensor, gradient: Tensor, momentum: number): void {
  const [own, other] = [shapeText(velocity.shape), shapeText(gradient.shape)];
  if (own !== other) throw new RangeError(`Cannot change a velocity of ${own} by a gradient of ${other}`);
  const { data: values } = velocity, { data: slopes } = gradient;
  for (let i = 0; i < values.length; i++) values[i] = momentum * values[i]! + slopes[i]!;
}
