import { fill, grow, type Raster } from "../glyphs/raster.ts";
import { box } from "../glyphs/outline.ts";
import type { Camera } from "./camera.ts";
import type { PlacedGlyph } from "./layout.ts";
import type { Field } from "./noise.ts";
import type { PhotoBox } from "./photo.ts";
import { thinned } from "./thin.ts";

/** Small pixels a side of a pixel; of large characters, in pixels, fewer. */
const FACTOR = 3;
const LARGE = 90;
const FEWER = 2;
/** Half the width of a brush's streaks, which are closed before middle lines are sought, in letter heights; loops are wider. */
const STREAK = 0.02;
/** Small pixels of paper around a character. */
const BORDER = 2;

/**
 * Draws a character through a camera with strokes `pen` letter heights wide: each value of `coverage` becomes the share of its
 * pixel under ink, where that is more. Gives the box around it: pixels whose row or column of it is inked for half or more.
 *
 * The pen is round and follows the middle lines of the writer's strokes: it alone settles how wide they are.
 */
export function drawInk(glyph: PlacedGlyph, pen: number, camera: Camera, coverage: Field): PhotoBox {
  const [left, top, right, bottom] = box(glyph.contours);
  const size = camera.scaleAt((left + right) / 2, (top + bottom) / 2);
  const factor = size > LARGE ? FEWER : FACTOR;
  const scale = factor * size;
  const contours = glyph.contours.map((points) => camera.project(points));
  const [x0, y0, x1, y1] = box(contours);
  const radius = scale * pen / 2;
  const pad = Math.ceil((Math.max(radius, STREAK * scale) + BORDER) / factor);
  const column = Math.floor(x0) - pad, row = Math.floor(y0) - pad;
  const side = factor * (Math.max(Math.ceil(x1) - column, Math.ceil(y1) - row) + pad);
  for (const points of contours) {
    for (let i = 0; i < points.length; i += 2) {
      points[i] = factor * (points[i]! - column);
      points[i + 1] = factor * (points[i + 1]! - row);
    }
  }
  const lines = thinned(closed(fill(contours, side), STREAK * scale));
  // Half a pixel to either side is there already.
  const drawn = grow(lines, Math.max(0, radius - 0.5));
  cover(drawn, factor, column, row, coverage);
  return inked(drawn, factor, column, row);
}

/** Without the gaps that are narrower than twice the radius. */
function closed(shape: Raster, radius: number): Raster {
  return grow(grow(shape, radius), -radius);
}

function cover(
  { side, ink }: Raster,
  factor: number,
  column: number,
  row: number,
  { width, height, values }: Field,
): void {
  const small = side / factor;
  for (let y = Math.max(0, -row); y < small && row + y < height; y++) {
    for (let x = Math.max(0, -column); x < small && column + x < width; x++) {
      let sum = 0;
      const corner = y * factor * side + x * factor;
      for (let dy = 0; dy < factor; dy++) {
        for (let dx = 0; dx < factor; dx++) sum += ink[corner + dy * side + dx]!;
      }
      const at = (row + y) * width + column + x;
      values[at] = Math.max(values[at]!, sum / (factor * factor));
    }
  }
}

/** The box around ink, its edges moved to the nearest edges of pixels. */
function inked({ side, ink }: Raster, factor: number, column: number, row: number): PhotoBox {
  let left = side, top = side, right = 0, bottom = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (ink[y * side + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  const x = Math.round(left / factor), y = Math.round(top / factor);
  return {
    x: column + x,
    y: row + y,
    width: Math.max(1, Math.round(right / factor) - x),
    height: Math.max(1, Math.round(bottom / factor) - y),
  };
}
