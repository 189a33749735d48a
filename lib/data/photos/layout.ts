import type { Rng } from "../../random/mod.ts";
import type { Hand } from "../glyphs/hand.ts";
import { box } from "../glyphs/outline.ts";
import { bend } from "./baseline.ts";
import type { PhotoConditions } from "./conditions.ts";
import { randomStyle, writeLetter } from "./letter.ts";

/** A character where it stands on the page, in letter heights: x to the right, y downwards, 0 the middle of the text. */
export interface PlacedGlyph {
  readonly character: string;
  /** Number of its line and, within it, of its word. */
  readonly line: number;
  readonly word: number;
  /** Closed lines around the ink, as in an `Outline`. */
  readonly contours: readonly Float64Array[];
}

/** What is written, and where the first line stands and how far apart lines are: paper has its rules there. */
export interface Layout {
  readonly glyphs: readonly PlacedGlyph[];
  readonly firstLine: number;
  readonly pitch: number;
}

/** From one line to the next, what a word's gap has beyond a letter's, and the deviation of a line's start, in letter heights. */
const PITCH: readonly [number, number] = [1.55, 2.4];
const WORD_GAP: readonly [number, number] = [0.55, 1.1];
const INDENT = 0.4;
/** Deviation of a letter's and of a word's gap, in gaps, and of the slope and sag of a single line, in slopes and sags. */
const GAP_SPREAD = 0.2;
const WORD_SPREAD = 0.12;
const OWN = 0.3;
/** Paper that is left between lines wherever one is above the other, in letter heights. */
const CLEAR = 0.15;

/** Writes lines of text by one hand: letters of one height stand on baselines that slope and curve, none evenly. */
export function layOut(lines: readonly string[], hand: Hand, conditions: PhotoConditions, rng: Rng): Layout {
  const { unevenness, gap, slope, curve } = conditions;
  const style = randomStyle(hand, rng);
  const pitch = rng.uniform(...PITCH), wordGap = rng.uniform(...WORD_GAP) + 0.5 * Math.max(0, gap);
  const glyphs: PlacedGlyph[] = [];
  let above: PlacedGlyph[] = [];
  lines.forEach((text, line) => {
    let x = rng.normal(0, INDENT), word = 0;
    const written: PlacedGlyph[] = [];
    for (const character of text) {
      if (character === " ") {
        x += wordGap * rng.normal(1, WORD_SPREAD);
        word++;
        continue;
      }
      const contours = writeLetter(character, hand, style, conditions, rng);
      const [left, , right] = box(contours);
      move(contours, x, 0);
      written.push({ character, line, word, contours });
      // The pen adds as much on the right as it does on the left.
      x += left + right + gap * rng.normal(1, GAP_SPREAD);
    }
    const base = line * pitch + rng.normal(0, unevenness);
    bend(written.map((glyph) => glyph.contours), base, slope * rng.normal(1, OWN), curve * rng.normal(1, OWN));
    const clear = Math.max(0, depth(above, written) + CLEAR);
    for (const { contours } of written) move(contours, 0, clear);
    glyphs.push(...written);
    above = written;
  });
  return { ...centred(glyphs), pitch };
}

/** How far the boxes of one line reach into those of the next at most, where one is above the other; below 0 the paper between. */
function depth(upper: readonly PlacedGlyph[], lower: readonly PlacedGlyph[]): number {
  const boxes = upper.map(({ contours }) => box(contours));
  return Math.max(
    ...lower.flatMap(({ contours }) => {
      const [left, top, right] = box(contours);
      return boxes.map(([from, , to, bottom]) => from < right && to > left ? bottom - top : -Infinity);
    }),
    -Infinity,
  );
}

function move(contours: readonly Float64Array[], right: number, down: number): void {
  for (const points of contours) for (let i = 0; i < points.length; i++) points[i]! += (i & 1) === 0 ? right : down;
}

/** Moves the middle of all to 0; the first baseline was at y = 0. */
function centred(glyphs: readonly PlacedGlyph[]): { glyphs: readonly PlacedGlyph[]; firstLine: number } {
  const [left, top, right, bottom] = box(glyphs.flatMap((glyph) => glyph.contours));
  const down = -(top + bottom) / 2;
  for (const { contours } of glyphs) move(contours, -(left + right) / 2, down);
  return { glyphs, firstLine: down };
}
