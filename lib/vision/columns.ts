import { axisAt } from "./axis.ts";
import type { Chain } from "./lines.ts";
import { quantile } from "./quantile.ts";

/** A corridor between columns is at least this many letters wide … */
const WIDTH = 2.5;
/** … and this many times as wide as the usual gap of a line. */
const USUAL = 4;
/** Beside it stand this many rows or more, … */
const ROWS = 3;
/** … and at most this share of so many lines runs across it. */
const ACROSS = 0.2;

/** So many places are looked at in what is just wide enough for a corridor. */
const PLACES = 4;

/** What counts of a line: its gaps, how far it reaches, where its middle is from the top, and how high its letters are. */
interface Laid {
  readonly gaps: readonly Stretch[];
  readonly stretch: Stretch;
  readonly middle: number;
  readonly height: number;
}

/** From one column of pixels to another. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Lines in the order they are read: from the top, one column of text after the other where a corridor without ink parts the page.
 *
 * A corridor counts where rows stand on both sides of it, as one line with a wide gap or as two lines at one height; what runs through it
 * is cut there. Corridors are looked for again within each column.
 *
 * @param part cuts a line at a place that lies in a gap.
 */
export function readingOrder(lines: readonly Chain[], part: (line: Chain, at: number) => readonly Chain[]): Chain[] {
  const at = findCorridor(lines);
  if (at === undefined) return [...lines].sort((a, b) => heightOf(a) - heightOf(b));
  const parts = lines.flatMap((line) => gapAt(line, at) ? part(line, at) : [line]);
  const [left, right] = [true, false].map((side) => parts.filter((line) => middleOf(line) < at === side));
  return [...readingOrder(left!, part), ...readingOrder(right!, part)];
}

function stretchOf({ bodies }: Chain): Stretch {
  return {
    start: Math.min(...bodies.map(({ box }) => box.x)),
    end: Math.max(...bodies.map(({ box }) => box.x + box.width)),
  };
}

function middleOf(line: Chain): number {
  const { start, end } = stretchOf(line);
  return (start + end) / 2;
}

function heightOf(line: Chain): number {
  return axisAt(line.axis, middleOf(line));
}

function gapsOf({ bodies }: Chain): Stretch[] {
  return bodies.slice(1).map(({ box }, i) => ({ start: bodies[i]!.box.x + bodies[i]!.box.width, end: box.x }));
}

function gapAt(line: Chain, at: number): Stretch | undefined {
  return gapsOf(line).find(({ start, end }) => start <= at && at <= end);
}

/** Where the widest corridor is, if there is one. */
function findCorridor(lines: readonly Chain[]): number | undefined {
  const laid = lines.map((line): Laid => ({
    gaps: gapsOf(line),
    stretch: stretchOf(line),
    middle: heightOf(line),
    height: line.height,
  }));
  const gaps = laid.flatMap(({ gaps, height }) => gaps.map(({ start, end }) => (end - start) / height));
  const least = Math.max(WIDTH, USUAL * (quantile(gaps, 0.5) || 0)) *
    (quantile(laid.map(({ height }) => height), 0.5) || 0);
  const pairs = laid.flatMap((line) => beside(line, laid));
  const [first, last] = [
    Math.min(...laid.map(({ stretch }) => stretch.start)),
    Math.max(...laid.map(({ stretch }) => stretch.end)),
  ];
  let best: Stretch | undefined;
  for (let at = first; at < last; at += least / PLACES) {
    const corridor = corridorAt(at, laid, pairs, least);
    if (corridor && corridor.end - corridor.start > (best ? best.end - best.start : 0)) best = corridor;
  }
  return best && (best.start + best.end) / 2;
}

/** The gaps between a line and those at its height to its right. */
function beside({ stretch: { end }, middle, height }: Laid, lines: readonly Laid[]): Stretch[] {
  return lines.filter((other) => other.stretch.start > end && Math.abs(other.middle - middle) < height)
    .map(({ stretch }) => ({ start: end, end: stretch.start }));
}

/** What is free around a place in enough rows: in the gaps of lines, and between two at one height. */
function corridorAt(
  at: number,
  lines: readonly Laid[],
  pairs: readonly Stretch[],
  least: number,
): Stretch | undefined {
  const around = ({ start, end }: Stretch): boolean => start <= at && at <= end;
  const wide = lines.map(({ gaps }) => gaps.find((gap) => around(gap) && gap.end - gap.start >= least));
  const free = [...wide.filter((gap) => gap !== undefined), ...pairs.filter(around)];
  const across = lines.filter(({ stretch }, i) => stretch.start < at && stretch.end > at && !wide[i]).length;
  const start = free.reduce((most, { start }) => Math.max(most, start), -Infinity);
  const end = free.reduce((least, { end }) => Math.min(least, end), Infinity);
  return free.length >= ROWS && across <= ACROSS * free.length && end - start >= least ? { start, end } : undefined;
}
