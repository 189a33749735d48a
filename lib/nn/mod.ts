/** Layers, where their weights start, and what they are made of. @module */
export { ActivationLayer, type ActivationName } from "./activation.ts";
export { BatchNorm, type BatchNormOptions } from "./batch_norm.ts";
export { Concatenate, Residual } from "./blocks.ts";
export { Conv2d, type Conv2dOptions } from "./conv2d.ts";
export { Dropout } from "./dropout.ts";
export { Flatten } from "./flatten.ts";
export { inMode } from "./in_mode.ts";
export { heNormal, identity, type Initialiser, xavierUniform } from "./initialise.ts";
export { type LayerOptions, Linear } from "./linear.ts";
export { Module } from "./module.ts";
export { observing, type Passage } from "./observe.ts";
export { GlobalMeanPool, MaxPool2d, MeanPool2d, Pool2d } from "./pooling.ts";
export { Sequential } from "./sequential.ts";
export { loadState, stateOf } from "./state.ts";
export { type LayerSummary, type Summary, summary } from "./summary.ts";
