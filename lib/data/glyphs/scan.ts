import type { Rng } from "../../random/mod.ts";
import { type Raster, reduce } from "./raster.ts";

/** How often a blot falls on the ink, how often a gap, and how often a speck on the paper. */
const BLOTS = 0.05;
const GAPS = 0.05;
const SPECKS = 0.03;
/** Radius of blots and gaps from … to …, and how far from the ink's edge they lie, in small pixels. */
const SPOT: readonly [number, number] = [2, 7];
const ASTRAY = 3;
/** The most that the scanner's threshold of ½ is off at a pixel of the edge. */
const ROUGH = 0.9;
/** How much the resize sharpens (overshoots) or, below 0, blurs: from … to …. */
const SHARP: readonly [number, number] = [-0.6, 0.15];

/**
 * A drawing as a scanner sees it, in bytes: 255 paper, 0 ink, a quarter as many pixels a side.
 *
 * Spots fall on it; pairs of pixels are averaged and cut off at ½ + noise, so that edges are ragged; pairs of those are averaged
 * to v; and with the mean m of a pixel's four neighbours, v + a (v − m), −0.6 ≤ a ≤ 0.15, is what the resize gives.
 */
export function scan(drawing: Raster, rng: Rng): Uint8Array {
  if (rng.uniform() < BLOTS) spot(drawing, 1, rng);
  if (rng.uniform() < GAPS) spot(drawing, 0, rng);
  const scanned = threshold(drawing, rng.uniform(0, ROUGH), rng);
  if (rng.uniform() < SPECKS) scanned.ink[rng.integer(scanned.ink.length)] = 1;
  return resized(reduce(scanned, 2), scanned.side / 2, rng.uniform(...SHARP));
}

/** A disc of ink (1) or paper (0) near a random pixel of the ink. */
function spot({ side, ink }: Raster, value: number, rng: Rng): void {
  const start = rng.integer(ink.length);
  const found = ink.indexOf(1, start);
  const at = found < 0 ? ink.lastIndexOf(1, start) : found;
  const x = at % side + rng.normal(0, ASTRAY), y = Math.floor(at / side) + rng.normal(0, ASTRAY);
  const radius = rng.uniform(...SPOT);
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(side - 1, y + radius); row++) {
    for (let column = Math.max(0, Math.ceil(x - radius)); column <= Math.min(side - 1, x + radius); column++) {
      const dx = column - x, dy = row - y;
      if (dx * dx + dy * dy <= radius * radius) ink[row * side + column] = value;
    }
  }
}

/** Half as many pixels a side, each ink where more than half of it is, give or take `rough`. */
function threshold({ side, ink }: Raster, rough: number, rng: Rng): Raster {
  const half = side / 2;
  const scanned = new Uint8Array(half * half);
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const at = 2 * row * side + 2 * column;
      const covered = (ink[at]! + ink[at + 1]! + ink[at + side]! + ink[at + side + 1]!) / 4;
      const edge = covered > 0 && covered < 1;
      if (edge ? covered + rng.uniform(-rough, rough) / 2 > 0.5 : covered === 1) scanned[row * half + column] = 1;
    }
  }
  return { side: half, ink: scanned };
}

function resized(bytes: Uint8Array, side: number, sharp: number): Uint8Array {
  const PAPER = 255;
  return bytes.map((value, at) => {
    const row = Math.floor(at / side), column = at % side;
    const above = row > 0 ? bytes[at - side]! : PAPER;
    const below = row < side - 1 ? bytes[at + side]! : PAPER;
    const before = column > 0 ? bytes[at - 1]! : PAPER;
    const after = column < side - 1 ? bytes[at + 1]! : PAPER;
    const mean = (above + below + before + after) / 4;
    return Math.max(0, Math.min(PAPER, Math.round(value + sharp * (value - mean))));
  });
}
