import { crc32 } from "../../io/mod.ts";
import { FileBytes } from "../file_bytes.ts";
import { joined } from "../joined.ts";
import { MOST_PIXELS } from "./image.ts";

/** The first bytes of every PNG image. */
export const SIGNATURE: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The length of a chunk, its type, and behind its data the check sum. */
const FRAME = 12;
/** The chunks that say what a pixel is. */
const used = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

/** What a PNG image holds. */
export interface PngChunks {
  readonly width: number;
  readonly height: number;
  /** Bits of a value. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly kind: number;
  readonly interlaced: boolean;
  /** Three bytes a colour, for kind 3. */
  readonly palette: Uint8Array;
  /** Opacity of the palette's colours, or the one grey or colour that is transparent. */
  readonly transparency: Uint8Array;
  /** The deflated rows. */
  readonly data: FileBytes;
}

/** Depths for each kind (PNG specification, table 11.1). */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Reads the chunks of a PNG image and checks their sums, sizes and order; nothing is inflated.
 *
 * Source: W3C, "Portable Network Graphics (PNG) Specification", third edition, sections 5, 11.
 */
export function pngChunks(file: FileBytes): PngChunks {
  file.require(0, SIGNATURE.length, "the start of a PNG image");
  const found = new Map<string, FileBytes[]>();
  let last = "";
  for (let at = SIGNATURE.length; last !== "IEND";) {
    file.require(at, FRAME, "a chunk");
    const length = file.view.getUint32(at);
    const type = String.fromCharCode(...file.data.subarray(at + 4, at + 8));
    file.require(at, FRAME + length, `the chunk ${JSON.stringify(type)}`);
    const sum = crc32(file.data.subarray(at + 4, at + 8 + length));
    const stated = file.view.getUint32(at + 8 + length);
    if (sum !== stated) throw file.error(at, `the chunk ${JSON.stringify(type)} of the check sum ${sum}`, `${stated}`);
    if ((last === "") !== (type === "IHDR")) {
      throw file.error(at, `the chunk ${JSON.stringify(type)}`, "IHDR first, once");
    }
    const before = found.get(type) ?? [];
    if (used.includes(type)) {
      if (before.length > 0 && (type !== "IDAT" || last !== type)) {
        throw file.error(at, `the chunk ${type} again`, "one");
      }
      if (type !== "IHDR" && type !== "IDAT" && type !== "IEND" && found.has("IDAT")) {
        throw file.error(at, `the chunk ${type} behind the image's data`, "it before");
      }
      found.set(type, [...before, file.part(at + 8, at + 8 + length)]);
    } else if (/^[A-Z]/.test(type)) {
      throw file.error(at, `the chunk ${JSON.stringify(type)}`, "no unknown chunk that is needed", TypeError);
    }
    last = type;
    at += FRAME + length;
  }
  const parts = found.get("IDAT");
  if (!parts) throw file.error(file.length, "no image data", "a chunk IDAT");
  const bytesOf = (type: string): Uint8Array => found.get(type)?.[0]?.data ?? new Uint8Array(0);
  const header = headerOf(found.get("IHDR")![0]!);
  const [palette, transparency] = [bytesOf("PLTE"), bytesOf("tRNS")];
  requireColours(file, header.kind, palette.length, transparency.length);
  const data = new FileBytes(file.file, joined(parts.map((part) => part.data)), {
    start: parts[0]!.start,
    holder: parts.length > 1 ? "the joined chunks IDAT" : "",
  });
  return { ...header, palette, transparency, data };
}

function headerOf(chunk: FileBytes): Pick<PngChunks, "width" | "height" | "depth" | "kind" | "interlaced"> {
  if (chunk.length !== 13) throw chunk.error(0, `a header of ${chunk.length} bytes`, "13");
  const [width, height] = [chunk.view.getUint32(0), chunk.view.getUint32(4)];
  const [depth, kind, compression, filter, interlace] = chunk.data.subarray(8) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (width === 0 || height === 0) throw chunk.error(0, `an image of ${width} × ${height} pixels`, "at least 1 × 1");
  if (width * height > MOST_PIXELS) {
    throw chunk.error(0, `an image of ${width} × ${height} pixels`, `at most ${MOST_PIXELS}`, RangeError);
  }
  if (!depths[kind]?.includes(depth)) throw chunk.error(8, `kind ${kind} of ${depth} bits`, "one that PNG knows");
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw chunk.error(10, `the methods ${compression}, ${filter}, ${interlace}`, "0, 0 and 0 or 1");
  }
  return { width, height, depth, kind, interlaced: interlace === 1 };
}

/** Refuses a palette, or opacities, of a size that does not fit the kind of image. */
function requireColours(file: FileBytes, kind: number, palette: number, transparency: number): void {
  if (kind === 3 && (palette === 0 || palette % 3 !== 0 || palette > 768)) {
    throw file.error(0, `a palette of ${palette} bytes`, "3 for each of 1 to 256 colours");
  }
  const most = kind === 3 ? palette / 3 : kind === 0 ? 2 : kind === 2 ? 6 : 0;
  if (transparency > most || (kind !== 3 && transparency > 0 && transparency < most)) {
    throw file.error(0, `${transparency} bytes of transparency`, `${kind === 3 ? "at most " : ""}${most}`);
  }
}
