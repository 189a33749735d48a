/**
 * Text in photos: ink, letters, lines and words; each letter as an image of 32 × 32; scores.
 *
 * Photo → `findLetters` → lines of segments → `letterCrop` → a net's candidates → `latticeOf` → `readLattice` → text:
 * `readPhoto` does all of it.
 * @module
 */
export type { Image } from "../data/mod.ts";
export { type Axis } from "./axis.ts";
export { type Component } from "./components.ts";
export {
  type Alternative,
  type ContextWeights,
  english,
  LanguageModel,
  type ReadCharacter,
  type Reading,
  readLattice,
  type ReadLatticeOptions,
} from "./context/mod.ts";
export { findLetters, type Letter, type Line, type Mark, type Page, type Segment } from "./find_letters.ts";
export { type GreyWeights } from "./grey.ts";
export { findInk, type Ink } from "./ink.ts";
export { type Candidate, type Hypothesis, type Lattice } from "./lattice.ts";
export { latticeOf } from "./lattice_of.ts";
export { LETTER_SIDE, letterImage, type LetterImageOptions } from "./letter_image.ts";
export { letterCrop, letterInk } from "./letter_ink.ts";
export { type Box, type Mask, type Plane } from "./plane.ts";
export {
  architectureOf,
  convolutional,
  fullyConnected,
  InkOnPaper,
  type LetterNet,
  letterNet,
  type PageText,
  type PhotoText,
  readPage,
  readPhoto,
  type ReadPhotoOptions,
  type TextCharacter,
  type TextLine,
  type TextWord,
} from "./read/mod.ts";
export { type Run } from "./segments.ts";
export { type EdgeThreshold, edgeThreshold } from "./threshold/edge.ts";
export { otsu, otsuThreshold } from "./threshold/otsu.ts";
export { sauvola, type SauvolaOptions } from "./threshold/sauvola.ts";
export { turned } from "./turned.ts";
export { type Scale, type Verdict } from "./verdict.ts";
export { type Alignment, alignment } from "./score/alignment.ts";
export { bootstrapInterval, type BootstrapOptions } from "./score/bootstrap.ts";
export { type Calibration, calibration, type CalibrationBin } from "./score/calibration.ts";
export { type Detection, detection, intersectionOverUnion, type Unmatched } from "./score/detection.ts";
export {
  type CharacterErrorOptions,
  characterErrorRate,
  characterErrors,
  type ErrorCount,
  wordErrorRate,
  wordErrors,
} from "./score/error_rate.ts";
export { type Failure, failures, type PlacedCharacter } from "./score/failures.ts";
export { calibrationTemperature } from "./score/temperature.ts";
