import { type Axis, axisAt } from "./axis.ts";
import type { Component } from "./components.ts";

/** Slants that are tried: columns that an upright stroke moves per row, from −0.6 (falling to the left) to 0.8. */
const SLANTS: readonly number[] = Array.from({ length: 15 }, (_, i) => (i - 6) / 10);

/** Where ink lies along a line: its first and last place, with the line's bend and the writing's slant undone. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** How far to the right a pixel at height `y` moves when a line's writing is set upright, at column `x`. */
export function shift(axis: Axis, slant: number, x: number, y: number): number {
  return slant * (y - axisAt(axis, x));
}

/** The extent of some ink along a line. */
export function extentOf(parts: readonly Component[], axis: Axis, slant: number): Extent {
  let [start, end] = [Infinity, -Infinity];
  for (const { runs } of parts) {
    for (let i = 0; i < runs.length; i += 3) {
      const move = shift(axis, slant, (runs[i + 1]! + runs[i + 2]!) / 2, runs[i]!);
      start = Math.min(start, runs[i + 1]! + move);
      end = Math.max(end, runs[i + 2]! + move);
    }
  }
  return { start, end };
}

/** How much ink there is at each place from `start` on. */
export function profile(parts: readonly Component[], axis: Axis, slant: number, { start, end }: Extent): Float64Array {
  const first = Math.floor(start);
  const changes = new Float64Array(Math.ceil(end) - first + 2);
  for (const { runs } of parts) {
    for (let i = 0; i < runs.length; i += 3) {
      const move = shift(axis, slant, (runs[i + 1]! + runs[i + 2]!) / 2, runs[i]!) - first;
      changes[Math.round(runs[i + 1]! + move)]!++;
      changes[Math.round(runs[i + 2]! + move)]!--;
    }
  }
  for (let i = 1; i < changes.length; i++) changes[i]! += changes[i - 1]!;
  return changes.subarray(0, changes.length - 1);
}

/**
 * The slant of a line's writing: the one under which its profile is sharpest, Σ profile² largest, as upright strokes then fall
 * together. 0.1 is 5.7 degrees; positive leans to the right.
 * Source: the sheared projection of Kavallieratou et al. 2001, "Skew angle estimation"; here with squares for its curve.
 */
export function slantOf(parts: readonly Component[], axis: Axis): number {
  let [best, sharpest] = [0, -1];
  for (const slant of SLANTS) {
    const places = profile(parts, axis, slant, extentOf(parts, axis, slant));
    const sharpness = places.reduce((sum, count) => sum + count * count, 0);
    if (sharpness > sharpest) [best, sharpest] = [slant, sharpness];
  }
  return best;
}
