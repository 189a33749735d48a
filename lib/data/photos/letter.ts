import type { Rng } from "../../random/mod.ts";
import type { Hand } from "../glyphs/hand.ts";
import { box } from "../glyphs/outline.ts";
import { Warp } from "../glyphs/warp.ts";
import type { PhotoConditions } from "./conditions.ts";

/** How all letters of a page are written: slant (how far to the right for each unit upwards) and what widths are multiplied by. */
export interface Style {
  readonly slant: number;
  readonly width: number;
}

/** The writer's share of the slant and the page's have this deviation each. */
const SLANT = { mean: 0.08, deviation: 0.14 } as const;
const WIDTH = { mean: 0.95, deviation: 0.12, least: 0.65, most: 1.35 } as const;
/** Shift of the control points of a letter's own warp, in long sides. */
const WARP = 0.035;
/** A letter that is wider than this many times its height is made less high. */
const WIDE = 1.5;

/** A writer's style on a page. */
export function randomStyle(hand: Hand, rng: Rng): Style {
  return {
    slant: SLANT.mean + SLANT.deviation * (hand.slant + rng.normal()),
    width: Math.max(WIDTH.least, Math.min(WIDTH.most, rng.normal(WIDTH.mean, WIDTH.deviation))),
  };
}

/**
 * Writes a letter, a letter height high but for its unevenness, in closed lines around its ink. A pen of the page's width that follows the
 * middle of its strokes leaves ink from x = 0 on and down to y = 0, more or less.
 */
export function writeLetter(
  character: string,
  hand: Hand,
  { slant, width }: Style,
  { pen, unevenness }: PhotoConditions,
  rng: Rng,
): readonly Float64Array[] {
  const outline = hand.write(character, rng);
  const warp = new Warp(WARP, rng);
  const shape = outline.contours.map((points) => warp.apply(hand.warp.apply(points)));
  lean(shape, width, slant + rng.normal(0, unevenness), rng.normal(0, unevenness));
  const [left, top, right, bottom] = box(shape);
  const height = Math.max(bottom - top, (right - left) / WIDE);
  // The middle of strokes spans `height − outline.pen` before and 1 − pen after.
  const scale = (1 + rng.normal(0, unevenness) - pen) / (height - outline.pen);
  const grown = (pen - outline.pen * scale) / 2;
  const lift = rng.normal(0, unevenness);
  for (const points of shape) {
    for (let i = 0; i < points.length; i += 2) {
      points[i] = grown + scale * (points[i]! - left);
      points[i + 1] = lift - grown + scale * (points[i + 1]! - bottom);
    }
  }
  return shape;
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
