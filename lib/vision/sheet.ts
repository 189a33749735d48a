import type { Image } from "../data/mod.ts";
import { Rng } from "../random/mod.ts";
import { boxMean } from "./box_sum.ts";
import { closing } from "./closing.ts";
import { type Component, components } from "./components.ts";
import { noiseOf } from "./darkness.ts";
import type { Mask, Plane } from "./plane.ts";
import { pyramidOf } from "./pyramid.ts";
import { otsuThreshold } from "./threshold/otsu.ts";

/** The sheet is looked for in a picture of at most this many pixels. */
const PIXELS = 2 ** 17;
/** The side of a square, of the short side of the picture: wider than any stroke, and than most streaks of a table. */
const SQUARE = 1 / 16;
/** Pixels at the sheet's edge that are mixed with what lies around it. */
const MIXED = 2;
/** Draws of noise that are made; a prime, so that no row is like the next. */
const GRAINS = 4093;
/** A sheet covers a share of the picture between these, … */
const SHARE: readonly [number, number] = [0.05, 0.95];
/** … and is this many times as light as what lies around it. */
const LIGHTER = 1.25;

/**
 * A photo in which a sheet alone shows: what lies around it, such as the streaks of a table, is painted in the sheet's colour at its
 * nearest edge. Undefined where no sheet stands out. Shape as `image`.
 *
 * Ink is first taken out of each colour by a closing; then the sheet is the largest connected part above Otsu's threshold that is wide
 * in every direction.
 */
export function sheetAlone(image: Image): Image | undefined {
  const pyramid = pyramidOf(image, PIXELS);
  const halvings = pyramid.length - 1;
  const small = pyramid[halvings]!;
  const [, height, width] = small.shape;
  const size = Math.max(Math.round(SQUARE * Math.min(height, width)), 1);
  const colours = planesOf(small).map((plane) => closing(plane, size));
  const light = meanOf(colours);
  const threshold = otsuThreshold(light.data);
  const side = light.data.map((v) => Number(v > threshold));
  const wide = Uint8Array.from(closing({ ...light, data: side }, size, -1).data);
  const [sheet] = components({ width, height, data: wide }, light).sort((a, b) => b.area - a.area);
  if (!sheet) return undefined;
  const share = sheet.area / light.data.length;
  const whole = light.data.reduce((sum, v) => sum + v, 0) / light.data.length;
  const around = (whole - share * sheet.darkness) / (1 - share);
  if (!(share > SHARE[0] && share < SHARE[1] && sheet.darkness > LIGHTER * around)) return undefined;
  return painted(image, colours, nearestWithin(eroded(convexRows(sheet, light))), halvings);
}

/** A component with what lies within its rows: ink on a sheet belongs to it. */
function convexRows({ runs }: Component, { width, height }: Plane): Mask {
  const data = new Uint8Array(width * height);
  const first = new Map<number, number>();
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    if (!first.has(row)) first.set(row, start);
    data.fill(1, row * width + first.get(row)!, row * width + end);
  }
  return { width, height, data };
}

/** A mask without its pixels nearest to what it is not; as it is where that leaves none. */
function eroded(mask: Mask): Mask {
  const { data } = boxMean({ ...mask, data: Float32Array.from(mask.data) }, MIXED);
  const inner = Uint8Array.from(data, (share) => Number(share === 1));
  return inner.includes(1) ? { ...mask, data: inner } : mask;
}

/** The planes of an image's channels, 0 to 1. */
function planesOf({ shape: [channels, height, width], data }: Image): Plane[] {
  return Array.from({ length: channels }, (_, c) => ({
    width,
    height,
    data: Float32Array.from(data.subarray(c * height * width, (c + 1) * height * width), (v) => v / 255),
  }));
}

function meanOf(planes: readonly Plane[]): Plane {
  const [{ width, height }] = planes as [Plane];
  const data = new Float32Array(width * height);
  for (const plane of planes) plane.data.forEach((v, i) => data[i]! += v / planes.length);
  return { width, height, data };
}

/** For each pixel the mask's nearest in its row, itself if the mask has it; where the row has none, as in the nearest row that has. */
function nearestWithin({ width, height, data }: Mask): Int32Array {
  const nearest = new Int32Array(width * height);
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)];
    if (first < 0) continue;
    rows.push(y);
    for (let x = 0; x < width; x++) nearest[y * width + x] = y * width + Math.min(Math.max(x, first), last);
  }
  for (let y = 0, at = 0; y < height; y++) {
    while (at + 1 < rows.length && Math.abs(rows[at + 1]! - y) <= Math.abs(rows[at]! - y)) at++;
    if (rows[at] !== y) nearest.copyWithin(y * width, rows[at]! * width, (rows[at]! + 1) * width);
  }
  return nearest;
}

/** Paints every pixel that takes its colour from another, with the sheet's noise: on an even ground fainter noise would look like ink. */
function painted(image: Image, colours: readonly Plane[], from: Int32Array, halvings: number): Image {
  const [, height, width] = image.shape;
  const [small] = colours as [Plane];
  const [plane] = planesOf(image) as [Plane];
  const placeOf = (y: number, x: number): number =>
    Math.min(y >> halvings, small.height - 1) * small.width + Math.min(x >> halvings, small.width - 1);
  const sheet = plane.data.filter((_, i) => {
    const at = placeOf(Math.floor(i / width), i % width);
    return from[at] === at;
  });
  const deviation = noiseOf({ width: sheet.length, height: 1, data: sheet });
  const rng = new Rng(0);
  const grain = Float32Array.from({ length: GRAINS }, () => rng.normal(0, deviation));
  const data = image.data.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = placeOf(y, x);
      if (from[at] === at) continue;
      const off = grain[(y * width + x) % GRAINS]!;
      for (let c = 0; c < colours.length; c++) {
        const value = 255 * (colours[c]!.data[from[at]!]! + off);
        data[(c * height + y) * width + x] = Math.min(Math.max(Math.round(value), 0), 255);
      }
    }
  }
  return { shape: image.shape, data };
}
