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
  const usual = quantile(
    lines.flatMap((line) => gapsOf(line).map(({ start, end }) => (end - start) / line.height)),
    0.5,
  );
  const least = Math.max(WIDTH, USUAL * (usual || 0)) * (quantile(lines.map(({ height }) => height), 0.5) || 0);
  let best: Stretch | undefined;
  for (const candidate of lines.flatMap((line) => [...gapsOf(line), ...beside(line, lines)])) {
    const corridor = corridorAt(candidate, lines, least);
    if (corridor && corridor.end - corridor.start > (best ? best.end - best.start : 0)) best = corridor;
  }
  return best && (best.start + best.end) / 2;
}

/** The gaps between a line and those at its height to its right. */
function beside(line: Chain, lines: readonly Chain[]): Stretch[] {
  const { end } = stretchOf(line);
  return lines.filter((other) =>
    stretchOf(other).start > end && Math.abs(heightOf(other) - heightOf(line)) < line.height
  )
    .map((other) => ({ start: end, end: stretchOf(other).start }));
}

/** The part of a stretch that is free in enough rows. */
function corridorAt({ start, end }: Stretch, lines: readonly Chain[], least: number): Stretch | undefined {
  if (end - start < least) return undefined;
  const at = (start + end) / 2;
  let [rows, across, left, right] = [0, 0, start, end];
  for (const line of lines) {
    const stretch = stretchOf(line);
    const gap = gapAt(line, at);
    const pairs = stretch.end < at ? beside(line, lines).filter((pair) => pair.start <= at && at <= pair.end) : [];
    for (const free of gap && gap.end - gap.start >= least ? [gap] : pairs) {
      rows++;
      [left, right] = [Math.max(left, free.start), Math.min(right, free.end)];
    }
    if (stretch.start < at && stretch.end > at && !(gap && gap.end - gap.start >= least)) across++;
  }
  return rows >= ROWS && across <= ACROSS * rows && right - left >= least ? { start: left, end: right } : undefined;
}
