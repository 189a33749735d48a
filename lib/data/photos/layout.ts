import type { Rng } from "../../random/mod.ts";
import type { Hand } from "../glyphs/hand.ts";
import { box } from "../glyphs/outline.ts";
import { Warp } from "../glyphs/warp.ts";
import type { PhotoConditions } from "./conditions.ts";

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

/** Shift of the control points of a drawing's own warp, in long sides. */
const WARP = 0.035;
/** The writer's share of slant (pixels to the right for each upwards) and width; both stay the same all over a page. */
const SLANT = { mean: 0.08, deviation: 0.14 } as const;
const WIDTH = { mean: 0.95, deviation: 0.12, least: 0.65, most: 1.35 } as const;
/** A character that is wider than this many times its height is made less high. */
const WIDE = 1.5;
/** From one line to the next, and what a word's gap has beyond a letter's, in letter heights; their deviations from line to line and word to word. */
const PITCH: readonly [number, number] = [1.55, 2.4];
const WORD_GAP: readonly [number, number] = [0.55, 1.1];
const WORD_SPREAD = 0.12;
const INDENT = 0.4;
/** Lines of less than this, in letter heights from their middle to an end, curve less. */
const LONG = 5;
/** Deviation of a letter's gap, in gaps, and of the slope of a single line, in slopes. */
const GAP_SPREAD = 0.2;
const OWN_SLOPE = 0.3;
/** Paper that is left between lines wherever one is above the other, in letter heights. */
const CLEAR = 0.15;

/** Writes lines of text by one hand: letters of one height stand on baselines that slope and curve, none evenly. */
export function layOut(lines: readonly string[], hand: Hand, conditions: PhotoConditions, rng: Rng): Layout {
  const { unevenness, gap, slope, curve } = conditions;
  const slant = SLANT.mean + SLANT.deviation * hand.slant + rng.normal(0, SLANT.deviation);
  const width = Math.max(WIDTH.least, Math.min(WIDTH.most, WIDTH.mean + WIDTH.deviation * rng.normal()));
  const pitch = rng.uniform(...PITCH), wordGap = rng.uniform(...WORD_GAP) + 0.5 * Math.max(0, gap);
  const glyphs: PlacedGlyph[] = [];
  lines.forEach((text, line) => {
    let x = rng.normal(0, INDENT), word = 0;
    const base = line * pitch + rng.normal(0, unevenness);
    const written: PlacedGlyph[] = [];
    for (const character of text) {
      if (character === " ") {
        x += wordGap + rng.normal(0, WORD_SPREAD * wordGap);
        word++;
        continue;
      }
      const outline = hand.write(character, rng);
      const warp = new Warp(WARP, rng);
      const shape = outline.contours.map((points) => warp.apply(hand.warp.apply(points)));
      lean(shape, width, slant + rng.normal(0, unevenness), rng.normal(0, unevenness));
      const [left, top, right, bottom] = box(shape);
      const height = Math.max(bottom - top, (right - left) / WIDE);
      // The middle of strokes spans `height − outline.pen` before and 1 − pen after.
      const scale = (1 + rng.normal(0, unevenness) - conditions.pen) / (height - outline.pen);
      const grown = (conditions.pen - outline.pen * scale) / 2;
      const lift = rng.normal(0, unevenness);
      for (const points of shape) {
        for (let i = 0; i < points.length; i += 2) {
          points[i] = x + grown + scale * (points[i]! - left);
          points[i + 1] = lift - grown + scale * (points[i + 1]! - bottom);
        }
      }
      written.push({ character, line, word, contours: shape });
      x += scale * (right - left) + 2 * grown + gap + rng.normal(0, GAP_SPREAD * Math.abs(gap));
    }
    const own = slope * (1 + rng.normal(0, OWN_SLOPE));
    const sag = curve * (1 + rng.normal(0, OWN_SLOPE));
    bend(written, base, own, sag);
    const collision = depth(glyphs.filter((glyph) => glyph.line === line - 1), written);
    for (const { contours } of written) move(contours, 0, Math.max(0, collision + CLEAR));
    glyphs.push(...written);
  });
  return { ...centred(glyphs), pitch };
}

/** Widens, slants and turns (by tangents) closed lines. */
function lean(contours: readonly Float64Array[], width: number, slant: number, turn: number): void {
  const cosine = 1 / Math.sqrt(1 + turn * turn), sine = turn * cosine;
  for (const points of contours) {
    for (let i = 0; i < points.length; i += 2) {
      const x = width * points[i]! - slant * points[i + 1]!, y = points[i + 1]!;
      points[i] = cosine * x - sine * y;
      points[i + 1] = sine * x + cosine * y;
    }
  }
}

/**
 * Takes a line that was written on y = 0 to its baseline: with t from −1 to 1 along it, y = base + slope (x − middle) + sag (1 − t²);
 * a short line sags less. Each letter moves and turns as a whole.
 */
function bend(glyphs: readonly PlacedGlyph[], base: number, slope: number, sag: number): void {
  const [left, , right] = box(glyphs.flatMap((glyph) => glyph.contours));
  const middle = (left + right) / 2, half = (right - left) / 2;
  const hang = sag * Math.min(1, half / LONG);
  for (const { contours } of glyphs) {
    const [from, , to] = box(contours);
    const x0 = (from + to) / 2, t = (x0 - middle) / half;
    const y0 = base + slope * (x0 - middle) + hang * (1 - t * t);
    const turn = slope - 2 * hang * t / half;
    const cosine = 1 / Math.sqrt(1 + turn * turn), sine = turn * cosine;
    for (const points of contours) {
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i]! - x0, y = points[i + 1]!;
        points[i] = x0 + cosine * x - sine * y;
        points[i + 1] = y0 + sine * x + cosine * y;
      }
    }
  }
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
