/** A square of small pixels, row after row: 1 is ink, 0 paper. */
export interface Raster {
  readonly side: number;
  readonly ink: Uint8Array;
}

/** The pixels whose centres lie where the winding number of some closed lines is not 0; coordinates in pixels. */
export function fill(contours: readonly Float64Array[], side: number): Raster {
  // How the winding number changes from a pixel's left neighbour to the pixel; a row has one more for what lies right of it.
  const turns = new Int8Array(side * (side + 1));
  for (const points of contours) {
    let x0 = points.at(-2)!, y0 = points.at(-1)!;
    for (let i = 0; i < points.length; i += 2) {
      const x1 = points[i]!, y1 = points[i + 1]!;
      const turn = y1 > y0 ? 1 : -1;
      const first = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
      const last = Math.min(side, Math.ceil(Math.max(y0, y1) - 0.5));
      const slope = (x1 - x0) / (y1 - y0);
      for (let row = first; row < last; row++) {
        const x = x0 + (row + 0.5 - y0) * slope;
        const column = Math.max(0, Math.min(side, Math.ceil(x - 0.5)));
        turns[row * (side + 1) + column]! += turn;
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return { side, ink: covered(turns, side) };
}

/** Where the running sum of each row is not 0. */
function covered(changes: Int8Array | Int16Array, side: number): Uint8Array {
  const found = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    let sum = 0;
    for (let column = 0; column < side; column++) {
      sum += changes[row * (side + 1) + column]!;
      if (sum !== 0) found[row * side + column] = 1;
    }
  }
  return found;
}

/**
 * Strokes wider by `radius` pixels on either side: the ink and all pixels whose centre is no farther from it; below 0, narrower: the
 * ink without the pixels that near to paper.
 */
export function grow({ side, ink }: Raster, radius: number): Raster {
  const brush = radius < 0 ? 0 : 1;
  const reach = Math.abs(radius);
  const halfWidths = Array.from(
    { length: Math.floor(reach) + 1 },
    (_, dy) => Math.floor(Math.sqrt(reach * reach - dy * dy)),
  );
  // A disc at each pixel of the edge, row by row: +1 where it begins, −1 behind its end.
  const discs = new Int16Array(side * (side + 1));
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const at = row * side + column;
      if (ink[at] !== brush) continue;
      if (ink[at - 1] === brush && ink[at + 1] === brush && ink[at - side] === brush && ink[at + side] === brush) {
        continue;
      }
      for (let dy = -halfWidths.length + 1; dy < halfWidths.length; dy++) {
        if (row + dy < 0 || row + dy >= side) continue;
        const half = halfWidths[Math.abs(dy)]!;
        discs[(row + dy) * (side + 1) + Math.max(0, column - half)]! += 1;
        discs[(row + dy) * (side + 1) + Math.min(side, column + half + 1)]! -= 1;
      }
    }
  }
  const touched = covered(discs, side);
  for (let i = 0; i < touched.length; i++) touched[i] = brush === 1 ? ink[i]! | touched[i]! : ink[i]! & ~touched[i]!;
  return { side, ink: touched };
}

/** Bytes 255 (paper) to 0 (ink), each the mean of `factor` × `factor` small pixels. */
export function reduce({ side, ink }: Raster, factor: number): Uint8Array {
  const small = side / factor;
  const bytes = new Uint8Array(small * small);
  for (let row = 0; row < small; row++) {
    for (let column = 0; column < small; column++) {
      let sum = 0;
      const corner = row * factor * side + column * factor;
      for (let dy = 0; dy < factor; dy++) {
        for (let dx = 0; dx < factor; dx++) sum += ink[corner + dy * side + dx]!;
      }
      bytes[row * small + column] = Math.round(255 * (1 - sum / (factor * factor)));
    }
  }
  return bytes;
}
