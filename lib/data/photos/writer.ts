import type { Rng } from "../../random/mod.ts";
import type { GlyphSplit } from "../glyphs/glyph36.ts";
import { DRAWN, drawnHand, FIRST_DRAWN, fontHand, type Hand } from "../glyphs/hand.ts";
import { fontsOf, glyphWriters } from "../glyphs/writers.ts";

/** Hands made so far, by name; a font takes milliseconds to read. */
const made = new Map<string, Hand>();

/** A writer of a photo: of Glyph36's seen writers a font or a drawn hand, each half of the time, of the unseen a font. */
export function randomHand(split: GlyphSplit, rng: Rng): { readonly name: string; readonly hand: Hand } {
  const { seen, unseen } = glyphWriters;
  const drawn = split !== "unseen" && rng.integer(2) === 0;
  const number = FIRST_DRAWN + rng.integer(DRAWN);
  const font = rng.pick(fontsOf(split));
  const name = drawn ? `drawn hand ${number}` : font.name;
  const hand = made.get(name) ??
    (drawn ? drawnHand(number) : fontHand(font, 1 + [...seen, ...unseen].indexOf(font.name)));
  made.set(name, hand);
  return { name, hand };
}
