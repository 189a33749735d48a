/**
 * A fully connected network with every line of the chain rule in sight: forward, backward, training, and a check of the
 * gradient; no automatic differentiation.
 *
 * Data go batch → `forward` → loss → `backward` → `descend`; a network is plain data, its layers' W, b and activation.
 * @module
 */
export { type Activation, linear, relu, sigmoid, tanh } from "./activation.ts";
export {
  backward,
  backwardAll,
  type LayerGradient,
  type LossGradient,
  lossGradient,
  type ParameterGradient,
} from "./backward.ts";
export { randomBatches } from "./batches.ts";
export { evaluate, type Score } from "./evaluate.ts";
export { type Examples } from "./examples.ts";
export { forward, forwardAll, logits, type Pass } from "./forward.ts";
export { type DerivativeCheck, type GradientCheck, gradientCheck, type ParameterCheck } from "./gradient_check.ts";
export { constant, type Initialiser, normal, xavierUniform, zeros } from "./initialise.ts";
export { descendWithMomentum, type MomentumOptions, type Velocity, zeroVelocity } from "./momentum.ts";
export {
  columnImages,
  copyNetwork,
  createNetwork,
  type Layer,
  type NamedParameter,
  type Network,
  type NetworkOptions,
  parameters,
} from "./network.ts";
export { squaredErrorGradient } from "./squared_error.ts";
export { descend, type EpochRecord, train, trainEpoch, type TrainEpochOptions, type TrainOptions } from "./train.ts";
