import type { FileBytes } from "../file_bytes.ts";
import { exifOrientation } from "./exif.ts";
import { MOST_PIXELS } from "./image.ts";

/** Markers, second byte: start, scan, end, application segments 1 and 14. */
const [SOI, SOS, EOI, APP1, APP14] = [0xd8, 0xda, 0xd9, 0xe1, 0xee];
/** Frames that are read: baseline, extended, progressive; the others are lossless, hierarchical or arithmetic. */
const frames = [0xc0, 0xc1, 0xc2];
/** Segments among 0xc0 … 0xcf that are no frames: Huffman tables, a reserve, arithmetic conditioning. */
const noFrames = [0xc4, 0xc8, 0xcc];
/** Scans of a progressive image: encoders write about ten; each costs the time of the whole image. */
const MOST_SCANS = 100;

/** The most pixels that a byte can hold: a block of 8 × 8 takes a bit at least, that of its mean. */
const BEST_RATIO = 8 * 64;

/** What precedes an image's data. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 in grey, 3 in colour, 4 in CMYK. */
  readonly components: number;
  /** EXIF's: 1 upright … 8. */
  readonly orientation: number;
  /** Whether Adobe wrote it, which keeps ink inverted. */
  readonly adobe: boolean;
}

/**
 * Walks through the segments of a JPEG file, and counts its scans.
 *
 * Source: ITU-T T.81, annex B.
 */
export function jpegHeader(file: FileBytes): JpegHeader {
  let frame: Omit<JpegHeader, "orientation" | "adobe"> | undefined;
  let orientation: number | undefined;
  let [adobe, scans] = [false, 0];
  file.require(0, 4, "the start of a JPEG image");
  if (file.view.getUint16(0) !== 0xff00 + SOI) throw file.error(0, "no JPEG image", "0xffd8, the start of one");
  for (let at = 2; at < file.length;) {
    const marker = file.data[at + 1]!;
    if (file.data[at] !== 0xff) throw file.error(at, `the byte ${file.data[at]}`, "a marker");
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      if (!frame || scans === 0) throw file.error(at, "the end of the image", "its size and data before it");
      return { ...frame, orientation: orientation ?? 1, adobe };
    }
    file.require(at, 4, "a segment");
    const length = file.view.getUint16(at + 2);
    file.require(at, 2 + length, "a segment");
    if (length < 2) throw file.error(at + 2, `a segment of ${length} bytes`, "at least 2");
    const segment = file.part(at + 4, at + 2 + length);
    if (marker === APP1) orientation ??= exifOrientation(segment);
    if (marker === APP14) adobe ||= latin(segment.data.subarray(0, 5)) === "Adobe";
    if (marker >= 0xc0 && marker <= 0xcf && !noFrames.includes(marker)) {
      if (frame) throw file.error(at, "a second frame", "one");
      frame = frameOf(segment, marker, file.length);
    }
    at += 2 + length;
    if (marker !== SOS) continue;
    if (++scans > MOST_SCANS) {
      throw file.error(at, `more than ${MOST_SCANS} scans`, `at most ${MOST_SCANS}`, RangeError);
    }
    at = endOfScan(file, at);
  }
  throw file.error(file.length, "the end of the file", "the end of the image before it");
}

function frameOf(segment: FileBytes, marker: number, length: number): Omit<JpegHeader, "orientation" | "adobe"> {
  segment.require(0, 6, "a frame");
  const [depth, components] = [segment.data[0]!, segment.data[5]!];
  const [height, width] = [segment.view.getUint16(1), segment.view.getUint16(3)];
  if (!frames.includes(marker)) {
    const kind = `a frame of type 0x${marker.toString(16)} (lossless, hierarchical or arithmetic)`;
    throw segment.error(0, kind, "a baseline or progressive one", TypeError);
  }
  if (depth !== 8) throw segment.error(0, `values of ${depth} bits`, "8", TypeError);
  if (width === 0 || height === 0) throw segment.error(1, `an image of ${width} × ${height} pixels`, "at least 1 × 1");
  if (width * height > MOST_PIXELS) {
    throw segment.error(1, `an image of ${width} × ${height} pixels`, `at most ${MOST_PIXELS}`, RangeError);
  }
  if (width * height > BEST_RATIO * length) {
    const most = `at most ${BEST_RATIO * length} in a file of ${length} bytes`;
    throw segment.error(1, `an image of ${width} × ${height} pixels`, most, RangeError);
  }
  if (![1, 3, 4].includes(components)) throw segment.error(5, `${components} colours`, "1, 3 or 4", TypeError);
  return { width, height, components };
}

/** Where the next marker stands behind a scan's data: there 0xff is followed by 0, or by a restart marker. */
function endOfScan({ data }: FileBytes, start: number): number {
  for (let at = data.indexOf(0xff, start); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return data.length;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
