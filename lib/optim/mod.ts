/** What moves parameters, and how fast. @module */
export { type AdamOptions } from "./moments.ts";
export { Optimiser, type OptimiserOptions } from "./optimiser.ts";
export { Adam, AdamW } from "./adam.ts";
export { clipGradients } from "./clip.ts";
export { cosine, oneCycle, type Schedule, stepDecay, warmUp } from "./schedule.ts";
export { SGD, type SGDOptions } from "./sgd.ts";
