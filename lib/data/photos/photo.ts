import type { Image } from "../image/image.ts";
import type { PhotoConditions } from "./conditions.ts";

/** A rectangle in a photo's pixels: the columns x … x + width, the rows y … y + height. */
export interface PhotoBox {
  /** Left edge. */
  readonly x: number;
  /** Upper edge; y grows downwards. */
  readonly y: number;
  /** To the right edge. */
  readonly width: number;
  /** To the lower edge. */
  readonly height: number;
}

/** A character and the box around its ink. */
export interface PhotoCharacter {
  /** One of A–Z and 0–9. */
  readonly character: string;
  /** Its edges are those of pixels, nearest to the ink's. */
  readonly box: PhotoBox;
}

/** A word and its characters, from left to right. */
export interface PhotoWord {
  /** Its characters' text. */
  readonly text: string;
  /** At least one. */
  readonly characters: readonly PhotoCharacter[];
}

/** A line and its words, from left to right. */
export interface PhotoLine {
  /** The words' text, one space between two. */
  readonly text: string;
  /** At least one. */
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
