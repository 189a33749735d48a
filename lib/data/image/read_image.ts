import { FileBytes, openFile } from "../file_bytes.ts";
import type { Image } from "./image.ts";
import { decodeJpeg } from "./jpeg.ts";
import { decodePng } from "./png.ts";
import { SIGNATURE } from "./png_chunks.ts";

/**
 * The image of a JPEG or PNG file, upright, in bytes: grey `[1, height, width]` or red, green and blue `[3, height, width]`.
 *
 * JPEG baseline and progressive; CMYK becomes colour, EXIF's orientation is applied. PNG of every kind; 16 bits are rounded to
 * 8, and what is transparent lies over white. Sizes are checked before anything is decoded: at most 64 Mi pixels.
 *
 * @throws {SyntaxError} when the file is neither, is cut off or damaged.
 * @throws {TypeError} when it is a kind that is not read: arithmetic or lossless JPEG, more than 8 bits a value in JPEG.
 * @throws {RangeError} when it is not there, or has more pixels, or more scans, than are decoded.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { encode } from "fast-png";
 * import { rmSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { readImage } from "nnr/data";
 *
 * const file = join(tmpdir(), "nnr-example.png");
 * writeFileSync(file, encode({ width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }));
 * expect(readImage(file)).toEqual({ shape: [3, 1, 2], data: Uint8Array.of(1, 4, 2, 5, 3, 6) });
 * rmSync(file);
 * ```
 */
export function readImage(path: string): Image {
  const file = openFile(path);
  if (file.data[0] === 0xff) return decodeJpeg(file);
  if (SIGNATURE.every((byte, i) => file.data[i] === byte)) return decodePng(file);
  const start = new FileBytes(path, file.data.subarray(0, 8));
  throw start.error(0, start.length === 0 ? "an empty file" : "another format", "a JPEG or PNG image");
}
