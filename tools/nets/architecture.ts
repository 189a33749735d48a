/** The nets that `deno task nets` embeds and `deno task evaluate` knows. */
import { CHARACTERS as characters } from "../../lib/vision/context/mod.ts";

/** Height and width of the images that they read, ink 0 on paper 1. */
export { LETTER_SIDE as SIDE } from "nnr";
/** What they read, in the order of their outputs. */
export const CHARACTERS: readonly string[] = [...characters];

export {
  architectureOf,
  convolutional,
  fullyConnected,
  InkOnPaper as Ink,
  type LetterNet as Architecture,
} from "../../lib/vision/mod.ts";
