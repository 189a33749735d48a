import type { Line, Page } from "./find_letters.ts";
import { slopeAt } from "./axis.ts";
import type { Component } from "./components.ts";
import { letterImage, type LetterImageOptions } from "./letter_image.ts";
import { around, type Box, type Plane } from "./plane.ts";

/** Darkness at the edge of a stroke, as a share of the mean within: the mean is that of the full ink and its soft edges. */
const EDGE = 0.6;

/**
 * The ink of segments `from` … `to` − 1 of a line, and of nothing beside them: 0 paper, ½ at the edge of a stroke, 1 ink.
 *
 * What the threshold took is at least ½, what it did not take or what belongs to other ink less, and in between the photo's own grey
 * tells where the edge runs.
 */
export function letterInk({ ink }: Page, line: Line, from: number, to: number): Plane {
  const parts = line.segments.slice(from, to).flatMap(({ parts }) => parts);
  const { x, y, width, height } = grownBox(around(parts.map(({ box }) => box)));
  const data = new Float32Array(width * height);
  for (const part of parts) paint(part, x, y, width, data, ink.darkness);
  return { width, height, data };
}

/** The same as the readers see it, turned back by its line's slope: 32 × 32, paper 1, ink 0. */
export function letterCrop(page: Page, line: Line, from: number, to: number): Float32Array {
  const box = around(line.segments.slice(from, to).map(({ box }) => box));
  const options: LetterImageOptions = { slope: slopeAt(line.axis, box.x + box.width / 2) };
  return letterImage(letterInk(page, line, from, to), options);
}

function grownBox({ x, y, width, height }: Box): Box {
  return { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
}

/** Paints a component and, at most ½, the pixels around it. */
function paint(
  { runs, darkness }: Component,
  left: number,
  top: number,
  width: number,
  out: Float32Array,
  all: Plane,
): void {
  const full = 2 * EDGE * darkness;
  const share = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= all.height || column >= all.width
      ? 0
      : Math.min(Math.max(all.data[row * all.width + column]! / full, 0), 1);
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = start - 1; x <= end; x++) {
        const at = (y - top) * width + x - left;
        const within = y === row && x >= start && x < end;
        out[at] = Math.max(out[at]!, within ? Math.max(share(y, x), 0.5) : Math.min(share(y, x), 0.49));
      }
    }
  }
}
