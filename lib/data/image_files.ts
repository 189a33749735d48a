import { requireCount } from "../errors/mod.ts";
import { readImage } from "./image/read_image.ts";
import { centreSquare } from "./image/resize.ts";
import type { ImageSource } from "./image_source.ts";

/** The side of images unless told otherwise, in pixels: what most pretrained nets take. */
export const SIDE = 224;

/** The values of files' images, decoded when they are asked for: colour, the centre square in `side` × `side` pixels. */
export function imageFiles(files: readonly string[], side: number): ImageSource {
  requireCount("read images", "side", side);
  const size = side * side;
  const read = (indices: ArrayLike<number>): Uint8Array => {
    const values = new Uint8Array(indices.length * 3 * size);
    for (let i = 0; i < indices.length; i++) {
      const { shape: [channels], data } = centreSquare(readImage(files[indices[i]!]!), side);
      for (let c = 0; c < 3; c++) {
        const plane = channels === 1 ? data : data.subarray(c * size, (c + 1) * size);
        values.set(plane, (3 * i + c) * size);
      }
    }
    return values;
  };
  return { length: files.length, read };
}
