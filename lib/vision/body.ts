import { boxOf, type Component } from "./components.ts";
import { around, type Box } from "./plane.ts";

/** Ink that is taken together: a component, or several that are parts of one letter. */
export interface Body {
  readonly parts: readonly Component[];
  readonly box: Box;
}

/** The body that components make together. */
export function bodyOf(parts: readonly Component[]): Body {
  return { parts, box: around(parts.map(({ box }) => box)) };
}

/** The middle of a box: x, y. */
export function middle({ x, y, width, height }: Box): readonly [number, number] {
  return [x + width / 2, y + height / 2];
}

/** The shortest way between the ink of two components, from edge to edge, in pixels; Infinity when it is beyond `most`. */
export function inkDistance(a: Component, b: Component, most: number): number {
  if (boxGap(a.box, b.box) > most) return Infinity;
  let best = most * most;
  let found = false;
  let from = 0;
  for (let i = 0; i < a.runs.length; i += 3) {
    const [row, start, end] = [a.runs[i]!, a.runs[i + 1]!, a.runs[i + 2]!];
    while (from < b.runs.length && b.runs[from]! < row - most - 1) from += 3;
    for (let k = from; k < b.runs.length && b.runs[k]! <= row + most + 1; k += 3) {
      const down = Math.max(Math.abs(b.runs[k]! - row) - 1, 0);
      const across = Math.max(b.runs[k + 1]! - end, start - b.runs[k + 2]!, 0);
      const square = down * down + across * across;
      if (square <= best) [best, found] = [square, true];
    }
  }
  return found ? Math.sqrt(best) : Infinity;
}

/** How far two boxes are apart, along the axis on which they are farther. */
function boxGap(a: Box, b: Box): number {
  return Math.max(
    b.x - a.x - a.width,
    a.x - b.x - b.width,
    b.y - a.y - a.height,
    a.y - b.y - b.height,
    0,
  );
}

/** A component made of some of another's runs. */
export function piece(of: Component, runs: Int32Array): Component {
  let area = 0;
  for (let i = 0; i < runs.length; i += 3) area += runs[i + 2]! - runs[i + 1]!;
  return { box: boxOf(runs), runs, area, stroke: of.stroke, darkness: of.darkness };
}
