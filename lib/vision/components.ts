import type { Box, Mask, Plane } from "./plane.ts";

/** Ink that hangs together. */
export interface Component {
  /** The smallest rectangle around it. */
  readonly box: Box;
  /** Its pixels as runs: row, first column, column after the last, again and again; from the top, from the left. */
  readonly runs: Int32Array;
  /** How many pixels. */
  readonly area: number;
  /** The width of its strokes: the w of a rectangle of its area A and perimeter P: (P − √(P² − 16 A)) / 4; A / w long. */
  readonly stroke: number;
  /** The mean darkness of its pixels. */
  readonly darkness: number;
}

/**
 * Perimeters of the 16 squares of 2 × 2 pixels, in pixels, bit 0 top left, 1 top right, 2 bottom left, 3 bottom right.
 *
 * A straight edge counts 1, a corner 1/√2: the boundary through the midpoints of the square's sides.
 */
const CORNER = Math.SQRT1_2;
const PERIMETERS = Float64Array.from(
  [0, CORNER, CORNER, 1, CORNER, 1, 2 * CORNER, CORNER, CORNER, 2 * CORNER, 1, CORNER, 1, CORNER, CORNER, 0],
);

/**
 * The connected components of a mask (8 neighbours), in the order of their first pixel.
 *
 * Runs of a row are joined with those of the row above that they touch, by union and find; perimeter by squares of 2 × 2.
 * Source: Rosenfeld and Pfaltz 1966; He, Chao and Suzuki 2008 (runs); Gray 1971 (squares).
 */
export function components(mask: Mask, darkness: Plane): Component[] {
  const { rows, starts, ends, parents } = joinedRuns(mask);
  const order = new Map<number, number>();
  const owner = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const root = find(parents, i);
    let index = order.get(root);
    if (index === undefined) order.set(root, index = order.size);
    owner[i] = index;
  }
  const counts = new Int32Array(order.size);
  for (const index of owner) counts[index]!++;
  const runs = Array.from(counts, (count) => new Int32Array(3 * count));
  counts.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const at = 3 * counts[owner[i]!]!++;
    runs[owner[i]!]!.set([rows[i]!, starts[i]!, ends[i]!], at);
  }
  return runs.map((runs) => componentOf(runs, mask, darkness));
}

/** The component that runs make; `mask` holds them, and nothing that touches them but belongs to another. */
function componentOf(runs: Int32Array, mask: Mask, darkness: Plane): Component {
  const { width } = darkness;
  let [area, sum, perimeter] = [0, 0, 0];
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    area += end - start;
    for (let at = row * width + start; at < row * width + end; at++) sum += darkness.data[at]!;
    perimeter += perimeterAlong(mask, row, start, end);
  }
  return { box: boxOf(runs), runs, area, stroke: strokeWidth(area, perimeter), darkness: sum / area };
}

/** The smallest box around runs. */
export function boxOf(runs: Int32Array): Box {
  let [left, right] = [Infinity, -Infinity];
  for (let i = 0; i < runs.length; i += 3) {
    left = Math.min(left, runs[i + 1]!);
    right = Math.max(right, runs[i + 2]!);
  }
  const top = runs[0]!;
  return { x: left, y: top, width: right - left, height: runs[runs.length - 3]! + 1 - top };
}

/** The width of a stroke of area A = w l and perimeter P = 2 (w + l); that of a square where P is too small for any. */
export function strokeWidth(area: number, perimeter: number): number {
  return (perimeter - Math.sqrt(Math.max(perimeter * perimeter - 16 * area, 0))) / 4;
}

/** The width of the strokes of all that a mask holds. */
export function strokeOf(mask: Mask): number {
  let [area, perimeter] = [0, 0];
  for (let y = 0, i = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++, i++) {
      if (mask.data[i] === 0) continue;
      area++;
      perimeter += perimeterAlong(mask, y, x, x + 1);
    }
  }
  return strokeWidth(area, perimeter);
}

/** The part of the boundary in the squares around a run, each square's shared by the pixels that it holds. */
function perimeterAlong({ width, height, data }: Mask, row: number, start: number, end: number): number {
  const ink = (y: number, x: number): number => y < 0 || x < 0 || y >= height || x >= width ? 0 : data[y * width + x]!;
  let sum = 0;
  for (let x = start; x < end; x++) {
    for (let dy = -1; dy <= 0; dy++) {
      for (let dx = -1; dx <= 0; dx++) {
        const [a, b] = [ink(row + dy, x + dx), ink(row + dy, x + dx + 1)];
        const [c, d] = [ink(row + dy + 1, x + dx), ink(row + dy + 1, x + dx + 1)];
        sum += PERIMETERS[a + 2 * b + 4 * c + 8 * d]! / (a + b + c + d);
      }
    }
  }
  return sum;
}

interface Runs {
  readonly rows: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly parents: number[];
}

function joinedRuns({ width, data }: Mask): Runs {
  const [rows, starts, ends, parents]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [row, first, over] = [-1, 0, 0];
  for (let at = data.indexOf(1); at >= 0; at = data.indexOf(1, at)) {
    const y = Math.floor(at / width);
    if (y > row) {
      over = y === row + 1 ? first : rows.length;
      [row, first] = [y, rows.length];
    }
    const from = at - y * width;
    while (at < (y + 1) * width && data[at] === 1) at++;
    const to = at - y * width;
    const run = rows.length;
    rows.push(y);
    starts.push(from);
    ends.push(to);
    parents.push(run);
    while (over < first && ends[over]! < from) over++;
    for (let touching = over; touching < first && starts[touching]! <= to; touching++) join(parents, touching, run);
  }
  return { rows, starts, ends, parents };
}

function find(parents: number[], i: number): number {
  while (parents[i] !== i) {
    parents[i] = parents[parents[i]!]!;
    i = parents[i]!;
  }
  return i;
}

function join(parents: number[], a: number, b: number): void {
  const [one, other] = [find(parents, a), find(parents, b)];
  if (one < other) parents[other] = one;
  else parents[one] = other;
}
