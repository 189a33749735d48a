import { quantileOf } from "./grey.ts";
import type { Plane } from "./plane.ts";

/** Grey levels that a tile's pixels are counted in. */
const LEVELS = 256;

/**
 * What the paper would look like without ink: the median grey of each tile, the median of that over 3 × 3 tiles, and between
 * the tiles' centres a bilinear surface. Shape as `grey`.
 *
 * Ink covers less than half of a tile that is wider than a letter, so the median is the paper's.
 *
 * @param tile the side of a tile in pixels: some letters wide, narrower than the shadows.
 */
export function background(grey: Plane, tile: number): Plane {
  const { width, height } = grey;
  // A tile of a picture that is a few pixels high has one pixel at least.
  const [columns = 1, rows = 1] = [width, height].map((side) => Math.max(Math.round(side / Math.max(tile, 1)), 1));
  const medians = smoothed(tileMedians(grey, rows, columns), rows, columns);
  const out = new Float32Array(width * height);
  const across = places(width, columns);
  const down = places(height, rows);
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    const from = down.first[y]! * columns;
    const next = Math.min(down.first[y]! + 1, rows - 1) * columns;
    const share = down.share[y]!;
    for (let i = 0; i < columns; i++) line[i] = medians[from + i]! * (1 - share) + medians[next + i]! * share;
    for (let x = 0; x < width; x++) {
      const left = across.first[x]!;
      const right = Math.min(left + 1, columns - 1);
      out[y * width + x] = line[left]! + (line[right]! - line[left]!) * across.share[x]!;
    }
  }
  return { width, height, data: out };
}

function tileMedians({ width, height, data }: Plane, rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows * columns);
  const counts = new Uint32Array(LEVELS);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [Math.floor(row * height / rows), Math.floor((row + 1) * height / rows)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [Math.floor(column * width / columns), Math.floor((column + 1) * width / columns)];
      counts.fill(0);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) counts[Math.floor(data[y * width + x]! * (LEVELS - 1) + 0.5)]!++;
      }
      const median = quantileOf(counts, 0.5);
      let [sum, count] = [0, 0];
      for (let level = median - 1; level <= median + 1; level++) {
        sum += level * (counts[level] ?? 0);
        count += counts[level] ?? 0;
      }
      out[row * columns + column] = sum / count / (LEVELS - 1);
    }
  }
  return out;
}

/** The median over each tile and its neighbours. */
function smoothed(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const near: number[] = [];
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++) {
      for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
        near.push(values[y * columns + x]!);
      }
    }
    near.sort((a, b) => a - b);
    return (near[(near.length - 1) >> 1]! + near[near.length >> 1]!) / 2;
  });
}

/** For each pixel the tile whose centre is at or before it, and how far on the way to the next it lies. */
function places(size: number, tiles: number): { readonly first: Int32Array; readonly share: Float32Array } {
  const first = new Int32Array(size);
  const share = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const at = Math.min(Math.max((i + 0.5) * tiles / size - 0.5, 0), tiles - 1);
    first[i] = Math.floor(at);
    share[i] = at - first[i]!;
  }
  return { first, share };
}
