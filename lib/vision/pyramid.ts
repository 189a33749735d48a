import type { Image } from "../data/mod.ts";

/** The image, its half, half of that and so on, until one has at most so many pixels, or sides too short to be halved. */
export function pyramidOf(image: Image, pixels: number): readonly [Image, ...Image[]] {
  const levels: [Image, ...Image[]] = [image];
  for (let level = image; level.shape[1] * level.shape[2] > pixels && Math.min(level.shape[1], level.shape[2]) > 1;) {
    levels.push(level = halved(level));
  }
  return levels;
}

/** An image of half the size: each pixel the mean of 2 × 2; an odd last row or column is left out. */
function halved({ shape: [channels, height, width], data }: Image): Image {
  const [rows, columns] = [height >> 1, width >> 1];
  const out = new Uint8Array(channels * rows * columns);
  let to = 0;
  for (let c = 0; c < channels; c++) {
    for (let row = 0; row < rows; row++) {
      let from = (c * height + 2 * row) * width;
      for (let column = 0; column < columns; column++, from += 2, to++) {
        out[to] = (data[from]! + data[from + 1]! + data[from + width]! + data[from + width + 1]! + 2) >> 2;
      }
    }
  }
  return { shape: [channels, rows, columns], data: out };
}
