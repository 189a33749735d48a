import { encode } from "fast-png";
import { type Image, resized } from "../data/mod.ts";
import { base64, svgOf } from "./canvas.ts";
import { escapeHtml } from "./escape.ts";
import type { Picture, Place } from "./picture.ts";
import { COLOURS } from "./plot.ts";

/** A rectangle in a photo's pixels. */
export interface PhotoArea {
  /** The first column. */
  readonly x: number;
  /** The first row. */
  readonly y: number;
  /** How many columns. */
  readonly width: number;
  /** How many rows. */
  readonly height: number;
}

/** A box that is drawn on a photo. */
export interface PhotoMark {
  /** Where. */
  readonly box: PhotoArea;
  /** Told when it is pointed at. */
  readonly says?: string;
  /** Written above it, or below where the photo begins. */
  readonly label?: string;
  /** Its colour's place in `COLOURS`; 0 unless given. */
  readonly colour?: number;
  /** Whether its line is dashed. */
  readonly dashed?: boolean;
}

/** How a photo is drawn. */
export interface PhotoPictureOptions {
  /** Boxes, in the photo's pixels. */
  readonly marks?: readonly PhotoMark[];
  /** Lines through points x, y, in the photo's pixels. */
  readonly curves?: readonly (readonly (readonly [number, number])[])[];
  /** The part that is shown; all of it unless given. */
  readonly part?: PhotoArea;
  /** In pixels; 640 unless given. */
  readonly width?: number;
  /** A line above. */
  readonly title?: string;
  /** Whether its colours are left out, which makes its file a third as large. */
  readonly grey?: boolean;
  /** Levels of each colour; 16 unless given, which keep a noisy photo's file small. */
  readonly levels?: number;
  /** What it shows. */
  readonly alt: string;
}

const TITLE = 18;
/** The least size of a label, in pixels, and its share of its box's height. */
const LABEL = 9;
const LABEL_SHARE = 0.4;

/** A photo, or a part of it, with boxes and lines; a box tells what it says where one points at it. */
export function photo(image: Image, options: PhotoPictureOptions): Picture {
  const { shape: [, rows, columns] } = image;
  const { marks = [], curves = [], width = 640, title, grey = false, levels = 16, alt } = options;
  const { part = { x: 0, y: 0, width: columns, height: rows } } = options;
  const zoom = width / part.width;
  const tall = Math.max(Math.round(part.height * zoom), 1);
  const top = title === undefined ? 0 : TITLE;
  const small = resized(image, tall, width, { left: part.x, top: part.y, width: part.width, height: part.height });
  const right = (x: number): number => (x - part.x) * zoom;
  const down = (y: number): number => (y - part.y) * zoom + top;
  const line = Math.max(width / 500, 1);
  const drawn = marks.map(({ box, label, colour = 0, dashed = false }) => {
    const [x, y, w, h] = [right(box.x), down(box.y), box.width * zoom, box.height * zoom];
    const stroke = COLOURS[colour]!;
    const dashes = dashed ? ` stroke-dasharray="${3 * line}"` : "";
    const rect = `<rect x="${text(x)}" y="${text(y)}" width="${text(w)}" height="${text(h)}" fill="none" ` +
      `stroke="${stroke}" stroke-width="${text(line)}"${dashes}/>`;
    if (label === undefined) return rect;
    const size = Math.max(h * LABEL_SHARE, LABEL);
    const above = y - 2 * line;
    const base = above - top > 0.7 * size ? above : y + h + 2 * line + 0.7 * size;
    return `${rect}<text x="${text(x + w / 2)}" y="${text(base)}" font-size="${text(size)}" font-weight="600" ` +
      `text-anchor="middle" fill="${stroke}" stroke="white" stroke-width="${text(size / 8)}" paint-order="stroke">` +
      `${escapeHtml(label)}</text>`;
  });
  const ways = curves.map((points) =>
    `<polyline fill="none" stroke="${COLOURS[1]}" stroke-width="${text(line)}" points="${
      points.map(([x, y]) => `${text(right(x))},${text(down(y))}`).join(" ")
    }"/>`
  );
  const places = marks.flatMap(({ box, says }): Place[] => {
    if (says === undefined) return [];
    return [{ x: right(box.x), y: down(box.y), width: box.width * zoom, height: box.height * zoom, says }];
  });
  const heading = title === undefined
    ? ""
    : `<text x="${width / 2}" y="13" text-anchor="middle">${escapeHtml(title)}</text>`;
  const pixels = `<svg y="${top}" width="${width}" height="${tall}">${
    pixelsOf(grey ? greyed(small) : small, levels)
  }</svg>`;
  return {
    svg: svgOf(width, tall + top, [heading, pixels, ...ways, ...drawn]),
    ...{ width, height: tall + top, alt, coarse: true },
    ...places.length > 0 ? { places } : {},
  };
}

/** The mean of an image's colours. */
function greyed({ shape: [channels, height, width], data }: Image): Image {
  const size = width * height;
  const out = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += data[c * size + i]!;
    out[i] = Math.round(sum / channels);
  }
  return { shape: [1, height, width], data: out };
}

/** The image as an SVG element, its values rounded to `levels`. */
function pixelsOf({ shape: [channels, height, width], data }: Image, levels: number): string {
  const step = 255 / (levels - 1);
  const size = width * height;
  const out = new Uint8Array(data.length);
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < size; i++) out[i * channels + c] = Math.round(Math.round(data[c * size + i]! / step) * step);
  }
  const file = encode({ width, height, channels: channels as 1 | 3, data: out });
  return `<image width="${width}" height="${height}" xlink:href="data:image/png;base64,${base64(file)}"/>`;
}

function text(length: number): string {
  return String(Number(length.toFixed(1)));
}
