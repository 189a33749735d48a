/** Training and measuring a model: batches, steps, epochs, checkpoints. @module */
export { evaluate, type EvaluateOptions, type Loss, meanCrossEntropy, type Score } from "./evaluate.ts";
export { type Examples } from "./examples.ts";
export { fit } from "./fit.ts";
export { type FitEvent, type FitOptions } from "./fit_options.ts";
export { accuracy, type Metric } from "./metrics.ts";
export { type EpochRecord } from "./record.ts";
export { smoothedCrossEntropy } from "./smoothed_cross_entropy.ts";
