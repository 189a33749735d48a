import type { Image } from "../data/mod.ts";
import { background } from "./background.ts";
import { type Component, components } from "./components.ts";
import { pyramidOf } from "./pyramid.ts";
import type { Mask, Plane } from "./plane.ts";
import { otsuThreshold } from "./threshold/otsu.ts";

/** The sheet is looked for in a picture of at most this many pixels. */
const PIXELS = 2 ** 17;
/** Sides of a tile whose median colour is the paper's, of the short side of the picture: most of a letter. */
const TILE = 1 / 32;
/** A sheet covers a share of the picture between these, … */
const SHARE: readonly [number, number] = [0.05, 0.95];
/** … and is this many times as light as what lies around it. */
const LIGHTER = 1.25;

/**
 * A photo in which a sheet of paper alone shows: what lies around it, such as the streaks of a table, is painted in the paper's colour
 * at its nearest edge. Undefined where no sheet stands out. Shape as `image`.
 *
 * The sheet is the largest connected part of what is lighter, by Otsu's threshold over median colours, in which no ink is left.
 */
export function sheetAlone(image: Image): Image | undefined {
  const pyramid = pyramidOf(image, PIXELS);
  const halvings = pyramid.length - 1;
  const small = pyramid[halvings]!;
  const colours = coloursOf(small);
  const light = meanOf(colours);
  const threshold = otsuThreshold(light.data);
  const mask = { ...light, data: Uint8Array.from(light.data, (v) => v > threshold ? 1 : 0) };
  const [sheet] = components(mask, light).sort((a, b) => b.area - a.area);
  if (!sheet) return undefined;
  const share = sheet.area / light.data.length;
  const whole = light.data.reduce((sum, v) => sum + v, 0) / light.data.length;
  const around = (whole - share * sheet.darkness) / (1 - share);
  if (!(share > SHARE[0] && share < SHARE[1] && sheet.darkness > LIGHTER * around)) return undefined;
  return painted(image, colours, nearestWithin(convexRows(sheet, mask), Math.round(tileOf(small))), halvings);
}

/** A component with what lies within its rows: ink on a sheet belongs to it. */
function convexRows({ runs }: Component, { width, height }: Mask): Mask {
  const data = new Uint8Array(width * height);
  const first = new Map<number, number>();
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    if (!first.has(row)) first.set(row, start);
    data.fill(1, row * width + first.get(row)!, row * width + end);
  }
  return { width, height, data };
}

/** The median colours around each pixel, a plane each. */
function coloursOf({ shape, data }: Image): Plane[] {
  const [channels, height, width] = shape;
  return Array.from({ length: channels }, (_, c) => {
    const values = Float32Array.from(data.subarray(c * height * width, (c + 1) * height * width), (v) => v / 255);
    return background({ width, height, data: values }, tileOf({ shape, data }));
  });
}

function tileOf({ shape: [, height, width] }: Image): number {
  return TILE * Math.min(width, height);
}

function meanOf(planes: readonly Plane[]): Plane {
  const [{ width, height }] = planes as [Plane];
  const data = new Float32Array(width * height);
  for (const plane of planes) plane.data.forEach((v, i) => data[i]! += v / planes.length);
  return { width, height, data };
}

/**
 * For each pixel of the mask itself; for others the nearest one in its row that lies `margin` pixels within, or, where its row has none,
 * as in the nearest row that has one.
 */
function nearestWithin({ width, height, data }: Mask, margin: number): Int32Array {
  const nearest = new Int32Array(width * height);
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    const columns = Array.from({ length: width }, (_, x) => x).filter((x) => data[y * width + x] === 1);
    if (columns.length === 0) continue;
    rows.push(y);
    const inner = within(columns, margin);
    for (let x = 0, at = 0; x < width; x++) {
      while (at + 1 < inner.length && Math.abs(inner[at + 1]! - x) <= Math.abs(inner[at]! - x)) at++;
      nearest[y * width + x] = y * width + (data[y * width + x] === 1 ? x : inner[at]!);
    }
  }
  const inner = within(rows, margin);
  const filled = new Set(rows);
  for (let y = 0, at = 0; y < height; y++) {
    while (at + 1 < inner.length && Math.abs(inner[at + 1]! - y) <= Math.abs(inner[at]! - y)) at++;
    if (!filled.has(y)) nearest.copyWithin(y * width, inner[at]! * width, (inner[at]! + 1) * width);
  }
  return nearest;
}

/** Places without so many at either end, or all where that leaves none. */
function within(places: readonly number[], margin: number): readonly number[] {
  return places.length > 2 * margin ? places.slice(margin, places.length - margin) : places;
}

/** Paints every pixel that takes its colour from another. */
function painted(image: Image, colours: readonly Plane[], from: Int32Array, halvings: number): Image {
  const [, height, width] = image.shape;
  const [small] = colours as [Plane];
  const data = image.data.slice();
  for (let y = 0; y < height; y++) {
    const row = Math.min(y >> halvings, small.height - 1) * small.width;
    for (let x = 0; x < width; x++) {
      const at = row + Math.min(x >> halvings, small.width - 1);
      if (from[at] === at) continue;
      for (let c = 0; c < colours.length; c++) {
        data[(c * height + y) * width + x] = Math.round(255 * colours[c]!.data[from[at]!]!);
      }
    }
  }
  return { shape: image.shape, data };
}
