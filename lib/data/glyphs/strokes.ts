import type { Rng } from "../../random/mod.ts";

/** How freely a hand writes a form. */
export interface Looseness {
  /** Deviation of a point from the form, half of its variance the writer's and half of it fresh, in the grid's unit. */
  readonly shift: number;
  /** Deviation of a straight piece's middle, in its length. */
  readonly bend: number;
  /** The share of a straight piece that rounding takes from each end that is a corner. */
  readonly round: number;
}

/** Points x, y, x, y, … that a pen passes. */
type Line = readonly number[];

/** Width of the ribbon around a line, in the grid's unit: a pen widens it. */
export const RIBBON = 0.16;
/** Pieces of a curve between two points, and of a straight line. */
const PIECES = 7;

/**
 * Closed lines around the strokes of a form (see FORMS) as written once: thin ribbons, y growing downwards.
 *
 * Point p of the form lies at p + shift (u + v) / √2, with normal deviates u from `own`, the writer's, and v from `rng`.
 */
export function writeForm(form: string, { shift, bend, round }: Looseness, own: Rng, rng: Rng): Float64Array[] {
  const wander = (value: number): number => value + shift * Math.sqrt(0.5) * (own.normal() + rng.normal());
  return form.split(" / ").flatMap((stroke) => {
    const line: number[] = [];
    let last = "";
    for (const point of stroke.replace("~", "").split(" ")) {
      if (point === last) line.push(line.at(-2)!, line.at(-1)!);
      else line.push(wander(Number(point[0])), wander(Number(point[1])));
      last = point;
    }
    return ribbon(stroke.startsWith("~") ? curved(line) : bent(line, bend, round, rng));
  });
}

/** Straight pieces; each is a parabola whose middle lies `bend` aside, and is cut short at corners. */
function bent(points: Line, bend: number, round: number, rng: Rng): number[] {
  const line: number[] = [];
  for (let i = 2; i < points.length; i += 2) {
    const x = points[i - 2]!, y = points[i - 1]!;
    const dx = points[i]! - x, dy = points[i + 1]! - y;
    const first = i === 2 ? 0 : round;
    const last = i + 2 === points.length ? 1 : 1 - round;
    const aside = rng.normal(0, bend);
    for (let piece = 0; piece <= PIECES; piece++) {
      const t = first + (last - first) * piece / PIECES;
      const push = 4 * t * (1 - t) * aside;
      line.push(x + t * dx - push * dy, y + t * dy + push * dx);
    }
  }
  return line;
}

/** The Catmull–Rom spline through some points; a point given twice ends one curve and begins the next. */
function curved(points: Line): number[] {
  const line: number[] = [];
  const same = (i: number): boolean => points[i] === points[i - 2] && points[i + 1] === points[i - 1];
  for (let i = 2; i < points.length; i += 2) {
    if (same(i)) continue;
    const before = i === 2 || same(i - 2) ? i - 2 : i - 4;
    const after = i + 2 === points.length || same(i + 2) ? i : i + 2;
    for (let piece = 0; piece <= PIECES; piece++) {
      for (const axis of [0, 1]) {
        const [a, b, c, d] = [before, i - 2, i, after].map((at) => points[at + axis]!) as [
          number,
          number,
          number,
          number,
        ];
        line.push(catmullRom(a, b, c, d, piece / PIECES));
      }
    }
  }
  return line;
}

/** From b (t = 0) to c (t = 1), with the slopes (c − a) / 2 and (d − b) / 2 there. */
function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** A box around each piece of a line; all turn the same way, so that where they overlap winding numbers only grow. */
function ribbon(line: Line): Float64Array[] {
  const boxes: Float64Array[] = [];
  for (let i = 2; i < line.length; i += 2) {
    const x0 = line[i - 2]!, y0 = line[i - 1]!, x1 = line[i]!, y1 = line[i + 1]!;
    const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    if (length === 0) continue;
    // Half the width along the piece (u, v) and across it (−v, u).
    const u = RIBBON / 2 * (x1 - x0) / length, v = RIBBON / 2 * (y1 - y0) / length;
    boxes.push(
      Float64Array.of(x0 - u - v, y0 - v + u, x1 + u - v, y1 + v + u, x1 + u + v, y1 + v - u, x0 - u + v, y0 - v - u),
    );
  }
  return boxes;
}
