/** Data sets and the formats they come in. @module */
export { type Batch, Dataset, type DatasetParts } from "./dataset.ts";
