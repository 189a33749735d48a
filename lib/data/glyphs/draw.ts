import type { Rng } from "../../random/mod.ts";
import { box, type Outline } from "./outline.ts";
import { fill, grow, reduce } from "./raster.ts";
import type { GlyphStyle, Spread } from "./style.ts";
import { Warp } from "./warp.ts";

/** Pixels a side of an image. */
export const SIDE = 32;
/** Small pixels a side of each pixel: 17 shades. */
const FACTOR = 4;
/** Long side of the ink, in pixels (COURSE: 15 to 32, median 25). */
const LONG: Spread = { mean: 25, deviation: 3.2 };
const LONG_LEAST = 15;
/** Thinnest stroke, in pixels, and thickest as a share of the long side: a thicker one fills the loops of B and R. */
const PEN_LEAST = 1.4;
const PEN_MOST = 0.2;
/** The share of a stroke's width that either side may lose: more breaks strokes that are thinner than the writer's usual. */
const NARROW_MOST = 0.2;
/** Shift of the warp's control points, in long sides; tangent of the turn. */
const WARP = 0.055;
const ROTATION = 0.05;
/** What the writer's widths are multiplied by. */
const WIDTH: Spread = { mean: 1.08, deviation: 0.12 };
const WIDTH_LEAST = 0.6;
const WIDTH_MOST = 1.5;

/** One drawing of a character: warped, slanted, turned, written with another pen, and scanned to 32 × 32 bytes. */
export function draw(outline: Outline, style: GlyphStyle, rng: Rng): Uint8Array {
  const warp = new Warp(WARP, rng);
  const shape = outline.contours.map((points) => warp.apply(points));
  transform(shape, hand(style, rng));

  const [left, top, right, bottom] = box(shape);
  const extent = Math.max(right - left, bottom - top);
  const long = clamp(draws(LONG, rng), LONG_LEAST, SIDE);
  const pen = clamp(draws(style.pen, rng), PEN_LEAST, PEN_MOST * long);
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
  return reduce(grow(fill(shape, FACTOR * SIDE), FACTOR * change), FACTOR);
}

/** An affine map x' = a x + b y + c, y' = d x + e y + f. */
type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Width, slant and turn of the hand. */
function hand(style: GlyphStyle, rng: Rng): Affine {
  const width = clamp(draws(WIDTH, rng), WIDTH_LEAST, WIDTH_MOST);
  const slant = draws(style.slant, rng);
  const tangent = rng.normal(0, ROTATION);
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

function draws({ mean, deviation }: Spread, rng: Rng): number {
  return rng.normal(mean, deviation);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
