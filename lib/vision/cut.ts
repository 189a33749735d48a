import type { Axis } from "./axis.ts";
import { type Body, bodyOf, piece } from "./body.ts";
import type { Component } from "./components.ts";
import { extentOf, profile, shift } from "./upright.ts";

/** Ink narrower than this many letters is not cut. */
const NARROWEST = 1.2;
/** A piece is at least this many letters wide. */
const PIECE = 0.3;
/** And at least this share of the body's height high: what is lower is a tail. */
const PIECE_HEIGHT = 0.5;
/** A cut crosses at most this many pen widths of ink: one stroke, level or rising. */
const CROSSED = 2;

/** Pieces of a body, from left to right, and how many pen widths of ink each cut between them crosses. */
export interface Pieces {
  readonly bodies: readonly Body[];
  readonly crossed: readonly number[];
}

/**
 * Cuts ink that may be several touching letters where a cut crosses least: at the valleys of its profile, along the slant.
 *
 * @param width the width of a letter, @param stroke of the pen, in pixels.
 */
export function cutBody(body: Body, axis: Axis, slant: number, width: number, stroke: number): Pieces {
  const extent = extentOf(body.parts, axis, slant);
  if (extent.end - extent.start < NARROWEST * width) return { bodies: [body], crossed: [] };
  const places = smooth(profile(body.parts, axis, slant, extent), Math.max(Math.round(stroke / 2), 1));
  const least = Math.max(Math.round(PIECE * width), 1);
  const cuts: number[] = [];
  const order = Array.from(places.keys()).filter((i) => i >= least && i < places.length - least)
    .filter((i) => places[i]! <= CROSSED * stroke && isValley(places, i, Math.max(Math.round(stroke), 1)))
    .sort((a, b) => places[a]! - places[b]! || a - b);
  for (const i of order) if (cuts.every((cut) => Math.abs(cut - i) >= least)) cuts.push(i);
  cuts.sort((a, b) => a - b);
  const first = Math.floor(extent.start);
  for (;;) {
    const bounds = [-Infinity, ...cuts.map((cut) => cut + first + 0.5), Infinity];
    const bodies = bounds.slice(1).map((end, k) => clipped(body.parts, axis, slant, bounds[k]!, end));
    const low = bodies.findIndex((part) => !part || part.box.height < PIECE_HEIGHT * body.box.height);
    if (low < 0) return { bodies: bodies as Body[], crossed: cuts.map((cut) => places[cut]! / stroke) };
    if (cuts.length === 0) return { bodies: [body], crossed: [] };
    cuts.splice(Math.min(low, cuts.length - 1), 1);
  }
}

/** The mean over 2 r + 1 places. */
function smooth(values: Float64Array, r: number): Float64Array {
  return values.map((_, i) => {
    let sum = 0;
    for (let k = -r; k <= r; k++) sum += values[Math.min(Math.max(i + k, 0), values.length - 1)]!;
    return sum / (2 * r + 1);
  });
}

/** Whether nothing within r places is lower. */
function isValley(values: Float64Array, i: number, r: number): boolean {
  for (let k = Math.max(i - r, 0); k <= Math.min(i + r, values.length - 1); k++) {
    if (values[k]! < values[i]!) return false;
  }
  return true;
}

/** The ink from one place along a line to another; undefined when there is none. */
function clipped(
  parts: readonly Component[],
  axis: Axis,
  slant: number,
  start: number,
  end: number,
): Body | undefined {
  const kept = parts.flatMap((part) => {
    const runs: number[] = [];
    for (let i = 0; i < part.runs.length; i += 3) {
      const [row, from, to] = [part.runs[i]!, part.runs[i + 1]!, part.runs[i + 2]!];
      const move = shift(axis, slant, (from + to) / 2, row);
      const left = Math.max(from, Math.round(start - move));
      const right = Math.min(to, Math.round(end - move));
      if (left < right) runs.push(row, left, right);
    }
    return runs.length === 0 ? [] : [piece(part, Int32Array.from(runs))];
  });
  return kept.length === 0 ? undefined : bodyOf(kept);
}
