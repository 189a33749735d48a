import { SIDE } from "../nets/architecture.ts";

/** MNIST's digits fill a box of 20 pixels; NIST's characters, 32 × 32, are 25 pixels long in the middle (COURSE: median). */
const ENLARGED = 25 / 20;

/**
 * A square image of bytes, white on black, as 32 × 32 floats, ink 0 on paper 1. One of another side is enlarged by 5 / 4 about
 * its middle, between pixels along straight lines; what lies beyond it is paper.
 */
export function dark(image: ArrayLike<number>, side: number, transposed: boolean): Float32Array {
  const at = (row: number, column: number): number => {
    if (row < 0 || column < 0 || row >= side || column >= side) return 0;
    return image[transposed ? column * side + row : row * side + column]! / 255;
  };
  const factor = side === SIDE ? 1 : ENLARGED;
  const place = (i: number): number => (i - (SIDE - 1) / 2) / factor + (side - 1) / 2;
  return Float32Array.from({ length: SIDE * SIDE }, (_, k) => {
    const [y, x] = [place(Math.floor(k / SIDE)), place(k % SIDE)];
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [v, u] = [y - row, x - column];
    const along = (r: number): number => (1 - u) * at(r, column) + u * at(r, column + 1);
    return 1 - ((1 - v) * along(row) + v * along(row + 1));
  });
}
