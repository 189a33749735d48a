import { exp, log } from "../elementary/mod.ts";
import type { Axis } from "./axis.ts";
import { type Body, inkDistance } from "./body.ts";
import { cutBody } from "./cut.ts";
import type { Chain } from "./lines.ts";
import { quantile } from "./quantile.ts";
import { type Extent, extentOf, slantOf } from "./upright.ts";

/** A letter is made of at most this many segments. */
const MOST_SEGMENTS = 4;
/** Letters are at least this wide, as a share of their line's height, where the line's own median is less (a line of 1 and I). */
const NARROWEST = 0.6;
/** And at most this wide, where it is more (a line whose letters touch). */
const WIDEST = 0.9;
/** Up to this many widths a letter is not too wide (M and W are), and by this many more it is less likely by e^−½. */
const WIDE = 1.35;
const WIDE_SCALE = 0.2;
/** The odds that a cut through ink stands between two letters: one to e². A cut that crosses a pen's width more is e times less likely. */
const CUT = 2;
/** Separate ink belongs to two letters where it is farther apart than this share of the line's usual gap, and a quarter of the pen's width. */
const NEAR = 0.3;

/** A piece of ink that is a letter, or of which neighbours make one. */
export interface Piece {
  readonly body: Body;
  readonly extent: Extent;
}

/** The boundary between two pieces: what speaks for a letter's end there. */
export interface Seam {
  /** ln of the probability that both sides are one letter, and that they are two, by the seam alone. */
  readonly joined: number;
  readonly parted: number;
  /** Whether it is a cut through ink that hangs together. */
  readonly cut: boolean;
  /** What was measured. */
  readonly reason: string;
}

/** A line cut into pieces, and what each run of them is worth as one letter. */
export interface Pieced {
  readonly pieces: readonly Piece[];
  /** One fewer than pieces. */
  readonly seams: readonly Seam[];
  /** Columns that an upright stroke moves per row. */
  readonly slant: number;
  /** Runs of pieces, `from` … `to` − 1, that may be a letter, and ln of how well they fit. */
  readonly runs: readonly Run[];
  /** The best way through: indices of `runs`. */
  readonly letters: readonly Run[];
}

/** Pieces `from` … `to` − 1 as one letter, valued by its width, the seams within, and the seam at its end. */
export interface Run {
  /** The first piece. */
  readonly from: number;
  /** The piece after the last. */
  readonly to: number;
  /** ln of how well it fits, at most 0. */
  readonly logPrior: number;
}

/** Cuts a line's bodies into pieces and values every run of them. */
export function pieceLine({ bodies, axis, height }: Chain, stroke: number): Pieced {
  const slant = slantOf(bodies.flatMap(({ parts }) => parts), axis);
  const whole = bodies.map((body) => pieceOf(body, axis, slant)).sort((a, b) => centre(a) - centre(b));
  const width = Math.min(Math.max(quantile(whole.map(widthOf), 0.5), NARROWEST * height), WIDEST * height);
  const usual = usualGap(whole);
  const pieces: Piece[] = [];
  const seams: Seam[] = [];
  for (const { body } of whole) {
    const { bodies: cut, crossed } = cutBody(body, axis, slant, width, stroke);
    cut.forEach((part, i) => {
      const next = pieceOf(part, axis, slant);
      if (i > 0) seams.push(cutSeam(crossed[i - 1]!));
      else if (pieces.length > 0) seams.push(gapSeam(pieces.at(-1)!, next, usual, stroke));
      pieces.push(next);
    });
  }
  const runs = pieces.flatMap((_, from) => runsFrom(from, pieces, seams, width));
  return { pieces, seams, slant, runs, letters: bestPath(runs, pieces.length) };
}

function pieceOf(body: Body, axis: Axis, slant: number): Piece {
  return { body, extent: extentOf(body.parts, axis, slant) };
}

function centre({ extent }: Piece): number {
  return extent.start + extent.end;
}

function widthOf({ extent }: Piece): number {
  return extent.end - extent.start;
}

function usualGap(pieces: readonly Piece[]): number {
  const gaps = pieces.slice(1).map(({ extent }, i) => Math.max(extent.start - pieces[i]!.extent.end, 0));
  return quantile(gaps, 0.5) || 0;
}

/** Ink that hangs together, cut. */
function cutSeam(crossed: number): Seam {
  const parted = -CUT - crossed;
  return {
    joined: log(1 - exp(parted)),
    parted,
    cut: true,
    reason: `a cut through ${crossed.toFixed(1)} pen widths of ink`,
  };
}

/** Ink that is apart: a logistic curve in its distance, even odds at NEAR of the usual gap and a quarter of the pen's width. */
function gapSeam(left: Piece, right: Piece, usual: number, stroke: number): Seam {
  const even = NEAR * usual + stroke / 4;
  const most = Math.ceil(4 * even + stroke);
  let distance = Infinity;
  for (const a of left.body.parts) {
    for (const b of right.body.parts) distance = Math.min(distance, inkDistance(a, b, most));
  }
  distance = Math.min(distance, most);
  const odds = (distance - even) / (even / 3);
  const parted = -log(1 + exp(-odds));
  return { joined: parted - odds, parted, cut: false, reason: `${(distance / stroke).toFixed(1)} pen widths apart` };
}

function runsFrom(from: number, pieces: readonly Piece[], seams: readonly Seam[], width: number): Run[] {
  const runs: Run[] = [];
  let [start, end, inner] = [Infinity, -Infinity, 0];
  for (let to = from + 1; to <= Math.min(from + MOST_SEGMENTS, pieces.length); to++) {
    if (to > from + 1) inner += seams[to - 2]!.joined;
    start = Math.min(start, pieces[to - 1]!.extent.start);
    end = Math.max(end, pieces[to - 1]!.extent.end);
    const beyond = Math.max(((end - start) / width - WIDE) / WIDE_SCALE, 0);
    // A letter too wide by twelve scales is none, unless nothing cuts it.
    if (to > from + 1 && beyond > 12) break;
    runs.push({ from, to, logPrior: inner - beyond * beyond / 2 + (seams[to - 1]?.parted ?? 0) });
  }
  return runs;
}

/** The path over runs from piece 0 to the last whose sum is largest (Viterbi 1967). */
function bestPath(runs: readonly Run[], pieces: number): Run[] {
  const best = Array.from({ length: pieces + 1 }, (_, i) => i === 0 ? 0 : -Infinity);
  const last: (Run | undefined)[] = best.map(() => undefined);
  for (const run of runs) {
    const sum = best[run.from]! + run.logPrior;
    if (sum > best[run.to]!) [best[run.to], last[run.to]] = [sum, run];
  }
  const path: Run[] = [];
  for (let run = last[pieces]; run; run = last[run.from]) path.unshift(run);
  return path;
}
