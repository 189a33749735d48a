import type { Mask } from "./plane.ts";

/** A ruled line is at least this many pen widths long: no letter has so long a stroke. */
const LENGTH = 60;
/** Or this share of the picture, where that is less. */
const ACROSS = 0.8;
/** Nor is it thicker than this many pen widths. */
const THICKNESS = 2;
/** A run that is thicker than the line by this factor, and a pixel, is a letter that crosses it. */
const THICKER = 1.5;
/** It is nowhere broken for more than this many pen widths. */
const GAP = 1.5;
/** The share of its length on which nothing crosses it and it is not broken. */
const CLEAR = 0.6;
/** It is less steep than this. */
const SLOPE = 0.3;
/** The slope is the mean over about this many pen widths: it follows the curve of a page. */
const MEMORY = 10;

/** A mask without its ruled lines, and how many there were. */
export interface WithoutRules {
  readonly mask: Mask;
  readonly rules: number;
}

/**
 * Removes ruled lines, level and upright ones: chains of thin runs across the line, from column to column.
 *
 * A chain is followed along its own slope. Where a letter crosses, the run is longer than the line is thick: it stays, and the
 * chain goes on behind it. Lines may slope and bend. Source: the runs across a line are those of the line adjacency graph, as in
 * Kasturi et al. 1990, "A system for interpretation of line drawings".
 */
export function withoutRules(mask: Mask, stroke: number): WithoutRules {
  if (Number.isNaN(stroke)) return { mask, rules: 0 };
  const turned = transposed(mask);
  const level = clearRules(turned, stroke);
  const partly = level === 0 ? { ...mask, data: mask.data.slice() } : transposed(turned);
  return { mask: partly, rules: level + clearRules(partly, stroke) };
}

/** A line that is being followed down the rows. */
interface Chain {
  /** Where it should be in the next row, and how much that moves from row to row. */
  at: number;
  slope: number;
  /** The row it began in, and the last that was thin. */
  readonly first: number;
  last: number;
  /** How thick it is: the mean over as long as its slope is. */
  thick: number;
  /** Rows since it was seen. */
  missing: number;
  /** Its thin runs: row, start, end. */
  readonly runs: number[];
}

/** Clears upright lines from a mask; returns how many. */
function clearRules({ width, height, data }: Mask, stroke: number): number {
  const thickness = Math.max(THICKNESS * stroke, 2);
  const least = Math.min(LENGTH * stroke, ACROSS * height);
  const gap = GAP * stroke;
  const memory = MEMORY * stroke;
  let chains: Chain[] = [];
  const finished: Chain[] = [];
  const finish = (chain: Chain): void => {
    if (chain.last - chain.first >= 2 * stroke) finished.push(chain);
  };
  for (let row = 0; row < height; row++) {
    const runs = runsOf(data, row * width, width);
    const next: Chain[] = [];
    const taken = new Set<number>();
    // Oldest first: where two chains meet, the longer goes on.
    for (const chain of chains) {
      const at = firstFrom(runs, chain.at - 1);
      const [start, end] = [runs[at] ?? Infinity, runs[at + 1] ?? Infinity];
      const seen = start - 1 <= chain.at;
      if (seen && end - start <= Math.min(thickness, THICKER * chain.thick + 1)) {
        if (taken.has(at)) {
          finish(chain);
          continue;
        }
        taken.add(at);
        chain.slope += ((start + end) / 2 - chain.at) / memory;
        chain.at += ((start + end) / 2 - chain.at) / Math.max(stroke, 1);
        chain.thick += (end - start - chain.thick) / memory;
        chain.runs.push(row, start, end);
        [chain.last, chain.missing] = [row, 0];
      } else if (!seen) chain.missing++;
      chain.at += chain.slope;
      if (chain.missing > gap || Math.abs(chain.slope) > SLOPE || row - chain.last > memory) finish(chain);
      else next.push(chain);
    }
    for (let i = 0; i < runs.length; i += 2) {
      const [start, end] = [runs[i]!, runs[i + 1]!];
      if (end - start > thickness || taken.has(i)) continue;
      next.push({
        at: (start + end) / 2,
        slope: 0,
        thick: end - start,
        first: row,
        last: row,
        missing: 0,
        runs: [row, start, end],
      });
    }
    chains = next;
  }
  chains.forEach(finish);
  const rules = finished.filter(({ first, last, runs }) => {
    const length = last + 1 - first;
    return length >= least && length > 4 * thickness && runs.length / 3 >= CLEAR * length;
  });
  const reach = { along: least, across: Math.max(stroke, 1) };
  const rests = finished.filter((chain) =>
    !rules.includes(chain) && rules.some((rule) => continues(rule, chain, reach))
  );
  for (const { runs, thick } of [...rules, ...rests]) {
    for (let i = 0; i < runs.length; i += 3) {
      if (runs[i + 2]! - runs[i + 1]! > THICKER * thick + 1) continue;
      data.fill(0, runs[i]! * width + runs[i + 1]!, runs[i]! * width + runs[i + 2]!);
    }
  }
  return rules.length;
}

/** Whether a chain lies where a line would go on, before its beginning or behind its end, and is as thick. */
function continues(rule: Chain, chain: Chain, reach: { readonly along: number; readonly across: number }): boolean {
  if (chain.thick > THICKER * rule.thick + 1) return false;
  const centre = (runs: readonly number[], i: number): number => (runs[i + 1]! + runs[i + 2]!) / 2;
  const { runs } = rule;
  const end = runs.length - 3;
  // A third of the line at that end tells its slope there.
  const third = 3 * Math.floor(runs.length / 9);
  const behind = chain.first > rule.first;
  const [from, to, own] = behind ? [end - third, end, 0] : [third, 0, chain.runs.length - 3];
  const slope = (centre(runs, to) - centre(runs, from)) / (runs[to]! - runs[from]!);
  const along = chain.runs[own]! - runs[to]!;
  return Math.abs(along) <= reach.along &&
    Math.abs(centre(runs, to) + slope * along - centre(chain.runs, own)) <= reach.across;
}

/** The first of runs (start, end, start …) that ends at `place` or behind it: the index of its start. */
function firstFrom(runs: readonly number[], place: number): number {
  let [low, high] = [0, runs.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[2 * middle + 1]! < place) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** Starts and ends of the runs of ink in a row. */
function runsOf(data: Uint8Array, from: number, width: number): number[] {
  const runs: number[] = [];
  const row = data.subarray(from, from + width);
  for (let start = row.indexOf(1); start >= 0;) {
    let end = row.indexOf(0, start);
    if (end < 0) end = width;
    runs.push(start, end);
    start = row.indexOf(1, end);
  }
  return runs;
}

/** Rows for columns, in blocks that fit a cache. */
function transposed({ width, height, data }: Mask): Mask {
  const BLOCK = 32;
  const out = new Uint8Array(data.length);
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(top + BLOCK, height);
    for (let left = 0; left < width; left += BLOCK) {
      const right = Math.min(left + BLOCK, width);
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) out[x * height + y] = data[y * width + x]!;
    }
  }
  return { width: height, height: width, data: out };
}
