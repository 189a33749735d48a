import { strokeOf } from "./components.ts";
import { signedDistance } from "./distance.ts";
import type { Mask, Plane } from "./plane.ts";

/** Side of a letter's image in pixels, as in NIST36. */
export const LETTER_SIDE = 32;
/** The long side of its ink: the median of NIST36 (COURSE 3). */
const LONG_SIDE = 25;
/** The pen's width in it: the median of NIST36 is 5, at which the holes of small B and 8 close; they are open at 4. */
const PEN = 4;
/** The shape is measured on a grid on which the ink's long side is this many pixels: some eight to a thin stroke. */
const FINE = 96;
/** A pen may get thinner by this share of its width on either side: beyond, thin parts of an uneven stroke break. */
const THINNEST = 0.35;

/** How a letter's image is made. */
export interface LetterImageOptions {
  /** The slope of its line, rows per column: the letter is turned back by it. */
  readonly slope?: number;
}

/**
 * A letter as the readers see it: 32 × 32, paper 1, ink 0, the ink's long side 25 pixels, its pen 4 wide, its box in the middle.
 *
 * The ink's shape, where `ink` is at least ½, is measured on a fine grid (turned upright): its box of long side L, its pen's width
 * w = (P − √(P² − 16 A)) / 4, and the signed distance D to its edge. The scale is s = (25 − 4) / (L − w), so that the middle line of
 * the strokes keeps its aspect, and the image is ink where D s ≤ (4 − w s) / 2: thin and thick pens arrive alike. One pixel's width
 * of grey lies at the edge. Photos' letters and training images go through this same function.
 *
 * Shapes: `ink` any size, 0 paper to 1 ink; the result `[32 × 32]`, row after row. Paper alone gives paper.
 *
 * @throws {RangeError} when the plane holds less or more values than its sides say.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { letterImage } from "nnr";
 *
 * const bar = (pen: number) => {
 *   const data = new Float32Array(64 * 64);
 *   for (let y = 10; y < 54; y++) data.fill(1, y * 64 + 30, y * 64 + 30 + pen);
 *   return letterImage({ width: 64, height: 64, data });
 * };
 * const ink = (image: Float32Array) => image.reduce((sum, v) => sum + 1 - v, 0);
 * expect(ink(bar(8)) / ink(bar(3))).toBeCloseTo(1, 1);
 * ```
 */
export function letterImage(ink: Plane, { slope = 0 }: LetterImageOptions = {}): Float32Array {
  if (ink.data.length !== ink.width * ink.height) {
    throw new RangeError(
      `Cannot draw a letter of ${ink.width} × ${ink.height} pixels: it needs ${
        ink.width * ink.height
      } values, found ${ink.data.length}`,
    );
  }
  const out = new Float32Array(LETTER_SIDE ** 2).fill(1);
  const fine = fineShape(ink, slope);
  if (!fine) return out;
  const { mask, left, top, right, bottom } = fine;
  const long = Math.max(right - left, bottom - top);
  const pen = Math.min(strokeOf(mask), long / 2);
  const scale = (LONG_SIDE - PEN) / (long - pen);
  const grow = Math.max((PEN / scale - pen) / 2, -THINNEST * pen);
  const distance = signedDistance(mask);
  const sample = (x: number, y: number): number => {
    const column = Math.min(Math.max(x - 0.5, 0), mask.width - 1.001);
    const row = Math.min(Math.max(y - 0.5, 0), mask.height - 1.001);
    const [i, j] = [Math.floor(column), Math.floor(row)];
    const [across, down] = [column - i, row - j];
    const at = j * mask.width + i;
    const upper = distance[at]! * (1 - across) + distance[at + 1]! * across;
    const lower = distance[at + mask.width]! * (1 - across) + distance[at + mask.width + 1]! * across;
    return upper * (1 - down) + lower * down + Math.abs(x - 0.5 - column) + Math.abs(y - 0.5 - row);
  };
  for (let y = 0; y < LETTER_SIDE; y++) {
    for (let x = 0; x < LETTER_SIDE; x++) {
      const away = sample(
        (left + right) / 2 + (x + 0.5 - LETTER_SIDE / 2) / scale,
        (top + bottom) / 2 + (y + 0.5 - LETTER_SIDE / 2) / scale,
      );
      out[y * LETTER_SIDE + x] = Math.min(Math.max(0.5 + (away - grow) * scale, 0), 1);
    }
  }
  return out;
}

/** A shape and the box around it, in its pixels. */
interface Shape {
  readonly mask: Mask;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The shape of the ink on a grid that is as fine as FINE says, turned upright, with a margin; undefined when there is none. */
function fineShape({ width, height, data }: Plane, slope: number): Shape | undefined {
  const cosine = 1 / Math.sqrt(1 + slope * slope);
  const sine = slope * cosine;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i]! < 0.5) continue;
      const along = x * cosine + y * sine;
      const across = y * cosine - x * sine;
      [left, right] = [Math.min(left, along), Math.max(right, along)];
      [top, bottom] = [Math.min(top, across), Math.max(bottom, across)];
    }
  }
  if (left > right) return undefined;
  // Pixels are squares of side 1 around their centres.
  const unit = (Math.max(right - left, bottom - top) + 1) / FINE;
  const margin = 2 + Math.ceil(1 / unit);
  const columns = Math.ceil((right - left + 1) / unit) + 2 * margin;
  const rows = Math.ceil((bottom - top + 1) / unit) + 2 * margin;
  const mask = new Uint8Array(columns * rows);
  // A coarser grid than the photo's takes the mean of as many samples as it is coarser.
  const samples = Math.max(Math.round(unit), 1);
  const box = { left: columns, top: rows, right: 0, bottom: 0 };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < samples * samples; k++) {
        const along = left - 0.5 + (column - margin + (k % samples + 0.5) / samples) * unit;
        const across = top - 0.5 + (row - margin + (Math.floor(k / samples) + 0.5) / samples) * unit;
        sum += bilinear(data, width, height, along * cosine - across * sine, along * sine + across * cosine);
      }
      if (sum < samples * samples / 2) continue;
      mask[row * columns + column] = 1;
      [box.left, box.right] = [Math.min(box.left, column), Math.max(box.right, column + 1)];
      [box.top, box.bottom] = [Math.min(box.top, row), Math.max(box.bottom, row + 1)];
    }
  }
  return box.right === 0 ? undefined : { mask: { width: columns, height: rows, data: mask }, ...box };
}

/** The value between four pixels; beyond the picture 0. */
function bilinear(data: Float32Array, width: number, height: number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const across = x - i;
  const down = y - j;
  const at = j * width + i;
  const [left, right] = [i >= 0 && i < width, i + 1 >= 0 && i + 1 < width];
  const [above, below] = [j >= 0 && j < height, j + 1 >= 0 && j + 1 < height];
  const upper = (above && left ? data[at]! : 0) * (1 - across) + (above && right ? data[at + 1]! : 0) * across;
  const lower = (below && left ? data[at + width]! : 0) * (1 - across) +
    (below && right ? data[at + width + 1]! : 0) * across;
  return upper * (1 - down) + lower * down;
}
