import type { ActivationName } from "../nn/mod.ts";
import type { Layer, Layers } from "./description.ts";

/** How a window moves; padding keeps the size of odd windows unless given. */
export interface ConvOptions {
  /** Pixels from window to window; 1 unless given. */
  readonly stride?: number;
  /** Zeros around the image; ⌊(window − 1) / 2⌋ unless given. */
  readonly padding?: number;
  /** Channels are cut into so many groups that do not meet; 1 unless given. */
  readonly groups?: number;
}

/** y = x ∗ w + b. */
export function conv(outputs: number, window: number, options: ConvOptions = {}): Layer {
  const { stride = 1, padding = Math.floor((window - 1) / 2), groups = 1 } = options;
  return { kind: "convolution", outputs, window, stride, padding, groups };
}

/** y = x W + b. */
export function linear(outputs: number): Layer {
  return { kind: "linear", outputs };
}

/** φ of every element. */
export function activation(name: ActivationName): Layer {
  return { kind: "activation", name };
}

/** max(x, 0). */
export const relu: Layer = { kind: "activation", name: "relu" };
/** γ (x − μ) / √(σ² + ε) + β. */
export const batchNorm: Layer = { kind: "batch norm" };
/** Each image as one row. */
export const flatten: Layer = { kind: "flatten" };
/** The mean of each channel. */
export const globalMean: Layer = { kind: "global mean" };

/** The largest of each window. */
export function maxPool(window: number, stride: number = window): Layer {
  return { kind: "max pool", window, stride };
}

/** The mean of each window. */
export function meanPool(window: number, stride: number = window): Layer {
  return { kind: "mean pool", window, stride };
}

/** Drops a share of the values while training. */
export function dropout(share: number): Layer {
  return { kind: "dropout", share };
}

/** y = factor · x + shift. */
export function scale(factor: number, shift = 0): Layer {
  return { kind: "scale", factor, shift };
}

/** y = f(x) + g(x), g the identity where no layers are given. */
export function residual(body: Layers, shortcut: Layers = []): Layer {
  return { kind: "residual", body, shortcut };
}

/** y = [f₁(x), f₂(x), …], no layers being the identity. */
export function concatenate(...branches: readonly Layers[]): Layer {
  return { kind: "concatenate", branches };
}

/** The sums of a generalised residual layer, before σ: see `TwoStreams`. */
export function twoStreams(outputs: number, stride = 1): Layer {
  return { kind: "two streams", outputs, stride };
}

/** A convolution, batch norm and ReLU: what most nets since 2015 are made of. */
export function convNormRelu(outputs: number, window: number, options: ConvOptions = {}): Layers {
  return [conv(outputs, window, options), batchNorm, relu];
}
