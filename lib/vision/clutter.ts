import type { Chain } from "./lines.ts";
import type { Component } from "./components.ts";
import { around, type Box } from "./plane.ts";
import { quantile } from "./quantile.ts";

/**
 * How little some lines look like writing: pieces of ink around them to a letter, times how much the widths of their strokes differ.
 *
 * Writing is one pen's, with little else around it: the first is near 1 and the second below 0.15. In a scene, on a wooden table, shapes of
 * every width break into pieces, few of which pass for letters. Dust and faint ink do not count: noise and ruled lines leave them.
 */
export interface Clutter {
  /** Pieces of ink over letters. */
  readonly pieces: number;
  /** The median of |w − median w| over the median w, w the widths of letters' strokes, each weighted by its length; at least 0.05. */
  readonly unevenness: number;
}

/** No pen is more even than this; one letter's strokes alone would seem to be. */
const LEAST_UNEVENNESS = 0.05;
/** How far around a line its surroundings reach, in its letters' heights. */
const SURROUNDINGS = 1;
/** The product from which on a page may be no writing, and then a line of it is none. */
const MOST = 0.25;
/** Lines that are left of such a page hold at least this many letters together. */
const LEAST_LETTERS = 4;

/** Lines that are writing, and why the others are not. */
export interface Clear {
  readonly lines: readonly Chain[];
  readonly refused: ReadonlyMap<Chain, string>;
}

/**
 * Takes the lines of a page that are writing: all where there is little else on it; where there is much, those that are even and apart
 * from the rest, as on a page on a table, if together they are enough.
 */
export function clearLines(lines: readonly Chain[], ink: readonly Component[]): Clear {
  if (productOf(clutterOf(lines, ink.length)) < MOST) return { lines, refused: new Map() };
  const near = (lines: readonly Chain[]): Clutter => clutterOf(lines, surroundings(lines, ink));
  const refused = new Map(
    lines.map((line) => [line, near([line])] as const).filter(([, { pieces, unevenness }]) =>
      pieces * unevenness >= MOST
    ).map(([line, clutter]) => [line, reasonOf(clutter)] as const),
  );
  const kept = lines.filter((line) => !refused.has(line));
  const letters = kept.reduce((sum, { bodies }) => sum + bodies.length, 0);
  const together = near(kept);
  if (letters >= LEAST_LETTERS && productOf(together) < MOST) return { lines: kept, refused };
  const few = `${letters} letters alone in what is no writing`;
  for (const line of kept) refused.set(line, letters < LEAST_LETTERS ? few : reasonOf(together));
  return { lines: [], refused };
}

/** Measures lines, given how many pieces of ink there are around them. */
export function clutterOf(lines: readonly Chain[], ink: number): Clutter {
  const bodies = lines.flatMap(({ bodies }) => bodies);
  const parts = bodies.flatMap(({ parts }) => parts);
  const widths = parts.map(({ stroke }) => stroke);
  const lengths = parts.map(({ area, stroke }) => area / stroke);
  const typical = quantile(widths, 0.5, lengths);
  const off = quantile(widths.map((width) => Math.abs(width - typical) / typical), 0.5, lengths);
  return { pieces: ink / bodies.length, unevenness: Math.max(off, LEAST_UNEVENNESS) };
}

function productOf({ pieces, unevenness }: Clutter): number {
  return pieces * unevenness;
}

function reasonOf({ pieces, unevenness }: Clutter): string {
  return `${pieces.toFixed(1)} pieces of ink to a letter and strokes that differ by ${
    (100 * unevenness).toFixed(0)
  } % in width are no writing`;
}

/** How many pieces of ink lie in or around the letters of lines. */
function surroundings(lines: readonly Chain[], ink: readonly Component[]): number {
  return ink.filter(({ box }) =>
    lines.some(({ bodies, height }) => isNear(box, bodies.map(({ box }) => box), SURROUNDINGS * height))
  ).length;
}

/** Whether a box begins within `reach` of one of some boxes. */
function isNear(box: Box, boxes: readonly Box[], reach: number): boolean {
  const all = around(boxes);
  const inside = ({ x, y, width, height }: Box): boolean =>
    box.x >= x - reach && box.x <= x + width + reach && box.y >= y - reach && box.y <= y + height + reach;
  return inside(all) && boxes.some(inside);
}
