import type { Image } from "../data/mod.ts";
import type { Axis } from "./axis.ts";
import { joinedBodies } from "./bodies.ts";
import { clearLines } from "./clutter.ts";
import { readingOrder } from "./columns.ts";
import type { Component } from "./components.ts";
import { findInk, type Ink } from "./ink.ts";
import { type Chain, chainOf } from "./lines.ts";
import { members } from "./members.ts";
import { around, type Box } from "./plane.ts";
import { type Pieced, pieceLine, type Run } from "./segments.ts";
import { isMark, judge, type Judgement, type Scale, scaleOf, type Verdict } from "./verdict.ts";
import { type GapBound, gapBounds } from "./words.ts";

/** Ink that was judged. Boxes are in pixels of the photo. */
export interface Mark {
  /** The smallest rectangle around it. */
  readonly box: Box;
  /** What it was taken for. */
  readonly verdict: Verdict;
  /** What was measured, in words. */
  readonly reason: string;
}

/** A piece of a line's ink: a letter, or less than one. */
export interface Segment {
  /** In pixels of the photo. */
  readonly box: Box;
  /** Its ink, in pixels of the picture that was worked on. */
  readonly parts: readonly Component[];
}

/** Segments `from` … `to` − 1 that are taken for one letter before anything is read. */
export interface Letter {
  /** Its first segment. */
  readonly from: number;
  /** The segment after its last. */
  readonly to: number;
  /** In pixels of the photo. */
  readonly box: Box;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
  /** Why it ends here, and what the gap before it is. */
  readonly reason: string;
}

/** A line of text. */
export interface Line {
  /** In pixels of the photo. */
  readonly box: Box;
  /** The curve through the letters' middles, in pixels of the photo. */
  readonly axis: Axis;
  /** The median height of its letters, in pixels of the photo. */
  readonly height: number;
  /** Columns that an upright stroke moves to the right per row upwards. */
  readonly slant: number;
  /** Its ink from left to right: every letter is one of them or several neighbours. */
  readonly segments: readonly Segment[];
  /** Every run of segments that may be one letter, sorted by `from`, then `to`. */
  readonly runs: readonly Run[];
  /** ln of the odds that a space stands before each segment; −Infinity at the first and at cuts through ink. */
  readonly spaces: readonly number[];
  /** The likeliest letters by shape and place alone. */
  readonly letters: readonly Letter[];
}

/** What was found in a photo, and how. */
export interface Page {
  /** Of the photo, in pixels. */
  readonly width: number;
  /** Of the photo, in pixels. */
  readonly height: number;
  /** The ink, and every stage on the way to it. */
  readonly ink: Ink;
  /** Sizes in pixels of the picture that was worked on; NaN where there is no ink. */
  readonly scale: Scale;
  /** In reading order; none where the ink is no writing. */
  readonly lines: readonly Line[];
  /** Every connected piece of ink, whatever it was taken for. */
  readonly marks: readonly Mark[];
  /** Why there are no lines; undefined where there are. */
  readonly reason?: string;
}

/**
 * Finds the letters of a photo: ink → components → parts of one letter joined → lines → pieces → letters and words.
 *
 * Every bound is a multiple of what the photo itself tells: the pen's width, the letters' height, the gaps of a line. The image stands
 * upright. Where there is no ink, or none that looks like writing, there are no lines.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { findLetters } from "nnr";
 *
 * const [height, width] = [80, 200];
 * const image = { shape: [1, height, width] as const, data: new Uint8Array(height * width).fill(220) };
 * for (const left of [20, 50, 80]) {
 *   for (let y = 20; y < 60; y++) image.data.fill(40, y * width + left, y * width + left + 4);
 * }
 * const { lines } = findLetters(image);
 * expect(lines.map(({ letters }) => letters.map(({ box }) => box.x))).toEqual([[20, 50, 80]]);
 * ```
 */
