import { cosPi } from "../../elementary/mod.ts";
import type { Image } from "../image/image.ts";

/** Quantisation tables of brightness and of colour, row after row (ITU-T T.81, tables K.1 and K.2). */
const BRIGHTNESS = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
].flat();
const COLOUR = [
  [17, 18, 24, 47, 99, 99, 99, 99],
  [18, 21, 26, 66, 99, 99, 99, 99],
  [24, 26, 56, 99, 99, 99, 99, 99],
  [47, 66, 99, 99, 99, 99, 99, 99],
  ...Array.from({ length: 4 }, () => new Array<number>(8).fill(99)),
].flat();

/** Basis of the cosine transform: row k holds c_k cos((2 n + 1) k π / 16) / 2, c_0 = √½, else 1. */
const BASIS: Float64Array = Float64Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3, n = i & 7;
  const turn = ((2 * n + 1) * k / 16) % 2;
  return (k === 0 ? Math.sqrt(0.5) : 1) / 2 * cosPi(turn > 1 ? 2 - turn : turn);
});

/** What is left of an image by JPEG compression of a quality from 1 to 100, as libjpeg counts; 100 leaves it as it is. */
export function compressed(image: Image, quality: number): Image {
  if (quality >= 100) return image;
  const [, height, width] = image.shape;
  const rows = 16 * Math.ceil(height / 16), columns = 16 * Math.ceil(width / 16);
  const [luma, blue, red] = separated(image, rows, columns);
  quantise(luma, rows, columns, scaled(BRIGHTNESS, quality));
  const colour = scaled(COLOUR, quality);
  quantise(blue, rows / 2, columns / 2, colour);
  quantise(red, rows / 2, columns / 2, colour);
  return joined(luma, blue, red, image, columns);
}

/** libjpeg's scale: 5000 / quality per cent below 50, 200 − 2 quality from there on. */
function scaled(table: readonly number[], quality: number): Float64Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Float64Array.from(table, (step) => Math.max(1, Math.min(255, Math.floor((step * scale + 50) / 100))));
}

/** Brightness − 128, and blue and red colour difference at half the size, of whole blocks; the border is repeated (JFIF 1.02). */
function separated(
  { shape: [, height, width], data }: Image,
  rows: number,
  columns: number,
): [Float32Array, Float32Array, Float32Array] {
  const luma = new Float32Array(rows * columns);
  const blue = new Float32Array(rows * columns / 4), red = new Float32Array(rows * columns / 4);
  const size = width * height;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = Math.min(y, height - 1) * width + Math.min(x, width - 1);
      const r = data[at]!, g = data[size + at]!, b = data[2 * size + at]!;
      const value = 0.299 * r + 0.587 * g + 0.114 * b;
      luma[y * columns + x] = value - 128;
      const half = (y >> 1) * (columns / 2) + (x >> 1);
      blue[half]! += (b - value) / (1.772 * 4);
      red[half]! += (r - value) / (1.402 * 4);
    }
  }
  return [luma, blue, red];
}

/** Rounds the cosine transform of each 8 × 8 block to the table's steps. */
function quantise(values: Float32Array, rows: number, columns: number, steps: Float64Array): void {
  const block = new Float64Array(64), half = new Float64Array(64);
  for (let row = 0; row < rows; row += 8) {
    for (let column = 0; column < columns; column += 8) {
      const corner = row * columns + column;
      for (let i = 0; i < 64; i++) block[i] = values[corner + (i >> 3) * columns + (i & 7)]!;
      forward(block, half);
      forward(half, block);
      for (let i = 0; i < 64; i++) block[i] = steps[i]! * Math.round(block[i]! / steps[i]!);
      backward(block, half);
      backward(half, block);
      for (let i = 0; i < 64; i++) values[corner + (i >> 3) * columns + (i & 7)] = block[i]!;
    }
  }
}

/** The cosine transform of each row, turned: `to[k][y] = Σ_n basis[k][n] from[y][n]`. */
function forward(from: Float64Array, to: Float64Array): void {
  for (let y = 0; y < 8; y++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += BASIS[8 * k + n]! * from[8 * y + n]!;
      to[8 * k + y] = sum;
    }
  }
}

/** Its inverse: `to[n][y] = Σ_k basis[k][n] from[y][k]`; most of `from` is 0. */
function backward(from: Float64Array, to: Float64Array): void {
  to.fill(0);
  for (let y = 0; y < 8; y++) {
    for (let k = 0; k < 8; k++) {
      const value = from[8 * y + k]!;
      if (value === 0) continue;
      for (let n = 0; n < 8; n++) to[8 * n + y]! += BASIS[8 * k + n]! * value;
    }
  }
}

function joined(luma: Float32Array, blue: Float32Array, red: Float32Array, like: Image, columns: number): Image {
  const [, height, width] = like.shape;
  const size = width * height;
  const data = new Uint8ClampedArray(3 * size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = luma[y * columns + x]! + 128;
      const half = (y >> 1) * (columns / 2) + (x >> 1);
      const at = y * width + x;
      data[at] = value + 1.402 * red[half]!;
      data[size + at] = value - (0.114 * 1.772 * blue[half]! + 0.299 * 1.402 * red[half]!) / 0.587;
      data[2 * size + at] = value + 1.772 * blue[half]!;
    }
  }
  return { shape: like.shape, data: new Uint8Array(data.buffer) };
}
