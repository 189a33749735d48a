import { deflateSync } from "node:zlib";
import { crc32 } from "../../lib/io/mod.ts";
import { joined } from "../../lib/data/joined.ts";

/** What a PNG image is to be. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly kind: number;
  readonly depth: number;
  readonly interlaced?: boolean;
  /** The raw values, pixel after pixel. */
  readonly values: ArrayLike<number>;
  /** The filter of each row, in the order of the file, over and over. */
  readonly filters?: readonly number[];
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  /** Bytes in place of the deflated rows. */
  readonly data?: Uint8Array;
}

/** Values of a pixel for each kind. */
export const valuesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const whole = [[0, 0, 1, 1]] as const;
const adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [
  0,
  1,
  1,
  2,
]] as const;

/** A chunk: length, type, bytes, check sum. */
export function chunk(type: string, bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + bytes.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, bytes.length);
  out.set(new TextEncoder().encode(type), 4);
  out.set(bytes, 8);
  view.setUint32(8 + bytes.length, crc32(out.subarray(4, 8 + bytes.length)));
  return out;
}

/** A PNG image (W3C, PNG Specification, third edition). */
export function writePng(parts: PngParts): Uint8Array {
  const { width, height, kind, depth, interlaced = false, palette, transparency } = parts;
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([depth, kind, 0, 0, interlaced ? 1 : 0], 8);
  return joined([
    signature,
    chunk("IHDR", header),
    ...palette ? [chunk("PLTE", Uint8Array.from(palette))] : [],
    ...transparency ? [chunk("tRNS", Uint8Array.from(transparency))] : [],
    chunk("tEXt", new TextEncoder().encode("Comment\0drawn by a test")),
    chunk("IDAT", parts.data ?? deflateSync(rows(parts))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function rows({ width, height, kind, depth, interlaced, values, filters = [0] }: PngParts): Uint8Array {
  const count = valuesOf[kind]!;
  const step = Math.ceil(depth * count / 8);
  const lines: Uint8Array[] = [];
  for (const [x0, y0, dx, dy] of interlaced ? adam7 : whole) {
    let above: Uint8Array | undefined;
    if (x0 >= width) continue;
    for (let y = y0; y < height; y += dy) {
      const row: number[] = [];
      for (let x = x0; x < width; x += dx) {
        for (let c = 0; c < count; c++) row.push(values[(y * width + x) * count + c]!);
      }
      const bytes = packed(row, depth);
      const filter = filters[lines.length % filters.length]!;
      lines.push(joined([Uint8Array.of(filter), filtered(bytes, above ?? new Uint8Array(bytes.length), filter, step)]));
      above = bytes;
    }
  }
  return joined(lines);
}

/** Values in as many bits each, the last byte filled up with zeros. */
function packed(values: readonly number[], depth: number): Uint8Array {
  const bits = values.map((value) => value.toString(2).padStart(depth, "0")).join("");
  return Uint8Array.from(
    { length: Math.ceil(bits.length / 8) },
    (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, "0"), 2),
  );
}

function filtered(row: Uint8Array, above: Uint8Array, filter: number, step: number): Uint8Array {
  return row.map((byte, i) => {
    const [a, b, c] = [row[i - step] ?? 0, above[i]!, above[i - step] ?? 0];
    const p = a + b - c;
    const nearest = [a, b, c].reduce((best, value) => Math.abs(p - value) < Math.abs(p - best) ? value : best);
    return byte - [0, a, b, Math.floor((a + b) / 2), nearest][filter]!;
  });
}
