import type { Image } from "../image/image.ts";
import type { PhotoConditions } from "./conditions.ts";

/** A rectangle in a photo's pixels: the columns x … x + width, the rows y … y + height. */
export interface PhotoBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A character and the box around its ink. */
export interface PhotoCharacter {
  readonly character: string;
  readonly box: PhotoBox;
}

/** A word and its characters, from left to right. */
export interface PhotoWord {
  readonly text: string;
  readonly characters: readonly PhotoCharacter[];
}

/** A line and its words, from left to right; `text` has one space between words. */
export interface PhotoLine {
  readonly text: string;
  readonly words: readonly PhotoWord[];
}

/** A photo with all that is to be read from it. */
export interface Photo {
  /** Shape `[3, height, width]`: red, green, blue. */
  readonly image: Image;
  /** The lines' text, one below the other (`\n` between); empty where nothing is written. */
  readonly text: string;
  /** From top to bottom. */
  readonly lines: readonly PhotoLine[];
  /** Who wrote it: the name of a font or the number of a drawn hand; empty where nothing is written. */
  readonly writer: string;
  /** How it was written and photographed. */
  readonly conditions: PhotoConditions;
}
