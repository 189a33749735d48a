import type { Box } from "../plane.ts";

/** Boxes that were found against those that are true. */
export interface Detection {
  /** Share of the found that are true; 1 where nothing was found. */
  readonly precision: number;
  /** Share of the true that were found; 1 where there is nothing to find. */
  readonly recall: number;
  /** 2 precision recall / (precision + recall); 0 where both are 0. */
  readonly f1: number;
  /** Pairs (true, found) that match, as indices. */
  readonly pairs: readonly (readonly [truth: number, found: number])[];
  /** True boxes that nothing matches, because one found box holds them with others. */
  readonly merged: number;
  /** True boxes that nothing matches, because they hold two found boxes or more. */
  readonly split: number;
  /** True boxes that nothing matches, for neither reason. */
  readonly missed: number;
  /** Found boxes that match nothing and no true box was merged or split by: what is over beside a match is one, too. */
  readonly spurious: number;
  /** The true boxes that nothing matches, one by one. */
  readonly unmatched: readonly Unmatched[];
  /** Indices of the spurious boxes. */
  readonly extra: readonly number[];
}

/** A true box that nothing matches. */
export interface Unmatched {
  /** Which. */
  readonly index: number;
  /** Why. */
  readonly cause: "merged" | "split" | "missed";
  /** Indices of the found boxes that hold it, or that it holds. */
  readonly by: readonly number[];
}

/** Boxes match from this share on: the usual bound of detection. */
const MATCH = 0.5;
/** A box holds another when this share of the other lies within it. */
const HOLDS = 0.5;

/**
 * Intersection over union of two boxes: their common area / the area that they cover together, 0 to 1; 0 where both are empty.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { intersectionOverUnion } from "nnr";
 *
 * const box = { x: 0, y: 0, width: 2, height: 2 };
 * expect(intersectionOverUnion(box, { ...box, x: 1 })).toBe(1 / 3);
 * ```
 */
export function intersectionOverUnion(a: Box, b: Box): number {
  const common = intersection(a, b);
  const all = a.width * a.height + b.width * b.height - common;
  return all > 0 ? common / all : 0;
}

/**
 * Precision, recall and F1 of found boxes at an intersection over union of at least ½, each box in one pair, the best pairs first;
 * what does not match is told apart as merged, split, missed or spurious: errors of segmentation, whatever was read.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { detection } from "nnr";
 *
 * const box = (x: number, width = 10) => ({ x, y: 0, width, height: 10 });
 * const { recall, merged, pairs } = detection([box(0), box(12), box(30)], [box(0, 22), box(30)]);
 * expect([recall, merged, pairs]).toEqual([1 / 3, 2, [[2, 1]]]);
 * ```
 */
export function detection(truth: readonly Box[], found: readonly Box[]): Detection {
  const candidates = truth.flatMap((a, i) => found.map((b, j) => ({ i, j, share: intersectionOverUnion(a, b) })))
    .filter(({ share }) => share >= MATCH)
    .sort((a, b) => b.share - a.share || a.i - b.i || a.j - b.j);
  const ofTruth = new Map<number, number>();
  const ofFound = new Map<number, number>();
  for (const { i, j } of candidates) {
    if (ofTruth.has(i) || ofFound.has(j)) continue;
    ofTruth.set(i, j);
    ofFound.set(j, i);
  }
  const holds = (outer: Box, inner: Box): boolean => intersection(outer, inner) >= HOLDS * inner.width * inner.height;
  const mergers = found.map((box) => truth.filter((inner) => holds(box, inner)).length > 1);
  const within = truth.map((box) => [...found.keys()].filter((j) => holds(box, found[j]!)));
  const unmatched = [...truth.keys()].filter((i) => !ofTruth.has(i)).map((index): Unmatched => {
    const merger = found.findIndex((outer, j) => mergers[j] && holds(outer, truth[index]!));
    if (merger >= 0) return { index, cause: "merged", by: [merger] };
    return { index, cause: within[index]!.length > 1 ? "split" : "missed", by: within[index]! };
  });
  const accounted = new Set(unmatched.flatMap(({ cause, by }) => cause === "missed" ? [] : by));
  const extra = [...found.keys()].filter((j) => !ofFound.has(j) && !accounted.has(j));
  const count = (cause: Unmatched["cause"]): number => unmatched.filter((box) => box.cause === cause).length;
  const precision = found.length === 0 ? 1 : ofFound.size / found.length;
  const recall = truth.length === 0 ? 1 : ofTruth.size / truth.length;
  const f1 = precision + recall === 0 ? 0 : 2 * precision * recall / (precision + recall);
  const pairs = [...ofTruth].sort(([a], [b]) => a - b);
  return {
    ...{ precision, recall, f1, pairs, unmatched, extra },
    ...{ merged: count("merged"), split: count("split"), missed: count("missed"), spurious: extra.length },
  };
}

function intersection(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(across, 0) * Math.max(down, 0);
}
