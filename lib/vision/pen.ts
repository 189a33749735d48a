import type { Component } from "./components.ts";
import { quantile } from "./quantile.ts";

/** A stroke is at least this many times as long as wide. */
const LONGER = 3;
/** A box this many times as long as wide holds a ruled line, an edge or a streak of a table: the pen is measured on other ink. */
const SLIM = 8;
/** Darknesses are apart where this share of their variance lies between two classes; that of even ones from 0 to 1 is 3/4. */
const SEPARABLE = 0.95;
/** And where the paler is at most this share of the darker: one pen's pressure differs by less. */
const PALER = 0.5;

/** Whether ink is longer than wide: specks of noise are not. */
export function isStroke({ area, stroke }: Component): boolean {
  return area >= LONGER * stroke * stroke;
}

/** The width than which a share of all line is thinner: over the pen's strokes, each weighted by its length A / w. */
export function penWidth(parts: readonly Component[], share = 0.5): number {
  const strokes = penned(parts.filter(isStroke));
  const compact = strokes.filter(({ box: { width, height } }) =>
    Math.max(width, height) < SLIM * Math.min(width, height)
  );
  const measured = compact.length > 0 ? compact : strokes;
  return quantile(measured.map(({ stroke }) => stroke), share, measured.map(lengthOf));
}

/**
 * Ink without what is much paler: where its darknesses are two, clearly apart, the darker, as printed squares are paler than a pen.
 *
 * By Otsu's separability, η = the variance between two classes over the whole (Otsu 1979, equation 12), each piece weighted by its
 * length. Elsewhere all of it.
 */
export function penned(parts: readonly Component[]): readonly Component[] {
  const sorted = [...parts].sort((a, b) => a.darkness - b.darkness);
  const [total, moment] = sums(sorted);
  const variance = sorted.reduce((sum, part) => sum + lengthOf(part) * (part.darkness - moment / total) ** 2, 0);
  let [best, first, length, along] = [SEPARABLE * variance, 0, 0, 0];
  sorted.slice(0, -1).forEach((part, i) => {
    length += lengthOf(part);
    along += lengthOf(part) * part.darkness;
    const [paler, darker] = [along / length, (moment - along) / (total - length)];
    const between = length * (total - length) / total * (darker - paler) ** 2;
    if (between > best && paler <= PALER * darker) [best, first] = [between, i + 1];
  });
  return first === 0 ? parts : sorted.slice(first);
}

/** The length of all lines, and its sum times darkness. */
function sums(parts: readonly Component[]): readonly [length: number, moment: number] {
  return parts.reduce<[number, number]>(
    ([length, moment], part) => [length + lengthOf(part), moment + lengthOf(part) * part.darkness],
    [0, 0],
  );
}

function lengthOf({ area, stroke }: Component): number {
  return area / stroke;
}
