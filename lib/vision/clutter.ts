import type { Component } from "./components.ts";
import { quantile } from "./quantile.ts";

/**
 * How little a page looks like writing: pieces of ink to a letter, times how much the widths of the letters' strokes differ.
 *
 * Writing is one pen's and little else: on photos of pages the first is near 1 and the second below 0.15. In a scene shapes of every width
 * break into pieces, few of which pass for letters: in 66 photos of flowers and places the product was never below 0.7.
 */
export interface Clutter {
  /** Connected pieces of ink over letters. */
  readonly pieces: number;
  /** The median of |w − median w| over the median w, w the widths of letters' strokes, each weighted by its length. */
  readonly unevenness: number;
  /** Why this is no writing; undefined where it may be. */
  readonly reason?: string;
}

/** No pen is more even than this; one letter's strokes alone would seem to be. */
const LEAST_UNEVENNESS = 0.05;
/** The product from which on a page is no writing. */
const MOST = 0.6;

/** Measures a page, given all its ink and that of the letters in it. */
export function clutterOf(ink: readonly Component[], parts: readonly Component[], letters: number): Clutter {
  const widths = parts.map(({ stroke }) => stroke);
  const lengths = parts.map(({ area, stroke }) => area / stroke);
  const typical = quantile(widths, 0.5, lengths);
  const off = quantile(widths.map((width) => Math.abs(width - typical) / typical), 0.5, lengths);
  const unevenness = Math.max(off, LEAST_UNEVENNESS);
  const pieces = ink.length / letters;
  if (!(pieces * unevenness >= MOST)) return { pieces, unevenness };
  const reason = `${pieces.toFixed(1)} pieces of ink to a letter and strokes that differ by ${
    (100 * unevenness).toFixed(0)
  } % in width are no writing`;
  return { pieces, unevenness, reason };
}
