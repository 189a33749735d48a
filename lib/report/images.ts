import type { Tensor } from "../tensor/mod.ts";
import { canvas, scaleBar, svgOf } from "./canvas.ts";
import { colourOf, type Scale } from "./colour_scale.ts";
import { escapeHtml } from "./escape.ts";
import { numberText } from "./number_text.ts";
import type { Picture } from "./picture.ts";

/** How images stand together. */
export interface ImagesOptions {
  /** Height and width of one image in pixels. */
  readonly size: readonly [number, number];
  /** Images in a row. */
  readonly columns: number;
  /** A line above each image. */
  readonly labels?: readonly string[];
  /** The values drawn as the scale's ends; the images' own extremes unless given. */
  readonly range?: readonly [number, number];
  /** How values become colours; grey unless given. */
  readonly scale?: Scale;
  /** Screen pixels an image pixel; chosen so that the picture is at most `width` wide unless given. */
  readonly zoom?: number;
  /** At most so many pixels wide; 640 unless given. */
  readonly width?: number;
  /** The bar that says which value has which colour. */
  readonly bar?: boolean;
  /** What it shows; the range is added. */
  readonly alt: string;
}

const GAP = 6;
const LABEL = 16;
const BAR = 70;

/** Images in rows, with square pixels and one shared scale. Shape: `[images, height · width]` (or any with that size). */
export function images(pixels: Tensor, options: ImagesOptions): Picture {
  const { size: [h, w], columns, labels, scale = "grey", bar = false, width = 640, alt } = options;
  const count = pixels.size / (h * w);
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot draw ${pixels.size} values as images of ${h} by ${w}: they must fill whole images`);
  }
  if (labels !== undefined && labels.length !== count) {
    throw new RangeError(`Cannot label ${count} images: found ${labels.length} labels`);
  }
  const range = options.range ?? extremes(pixels, scale);
  const room = width - (bar ? BAR : 0);
  const zoom = options.zoom ?? Math.max(1, Math.floor(((room + GAP) / columns - GAP) / w));
  const top = labels ? LABEL : 0;
  const stepX = w * zoom + GAP, stepY = h * zoom + GAP + top;
  const rows = Math.ceil(count / columns);
  const parts: string[] = [];
  for (let n = 0; n < count; n++) {
    const picture = canvas(w, h);
    for (let i = 0; i < h * w; i++) {
      picture.set(i % w, Math.floor(i / w), colourOf(pixels.data[n * h * w + i]!, range, scale));
    }
    const x = (n % columns) * stepX, y = Math.floor(n / columns) * stepY;
    parts.push(picture.image(x, y + top, zoom));
    if (labels) {
      parts.push(`<text x="${x + w * zoom / 2}" y="${y + 12}" text-anchor="middle">${escapeHtml(labels[n]!)}</text>`);
    }
  }
  const right = Math.min(count, columns) * stepX - GAP;
  const height = rows * stepY - GAP;
  if (bar) parts.push(scaleBar(right + 12, top, Math.min(height - top, 160), range, scale));
  const whole = right + (bar ? BAR : 0);
  return {
    svg: svgOf(whole, height, parts),
    width: whole,
    height,
    alt: `${alt}; values from ${numberText(range[0])} to ${numberText(range[1])}`,
  };
}

/** The extremes, made symmetric for a diverging scale, so that white is 0. */
function extremes(pixels: Tensor, scale: Scale): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const value of pixels.data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const most = Math.max(Math.abs(low), Math.abs(high));
  return scale === "diverging" ? [-most, most] : [low, high];
}