export function findLetters(image: Image): Page {
  const [, height, width] = image.shape;
  const ink = findInk(image);
  const scale = scaleOf(ink);
  const unit = 2 ** ink.halvings;
  const judgements = ink.components.map((part) => judge(part, scale, ink.mask.width, ink.mask.height));
  const sized = ink.components.filter((_, i) => judgements[i]!.verdict === "letter");
  const left = new Map<Component, Judgement>();
  const written = sized.length <= MOST ? sized : [...sized].sort((a, b) => b.area - a.area).slice(0, MOST);
  const kept = new Set(written);
  for (const part of sized) {
    if (!kept.has(part)) left.set(part, { verdict: "speck", reason: `not among the ${MOST} largest` });
  }
  const { lines: found, left: over } = members(joinedBodies(written, scale), scale);
  over.forEach((judgement, part) => left.set(part, judgement));
  const { lines: clear, refused } = clearLines(found, ink.components.filter((part) => isMark(part, scale)));
  for (const [{ bodies }, reason] of refused) {
    for (const { parts } of bodies) parts.forEach((part) => left.set(part, { verdict: "clutter", reason }));
  }
  const shaped = readingOrder(clear, cutAt).map((chain) => ({ chain, pieces: pieceLine(chain, scale.stroke) }));
  for (const { chain: { bodies }, pieces } of shaped.filter(({ pieces }) => !fits(pieces))) {
    const reason = `cut into letters it is ${pieces.letters.length} that have no letter's width`;
    for (const { parts } of bodies) parts.forEach((part) => left.set(part, { verdict: "clutter", reason }));
  }
  const lettered = shaped.filter(({ pieces }) => fits(pieces));
  const chains = lettered.map(({ chain }) => chain);
  const pieced = lettered.map(({ pieces }) => pieces);
  const gaps = pieced.map(gapsBefore);
  const bounds = gapBounds(chains.map(({ height }, i) => ({ gaps: letterGaps(pieced[i]!, gaps[i]!), height })));
  const marks = ink.components.map((part, i) => markOf(part, left.get(part) ?? judgements[i]!, unit));
  const page = { width, height, ink, scale, marks };
  if (chains.length === 0) {
    const reason = ink.components.length === 0
      ? "there is no ink"
      : found.length === 0
      ? "no ink has a letter's shape"
      : "what ink there is is no writing";
    return { ...page, lines: [], reason };
  }
  return {
    ...page,
    lines: chains.map((chain, i) => lineOf(chain, pieced[i]!, gaps[i]!, bounds[i]!, unit)),
  };
}

/** Pieces of ink that are looked at, the largest: a page of writing has fewer, and more take too long. */
const MOST = 2500;
/** A line is one of letters where ln of how well they fit is at least this on the average: that of two and a half widths each. */
const LEAST_FIT = -16;
/** Where the bound lies below which the odds of a space are not told apart: e^−12. */
const SUREST = 12;

/** Whether the likeliest letters of a line are shaped like letters. */
function fits({ letters }: Pieced): boolean {
  return letters.reduce((sum, { logPrior }) => sum + logPrior, 0) >= LEAST_FIT * letters.length;
}

function lineOf(chain: Chain, pieced: Pieced, gaps: readonly number[], { bound, scale }: GapBound, unit: number): Line {
  const segments = pieced.pieces.map(({ body }) => ({ box: scaled(body.box, unit), parts: body.parts }));
  const letters = pieced.letters.map(({ from, to }): Letter => {
    const gap = gaps[from]!;
    const before = from === 0
      ? "the line begins"
      : `gap ${(gap / chain.height).toFixed(2)}, space from ${(bound / chain.height).toFixed(2)} letters`;
    return {
      from,
      to,
      box: around(segments.slice(from, to).map(({ box }) => box)),
      spaced: from > 0 && gap >= bound,
      reason: [before, pieced.seams[to - 1]?.reason ?? "the line ends"].join("; "),
    };
  });
  const { origin, a, b, c } = chain.axis;
  return {
    box: around(segments.map(({ box }) => box)),
    axis: { origin: origin * unit, a: a * unit, b, c: c / unit },
    height: chain.height * unit,
    slant: pieced.slant,
    segments,
    runs: pieced.runs,
    spaces: gaps.map((gap) => gap === -Infinity ? gap : Math.min(Math.max((gap - bound) / scale, -SUREST), SUREST)),
    letters,
  };
}

/** The gap before each piece along the line; −Infinity before the first and where ink is cut. */
function gapsBefore({ pieces, seams }: Pieced): number[] {
  return pieces.map(({ extent }, i) => {
    if (i === 0 || seams[i - 1]!.cut) return -Infinity;
    return extent.start - Math.max(...pieces.slice(0, i).map((piece) => piece.extent.end));
  });
}

function letterGaps({ letters }: Pieced, gaps: readonly number[]): number[] {
  return letters.slice(1).map(({ from }) => gaps[from]!).map((gap) => Math.max(gap, 0));
}

function cutAt(line: Chain, at: number): Chain[] {
  return [true, false].map((side) => line.bodies.filter(({ box }) => box.x + box.width / 2 < at === side))
    .filter((bodies) => bodies.length > 0)
    .map((bodies) => chainOf(bodies, () => line.axis.b));
}

function markOf({ box }: Component, { verdict, reason }: Judgement, unit: number): Mark {
  return { box: scaled(box, unit), verdict, reason };
}

function scaled({ x, y, width, height }: Box, unit: number): Box {
  return { x: x * unit, y: y * unit, width: width * unit, height: height * unit };
}
