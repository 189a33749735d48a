import type { Image } from "./image.ts";

/**
 * An image as it is to be seen, given EXIF's orientation of its rows and columns.
 *
 * 5 to 8 swap rows and columns; then 2, 3, 6, 7 mirror left and right, 3, 4, 7, 8 top and bottom.
 */
export function upright({ shape: [channels, height, width], data }: Image, orientation: number): Image {
  const swap = orientation >= 5;
  const mirror = [2, 3, 6, 7].includes(orientation);
  const flip = [3, 4, 7, 8].includes(orientation);
  if (!swap && !mirror && !flip) return { shape: [channels, height, width], data };
  const [rows, columns] = swap ? [width, height] : [height, width];
  const out = new Uint8Array(data.length);
  const [down, right] = swap ? [1, width] : [width, 1];
  let to = 0;
  for (let c = 0; c < channels; c++) {
    for (let row = 0; row < rows; row++) {
      const start = c * height * width + (flip ? rows - 1 - row : row) * down;
      for (let column = 0; column < columns; column++) {
        out[to++] = data[start + (mirror ? columns - 1 - column : column) * right]!;
      }
    }
  }
  return { shape: [channels, rows, columns], data: out };
}
