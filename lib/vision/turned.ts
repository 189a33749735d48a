import type { Image } from "../data/mod.ts";
import { requireCount } from "../errors/mod.ts";

/**
 * An image turned clockwise by quarters of a circle, 0 to 3. Shape: `[channels, height, width]`, sides exchanged by odd turns.
 *
 * Shape alone does not tell which way a page lies (a column of H is a row of I): a reader tries turns and keeps the surest.
 *
 * @throws {RangeError} when the number of quarters is no whole number of at least 0.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { turned } from "nnr";
 *
 * const image = { shape: [1, 1, 2] as const, data: Uint8Array.of(1, 2) };
 * expect(turned(image, 1)).toEqual({ shape: [1, 2, 1], data: Uint8Array.of(1, 2) });
 * expect(turned(image, 2).data).toEqual(Uint8Array.of(2, 1));
 * ```
 */
export function turned(image: Image, quarters: number): Image {
  requireCount("turn an image", "number of quarters", quarters, 0);
  let { shape, data } = image;
  for (let turn = 0; turn < quarters % 4; turn++) ({ shape, data } = turnedOnce({ shape, data }));
  return { shape, data };
}

function turnedOnce({ shape: [channels, height, width], data }: Image): Image {
  const out = new Uint8Array(data.length);
  let from = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      const to = c * height * width + height - 1 - y;
      for (let x = 0; x < width; x++) out[to + x * height] = data[from++]!;
    }
  }
  return { shape: [channels, width, height], data: out };
}
