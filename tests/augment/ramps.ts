import { Tensor } from "nnr";

/**
 * Images whose value is the column (channel 0) and the row (channel 1): moved between pixels along straight lines, they tell
 * where each pixel came from.
 */
export function ramps(images: number, height: number, width: number): Tensor {
  const values = new Float32Array(images * 2 * height * width);
  for (let at = 0; at < values.length; at++) {
    const [column, row] = [at % width, Math.floor(at / width) % height];
    values[at] = Math.floor(at / (width * height)) % 2 === 0 ? column : row;
  }
  return new Tensor(values, [images, 2, height, width]);
}
