import type { Chain } from "./lines.ts";
import type { Component } from "./components.ts";
import { around, type Box } from "./plane.ts";
import { quantile } from "./quantile.ts";

/**
 * How little a line looks like writing: pieces of ink around it to a letter, times how much the widths of its strokes differ.
 *
 * Writing is one pen's, with little else around it: the first is near 1 and the second below 0.15. In a scene, on a wooden table, shapes of
 * every width break into pieces, few of which pass for letters: in 66 photos of flowers and places the product, taken over the whole
 * photo, was never below 0.7.
 */
export interface Clutter {
  /** Pieces of ink over letters. */
  readonly pieces: number;
  /** The median of |w − median w| over the median w, w the widths of letters' strokes, each weighted by its length; at least 0.05. */
  readonly unevenness: number;
  /** Why this is no writing; undefined where it may be. */
  readonly reason?: string;
}

/** No pen is more even than this; one letter's strokes alone would seem to be. */
const LEAST_UNEVENNESS = 0.05;
/** How far around a line its surroundings reach, in its letters' heights. */
const SURROUNDINGS = 1;
/** The product from which on a line is no writing. */
const MOST = 0.6;

/** Measures a line, given all the ink of the page. */
export function clutterOf({ bodies, height }: Chain, ink: readonly Component[]): Clutter {
  const parts = bodies.flatMap(({ parts }) => parts);
  const widths = parts.map(({ stroke }) => stroke);
  const lengths = parts.map(({ area, stroke }) => area / stroke);
  const typical = quantile(widths, 0.5, lengths);
  const off = quantile(widths.map((width) => Math.abs(width - typical) / typical), 0.5, lengths);
  const unevenness = Math.max(off, LEAST_UNEVENNESS);
  const pieces = ink.filter(({ box }) => isNear(box, bodies.map(({ box }) => box), SURROUNDINGS * height)).length /
    bodies.length;
  if (pieces * unevenness < MOST) return { pieces, unevenness };
  const reason = `${pieces.toFixed(1)} pieces of ink around a letter and strokes that differ by ${
    (100 * unevenness).toFixed(0)
  } % in width are no writing`;
  return { pieces, unevenness, reason };
}

/** Whether a box begins within `reach` of one of some boxes. */
function isNear(box: Box, boxes: readonly Box[], reach: number): boolean {
  const all = around(boxes);
  const inside = ({ x, y, width, height }: Box): boolean =>
    box.x >= x - reach && box.x <= x + width + reach && box.y >= y - reach && box.y <= y + height + reach;
  return inside(all) && boxes.some(inside);
}
