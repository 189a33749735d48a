import type { FileBytes } from "../file_bytes.ts";
import { inflate } from "../inflate.ts";
import type { Image } from "./image.ts";
import { type PngChunks, pngChunks } from "./png_chunks.ts";
import { unfilter } from "./png_filter.ts";

/** Values of a pixel for each kind of image. */
const values: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where the first pixel of each of Adam7's passes stands, and how far apart its pixels are: x, y, step of x, step of y. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Some of an image's pixels, as rows of their own. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a row, without the one that names its filter. */
  readonly bytes: number;
}

/**
 * Decodes a PNG image of any kind and depth: grey or colour of 8 bits a value, laid over white where it is transparent.
 *
 * Written here, as `fast-png` 8.0.0 inflates before it knows the size and reads interlaced images of less than 8 bits wrongly.
 * Source: W3C, "Portable Network Graphics (PNG) Specification", third edition, sections 7 to 9.
 */
export function decodePng(file: FileBytes): Image {
  const png = pngChunks(file);
  const { width, height, depth, kind, interlaced, data } = png;
  const bits = depth * values[kind]!;
  const passes = (interlaced ? adam7 : [[0, 0, 1, 1]] as const).map(([x, y, stepX, stepY]): Pass => {
    const columns = Math.max(Math.ceil((width - x) / stepX), 0);
    const rows = columns > 0 ? Math.max(Math.ceil((height - y) / stepY), 0) : 0;
    return { x, y, stepX, stepY, width: columns, height: rows, bytes: Math.ceil(columns * bits / 8) };
  });
  const size = passes.reduce((sum, { height, bytes }) => sum + height * (1 + bytes), 0);
  const rows = inflate(data, "zlib", size);
  const channels = kind === 0 || kind === 4 ? 1 : 3;
  const out = new Uint8Array(channels * width * height);
  const paint = painter(png, rows, out);
  let at = 0;
  for (const pass of passes) {
    for (let row = 0; row < pass.height; row++, at += 1 + pass.bytes) {
      unfilter(rows, at, pass.bytes, Math.ceil(bits / 8), row > 0);
      const to = (pass.y + row * pass.stepY) * width + pass.x;
      for (let column = 0; column < pass.width; column++) paint(at + 1, column, to + column * pass.stepX);
    }
  }
  return { shape: [channels, height, width], data: out };
}

/** Puts the pixel of a column, in the row that begins at a byte, to its place in the image. */
type Paint = (row: number, column: number, to: number) => void;

function painter(
  { depth, kind, palette, transparency, width, height }: PngChunks,
  rows: FileBytes,
  out: Uint8Array,
): Paint {
  const count = values[kind]!;
  const most = 2 ** depth - 1;
  const size = width * height;
  const sample = (row: number, index: number): number => {
    if (depth === 8) return rows.data[row + index]!;
    if (depth === 16) return rows.view.getUint16(row + 2 * index);
    const bit = index * depth;
    return (rows.data[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most;
  };
  const clear = new DataView(transparency.buffer, transparency.byteOffset, transparency.byteLength);
  const channels = kind === 0 || kind === 4 ? 1 : 3;
  const put = (to: number, channel: number, value: number, opacity: number): void => {
    out[channel * size + to] = Math.round(255 + (value - 255) * opacity);
  };
  if (kind === 3) {
    return (row, column, to) => {
      const colour = sample(row, column);
      if (3 * colour >= palette.length) {
        throw rows.error(row, `the colour ${colour}`, `0 to ${palette.length / 3 - 1}, those of the palette`);
      }
      const opacity = (transparency[colour] ?? 255) / 255;
      for (let c = 0; c < 3; c++) put(to, c, palette[3 * colour + c]!, opacity);
    };
  }
  return (row, column, to) => {
    const first = column * count;
    let opacity = count > channels ? sample(row, first + channels) / most : 1;
    if (transparency.length > 0) {
      let same = true;
      for (let c = 0; c < channels; c++) same &&= sample(row, first + c) === clear.getUint16(2 * c);
      if (same) opacity = 0;
    }
    for (let c = 0; c < channels; c++) put(to, c, sample(row, first + c) * 255 / most, opacity);
  };
}
