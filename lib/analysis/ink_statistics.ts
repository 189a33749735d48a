import { shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** What the ink of some characters looks like, whichever characters they are. */
export interface InkStatistics {
  /** Mean over all pixels, 0 paper, 1 ink. */
  readonly meanInk: number;
  /** Share of pixels between 0.1 and 0.9. */
  readonly grey: number;
  /** Median width, in pixels, of the box around all pixels of at least half ink. */
  readonly width: number;
  /** Median height of the same box. */
  readonly height: number;
  /** Median of its longer side. */
  readonly longerSide: number;
  /** Median, in pixels, of twice the largest distance from ink to paper. */
  readonly thickest: number;
}

/** No stroke reaches farther from its middle, in pixels. */
const REACH = 12;

/**
 * The ink of square images of characters, described without labels. Shapes: x `[n, side²]`, paper 1, ink 0.
 *
 * @throws {RangeError} when x is not of that shape, or an image has no pixel of at least half ink.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { inkStatistics, Tensor } from "nnr";
 *
 * const cross = Tensor.of([[1, 0, 1, 0, 0, 0, 1, 0, 1]]);
 * const { meanInk, width, thickest } = inkStatistics(cross);
 * expect([meanInk, width, thickest]).toEqual([5 / 9, 3, 2 * Math.SQRT2]);
 * ```
 */
export function inkStatistics(x: Tensor): InkStatistics {
  const [n = 0, pixels = 0] = x.shape;
  const side = Math.sqrt(pixels);
  if (x.shape.length !== 2 || n === 0 || !Number.isInteger(side)) {
    throw new RangeError(`Cannot describe the ink of ${shapeText(x.shape)}: it must be [n, side²] with n at least 1`);
  }
  let total = 0, grey = 0;
  const boxes: { width: number; height: number }[] = [];
  const thickest: number[] = [];
  for (let i = 0; i < n; i++) {
    const ink = Array.from(x.data.subarray(i * pixels, (i + 1) * pixels), (value) => 1 - value);
    for (const value of ink) {
      total += value;
      if (value > 0.1 && value < 0.9) grey++;
    }
    const { left, top, right, bottom } = inkBox(ink);
    if (right < left) throw new RangeError(`Cannot describe the ink of image ${i}: it has none`);
    boxes.push({ width: right - left, height: bottom - top });
    thickest.push(thickness(ink));
  }
  return {
    meanInk: total / x.size,
    grey: grey / x.size,
    width: median(boxes.map(({ width }) => width)),
    height: median(boxes.map(({ height }) => height)),
    longerSide: median(boxes.map(({ width, height }) => Math.max(width, height))),
    thickest: median(thickest),
  };
}

/** The pixels of a square image, row after row, that are ink for the most part; right and bottom lie behind the last. */
export function inkBox(ink: readonly number[]): { left: number; top: number; right: number; bottom: number } {
  const side = Math.sqrt(ink.length);
  const dark = ink.flatMap((value, at) => value >= 0.5 ? [at] : []);
  const columns = dark.map((at) => at % side);
  const rows = dark.map((at) => Math.floor(at / side));
  return {
    left: Math.min(...columns),
    top: Math.min(...rows),
    right: Math.max(...columns) + 1,
    bottom: Math.max(...rows) + 1,
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Twice the largest distance between a pixel of ink and the nearest of paper. */
function thickness(ink: readonly number[]): number {
  let most = 0;
  for (let at = 0; at < ink.length; at++) {
    if (ink[at]! >= 0.5) most = Math.max(most, 2 * distance(ink, at, most / 2));
  }
  return most;
}

/** From a pixel to the nearest paper; gives up, with 0, where that is no more than `least`. */
function distance(ink: readonly number[], at: number, least: number): number {
  const side = Math.sqrt(ink.length);
  const x = at % side, y = Math.floor(at / side);
  let nearest = REACH;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const far = Math.sqrt(dx * dx + dy * dy);
      if (far >= nearest) continue;
      const [column, row] = [x + dx, y + dy];
      const inside = column >= 0 && column < side && row >= 0 && row < side;
      if (inside && ink[row * side + column]! >= 0.5) continue;
      if (far <= least) return 0;
      nearest = far;
    }
  }
  return nearest;
}
