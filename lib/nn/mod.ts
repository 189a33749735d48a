/** Layers, where their weights start, and what they are trained to make small. @module */
export { ActivationLayer, type ActivationName } from "./activation.ts";
export { heNormal, identity, type Initialiser, xavierUniform } from "./initialise.ts";
export { type LayerOptions, Linear } from "./linear.ts";
export { Module } from "./module.ts";
export { loadState, stateOf } from "./state.ts";
export { Sequential } from "./sequential.ts";
