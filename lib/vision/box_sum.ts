import type { Plane } from "./plane.ts";

/**
 * Sums over the square of 2 r + 1 pixels around each pixel, cut at the picture's edges. Shape as `plane`.
 *
 * Running sums down the columns, then along the row: four operations a pixel whatever the radius, and one row of memory.
 */
export function boxSum({ width, height, data }: Plane, radius: number): Plane {
  const out = new Float32Array(width * height);
  const columns = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(columns, data, y * width, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(columns, data, (y + radius) * width, 1);
    if (y > radius) addRow(columns, data, (y - radius - 1) * width, -1);
    const to = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) sum += columns[x]!;
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += columns[x + radius]!;
      if (x > radius) sum -= columns[x - radius - 1]!;
      out[to + x] = sum;
    }
  }
  return { width, height, data: out };
}

/** Means over those squares; the plane itself for radius 0. */
export function boxMean(plane: Plane, radius: number): Plane {
  if (radius === 0) return plane;
  const { width, height } = plane;
  const { data } = boxSum(plane, radius);
  for (let y = 0, i = 0; y < height; y++) {
    const rows = boxLength(y, height, radius);
    for (let x = 0; x < width; x++, i++) data[i] = data[i]! / (rows * boxLength(x, width, radius));
  }
  return { width, height, data };
}

/** How many pixels each of those squares has: the product of these lengths for its row and its column. */
export function boxLength(at: number, size: number, radius: number): number {
  return Math.min(at + radius, size - 1) - Math.max(at - radius, 0) + 1;
}

function addRow(columns: Float64Array, data: Float32Array, from: number, sign: number): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += sign * data[from + x]!;
}
