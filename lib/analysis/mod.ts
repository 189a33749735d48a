/** What a trained net does well and badly, in numbers. @module */
export { type Confusion, confusionMatrix, mostConfused } from "./confusion.ts";
export { type Embedding, type QualityOptions, type ReconstructionQuality, reconstructionQuality } from "./embedding.ts";
export { type InkStatistics, inkStatistics } from "./ink_statistics.ts";
export { layerGradients, type LayerSignal } from "./layer_gradients.ts";
export { type LayerValues, layerValues } from "./layer_values.ts";
export {
  filterNormalised,
  lossSurface,
  pathPlane,
  randomDirection,
  type SurfaceOptions,
  type Weights,
  weightsOf,
} from "./loss_surface.ts";
export { type MeanInterval, meanInterval } from "./mean_interval.ts";
export { type MeasuredField, measuredField } from "./measured_field.ts";
export { PCA, type PCAParts } from "./pca.ts";
export { principalAngles } from "./principal_angles.ts";
export { type ImageRange, psnr } from "./psnr.ts";
export { gradientMap, occlusionMap, type OcclusionOptions } from "./saliency.ts";
export { type Spectrum, spectrum } from "./spectrum.ts";
export { ssim } from "./ssim.ts";
export { type Interval, wilsonInterval } from "./wilson.ts";
