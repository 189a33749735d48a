import type { Rng } from "../../random/mod.ts";
import type { Hand } from "./hand.ts";
import { box, type Outline } from "./outline.ts";
import { fill, grow, type Raster } from "./raster.ts";
import { scan } from "./scan.ts";
import type { GlyphStyle, Spread } from "./style.ts";
import { Warp } from "./warp.ts";

/** Pixels a side of an image. */
export const SIDE = 32;
/** Small pixels a side of each pixel. */
const FACTOR = 4;
/** Long side of the ink, in pixels (COURSE: 15 to 32, median 25). */
const LONG: Spread = { mean: 25.3, deviation: 3.6 };
const LONG_LEAST = 15;
const LONG_MOST = 31.5;
/** Small characters are magnified more: what a pixel more of the long side takes from the pen, in pixels. */
const PEN_SLOPE = 0.08;
/** Thinnest stroke, in pixels, and thickest as a share of the long side: a thicker one fills the loops of B and R. */
const PEN_LEAST = 2;
const PEN_MOST = 0.2;
/** The share of a stroke's width that either side may lose: more breaks strokes that are thinner than the writer's usual. */
const NARROW_MOST = 0.25;
/** The least ink, as a share of the image, and how many small pixels a stroke's side may gain for it. */
const INK_LEAST = 0.117;
const INK_MORE = 6;
/** Shift of the warp's control points, in long sides; tangent of the turn. */
const WARP = 0.045;
const ROTATION = 0.06;
/** What widths are multiplied by. */
const WIDTH: Spread = { mean: 1.1, deviation: 0.15 };
const WIDTH_LEAST = 0.55;
const WIDTH_MOST = 1.7;
/** A writer's and a drawing's own share of a deviation: 0.6² + 0.8² = 1. */
const OWN = 0.6;
const FRESH = 0.8;

/** One drawing of a character: warped, slanted, turned, written with a pen, and scanned to 32 × 32 bytes. */
export function draw(outline: Outline, hand: Hand, style: GlyphStyle, rng: Rng): Uint8Array {
  const warp = new Warp(WARP, rng);
  const shape = outline.contours.map((points) => warp.apply(hand.warp.apply(points)));
  const width = clamp(habitual(WIDTH, hand.width, rng), WIDTH_LEAST, WIDTH_MOST);
  transform(shape, lean(width, habitual(style.slant, hand.slant, rng), rng.normal(0, ROTATION)));

  const [left, top, right, bottom] = box(shape);
  const extent = Math.max(right - left, bottom - top);
  const long = clamp(draws(LONG, rng), LONG_LEAST, LONG_MOST);
  const thickness = habitual(style.pen, hand.pen, rng) - PEN_SLOPE * (long - LONG.mean);
  const pen = clamp(thickness, PEN_LEAST, PEN_MOST * long);
  // The middle of strokes spans `extent − outline.pen` before and `long − pen` after.
  const scale = (long - pen) / (extent - outline.pen);
  const change = Math.max((pen - outline.pen * scale) / 2, -NARROW_MOST * outline.pen * scale);
  const x = place(draws(style.right, rng), (right - left) * scale / 2 + change);
  const y = place(draws(style.down, rng), (bottom - top) * scale / 2 + change);
  transform(shape, [
    FACTOR * scale,
    0,
    FACTOR * (x - scale * (left + right) / 2),
    0,
    FACTOR * scale,
    FACTOR * (y - scale * (top + bottom) / 2),
  ]);
  return scan(written(fill(shape, FACTOR * SIDE), FACTOR * change), rng);
}

/** Strokes wider by `change` small pixels on either side, or by more if that leaves too little ink. */
function written(shape: Raster, change: number): Raster {
  for (let more = 0;; more++) {
    const strokes = grow(shape, change + more);
    if (more === INK_MORE || strokes.ink.reduce((sum, ink) => sum + ink, 0) >= INK_LEAST * strokes.ink.length) {
      return strokes;
    }
  }
}

/** An affine map x' = a x + b y + c, y' = d x + e y + f. */
type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Widened, slanted, and turned by an angle of this tangent. */
function lean(width: number, slant: number, tangent: number): Affine {
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  return [cosine * width, -cosine * slant - sine, 0, sine * width, cosine - sine * slant, 0];
}

function transform(contours: readonly Float64Array[], [a, b, c, d, e, f]: Affine): void {
  for (const points of contours) {
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!, y = points[i + 1]!;
      points[i] = a * x + b * y + c;
      points[i + 1] = d * x + e * y + f;
    }
  }
}

/** The middle of the ink along one axis, `shift` from the image's, if the ink's half then stays inside. */
function place(shift: number, half: number): number {
  const room = Math.max(0, SIDE / 2 - half);
  return SIDE / 2 + clamp(shift, -room, room);
}

/** A draw that a writer's habit, a standard normal deviate, has its share in. */
function habitual({ mean, deviation }: Spread, habit: number, rng: Rng): number {
  return mean + deviation * (OWN * habit + FRESH * rng.normal());
}

function draws({ mean, deviation }: Spread, rng: Rng): number {
  return rng.normal(mean, deviation);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
