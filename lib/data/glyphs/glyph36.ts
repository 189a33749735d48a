import { requireCount } from "../../errors/mod.ts";
import { Rng } from "../../random/mod.ts";
import { cached } from "../cache.ts";
import { Dataset } from "../dataset.ts";
import { draw, SIDE } from "./draw.ts";
import { fontVersions } from "./fonts.ts";
import { LENT } from "./forms.ts";
import { DRAWN, drawnHand, FIRST_DRAWN, fontHand, type Hand } from "./hand.ts";
import { type GlyphStyle, glyphStyles } from "./style.ts";
import { fontsOf, type GlyphFont, glyphWriters } from "./writers.ts";

/** Train, valid and test are written by the same writers; unseen by others. */
export type GlyphSplit = "train" | "valid" | "test" | "unseen";

/** What to draw. */
export interface GlyphOptions {
  /** How many images; as many as NIST36 has in that split unless given (unseen: 1 800). */
  readonly count?: number;
  /** 1 unless given. */
  readonly seed?: number;
  /** Which people write: with another number other hands are drawn, and the fonts are written with other habits; 1 unless given. */
  readonly people?: number;
  /** Fonts that take turns with those of the split's writers; none unless given. */
  readonly more?: readonly GlyphFont[];
  /** How the characters are written; plain unless given. */
  readonly style?: GlyphStyle;
  /** Hears how far the drawing is; silent when the images are in the cache. */
  readonly onProgress?: (text: string) => void;
}

/** Raised whenever an image comes out different, so that no cache gives those of an older generator; a test knows the images' hash. */
const GENERATOR = 4;
const CLASSES = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const splits: readonly GlyphSplit[] = ["train", "valid", "test", "unseen"];
const usual: Readonly<Record<GlyphSplit, number>> = { train: 10800, valid: 3600, test: 1800, unseen: 1800 };
/** Hands' numbers below the next people's. */
const PEOPLE = 2000;
/** Streams of one split, so that no two images share one. */
const MOST = 2 ** 20;
const REPORT_EVERY = 500;

/**
 * Glyph36: letters A–Z and digits 0–9, 32 × 32, ink 0 on paper 255, written by openly licensed handwriting fonts, each a writer,
 * and by hands that draw strokes of our own. A generated stand-in for NIST36.
 *
 * Image i is of class i mod 36 and has a random stream of its own: the first images do not depend on how many are asked for.
 * Writers take turns, so that each draws as many of every class, within one. The same seed gives the same bytes on every
 * engine. What was drawn once is kept in `data/cache`.
 *
 * @throws {RangeError} when the count or the number of the people is no whole number from 1 to 2^20.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { glyph36 } from "nnr/data";
 *
 * const set = glyph36("test", { count: 72 });
 * expect(set.shape).toEqual([32, 32]);
 * expect(set.classes[set.labels[37]!]).toBe("B");
 * ```
 */
export function glyph36(split: GlyphSplit, options: GlyphOptions = {}): Dataset {
  const { count = usual[split], seed = 1, people = 1, more = [], style = glyphStyles.plain, onProgress } = options;
  requireCount("draw Glyph36", "count", count);
  if (count > MOST) throw new RangeError(`Cannot draw Glyph36: the count must be at most 2^20, found ${count}`);
  requireCount("draw Glyph36", "number of its people", people);
  if (people > MOST) throw new RangeError(`Cannot draw Glyph36: its people are numbered 1 to 2^20, found ${people}`);
  const fonts = [...fontsOf(split), ...more];
  const unfit = more.map((font) => font.unfit);
  const key = JSON.stringify([GENERATOR, fontVersions(fonts), split, count, seed, people, style, ...unfit]);
  const images = cached(`glyph36-${split}`, key, count * SIDE * SIDE, () => {
    const handOf = hands(split, people, fonts);
    const bytes = new Uint8Array(count * SIDE * SIDE);
    for (let i = 0; i < count; i++) {
      const rng = new Rng(seed, streamOf(split, i));
      const label = i % CLASSES.length;
      const hand = handOf(Math.floor(i / CLASSES.length) + label);
      bytes.set(draw(hand.write(CLASSES[label]!, rng), hand, style, rng), i * SIDE * SIDE);
      if (i % REPORT_EVERY === 0) onProgress?.(`Glyph36 ${split}: ${i} of ${count} drawn`);
    }
    return bytes;
  });
  return new Dataset({
    name: `Glyph36 ${split}`,
    source: `generated from ${fonts.length} handwriting fonts${split === "unseen" ? "" : ` and ${DRAWN} drawn hands`}`,
    licence: "SIL Open Font License 1.1 or Apache License 2.0 (the fonts)",
    classes: CLASSES,
    shape: [SIDE, SIDE],
    images,
    labels: Uint8Array.from({ length: count }, (_, i) => i % CLASSES.length),
  });
}

/** The random stream of image i of a split. */
export function streamOf(split: GlyphSplit, i: number): number {
  return splits.indexOf(split) * MOST + i;
}

/** Whose turn it is: a font's, or for seen writers a font's and a drawn hand's by turns; each is made when it is first met. */
function hands(split: GlyphSplit, people: number, fonts: readonly GlyphFont[]): (turn: number) => Hand {
  const { seen, unseen } = glyphWriters;
  const numbered = [...new Set([...seen, ...unseen, ...fonts.map(({ name }) => name)])];
  const each = split === "unseen" ? 1 : 2;
  const made = new Map<number, Hand>();
  return (turn) => {
    const round = Math.floor(turn / each);
    const drawn = turn % each === 1;
    const font = fonts[round % fonts.length]!;
    const number = PEOPLE * (people - 1) + (drawn ? FIRST_DRAWN + round % DRAWN : 1 + numbered.indexOf(font.name));
    const hand = made.get(number) ??
      (drawn ? drawnHand(number) : fontHand(font, number, split === "unseen" ? {} : LENT));
    made.set(number, hand);
    return hand;
  };
}
