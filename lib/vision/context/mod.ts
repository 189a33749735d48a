/** Context: what a line of letters says, given what English looks like and how wide the gaps are. @module */
export { type CodedGram, codedProbabilities, decodeGrams, encodeGrams, nearestCode } from "./coding.ts";
export { english } from "./english.ts";
export { LanguageModel } from "./language_model.ts";
export {
  type Alternative,
  type ReadCharacter,
  type Reading,
  readLattice,
  type ReadLatticeOptions,
} from "./read_lattice.ts";
export { CHARACTERS, DIGIT, SPACE, symbolOf, SYMBOLS } from "./symbols.ts";
export { type ContextWeights } from "./weights.ts";
