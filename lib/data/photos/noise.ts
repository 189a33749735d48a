import type { Rng } from "../../random/mod.ts";

/** A picture's values, row after row. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Points a side of the lattice, which repeats: a power of two. */
const LATTICE = 128;

/**
 * Adds smooth noise of a deviation to a field: normal deviates on a lattice of `across` × `down` pixels, joined by lines.
 *
 * Between lattice points the deviation is less, two thirds on the average; that is made up for.
 */
export function addNoise(field: Field, across: number, down: number, deviation: number, rng: Rng): void {
  const { width, height, values } = field;
  // Mean of (1 − t)² + t² over a cell is 2/3, along each axis.
  const lattice = Float32Array.from({ length: LATTICE * LATTICE }, () => rng.normal(0, 1.5 * deviation));
  const row = new Float32Array(LATTICE + 1);
  const cells = Int32Array.from({ length: width }, (_, x) => Math.floor(x / across) % LATTICE);
  const shares = Float32Array.from({ length: width }, (_, x) => x / across - Math.floor(x / across));
  for (let y = 0, at = 0; y < height; y++) {
    const upper = Math.floor(y / down), t = y / down - upper;
    const above = (upper % LATTICE) * LATTICE, below = ((upper + 1) % LATTICE) * LATTICE;
    for (let i = 0; i < LATTICE; i++) row[i] = (1 - t) * lattice[above + i]! + t * lattice[below + i]!;
    row[LATTICE] = row[0]!;
    for (let x = 0; x < width; x++, at++) {
      const left = row[cells[x]!]!;
      values[at]! += left + shares[x]! * (row[cells[x]! + 1]! - left);
    }
  }
}

/** A field of a value. */
export function field(width: number, height: number, value = 0): Field {
  return { width, height, values: new Float32Array(width * height).fill(value) };
}
