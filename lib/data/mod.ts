/** Data sets and the formats they come in. @module */
export { Dataset } from "./dataset.ts";
export {
  type Batch,
  type BatchesOptions,
  type DatasetParts,
  type LabelledExamples,
  type LabelledImage,
} from "./dataset_parts.ts";
export { type Image } from "./image/image.ts";
export { readImage } from "./image/read_image.ts";
export { centreSquare, resized } from "./image/resize.ts";
export { imageFolder, type ImageFolderOptions } from "./image_folder.ts";
export { type ImageChange, type ImageSource, type Pixels } from "./image_source.ts";
export { archiveEntries, type ArchiveLimits } from "./archive/archive.ts";
export { type ArchiveEntry } from "./archive/archive_entry.ts";
export { cifar10, cifar100 } from "./cifar.ts";
export { digits } from "./digits.ts";
export { flowers17, type FlowersSplit } from "./flowers17.ts";
export { fourGaussians } from "./four_gaussians.ts";
export { readIdx } from "./idx.ts";
export { matNames, readMat } from "./mat.ts";
export { emnist, emnistDigits, type EmnistSet } from "./emnist.ts";
export { mnist, type MnistSplit } from "./mnist.ts";
export { glyph36InColour } from "./glyphs/colour.ts";
export { emnistView, glyphView, mnistView } from "./glyphs/frame.ts";
export { glyph36, type GlyphOptions, type GlyphSplit } from "./glyphs/glyph36.ts";
export { type GlyphStyle, glyphStyles, type Spread } from "./glyphs/style.ts";
export { type GlyphFont, glyphWriters } from "./glyphs/writers.ts";
export { type EmbeddedNet, embeddedNet, recordedNet } from "./nets.ts";
export { nist26, nist36, nistFile, type NistSplit } from "./nist.ts";
export {
  type Photo,
  type PhotoBox,
  type PhotoCharacter,
  type PhotoConditions,
  type PhotoInk,
  type PhotoLine,
  type PhotoOptions,
  type PhotoPaper,
  type PhotoWord,
  textlessPhoto,
  writtenPhoto,
  type WrittenPhotoOptions,
} from "./photos/mod.ts";
export { dataFolder, findData, projectRoot } from "./project.ts";
export { findRecord, readRecord, type RecordedNet, type RecordRow, type RunRecord } from "./records.ts";
export { type Numbers, type StoredArray } from "./stored_array.ts";
export { sun8 } from "./sun8.ts";
