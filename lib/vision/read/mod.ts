/** Reading: from a photo, or what was found in it, to text. @module */
export { architectureOf, convolutional, fullyConnected, InkOnPaper, type LetterNet, letterNet } from "./letter_net.ts";
export {
  type PageText,
  readPage,
  type ReadPhotoOptions,
  type TextCharacter,
  type TextLine,
  type TextWord,
} from "./read_page.ts";
export { type PhotoText, readPhoto } from "./read_photo.ts";
