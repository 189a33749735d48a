/** What a trained net does well and badly, in numbers. @module */
export { type Confusion, confusionMatrix, mostConfused } from "./confusion.ts";
export { type InkStatistics, inkStatistics } from "./ink_statistics.ts";
export { psnr } from "./psnr.ts";
export { type Interval, wilsonInterval } from "./wilson.ts";
