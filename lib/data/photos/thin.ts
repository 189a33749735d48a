import type { Raster } from "../glyphs/raster.ts";

/** The eight neighbours of a pixel, clockwise from the one above. */
function ring(side: number): readonly number[] {
  return [-side, 1 - side, 1, side + 1, side, side - 1, -1, -side - 1];
}

/**
 * The middle lines of strokes, a pixel or two wide: edge pixels are taken away, from the south-east and the north-west by turns,
 * until each one left ends a line or holds one together.
 *
 * A pixel may go when 2 to 6 of its neighbours are ink, in a single run around it, and three of its sides are not all ink
 * (Zhang and Suen 1984, "A fast parallel algorithm for thinning digital patterns"). The raster's border must be paper.
 */
export function thinned({ side, ink: original }: Raster): Raster {
  const ink = original.slice();
  const around = ring(side);
  let edge: number[] = [];
  for (let at = 0; at < ink.length; at++) {
    if (ink[at] === 1 && around.some((step) => ink[at + step] === 0)) edge.push(at);
  }
  const listed = new Uint8Array(ink.length);
  for (let still = 0, turn = 0; still < 2; turn ^= 1) {
    const gone = edge.filter((at) => loose(ink, at, around, turn));
    for (const at of gone) ink[at] = 0;
    still = gone.length === 0 ? still + 1 : 0;
    edge = edge.filter((at) => ink[at] === 1);
    for (const at of edge) listed[at] = 1;
    for (const at of gone) {
      for (const step of around) {
        if (ink[at + step] === 0 || listed[at + step] === 1) continue;
        listed[at + step] = 1;
        edge.push(at + step);
      }
    }
    for (const at of edge) listed[at] = 0;
  }
  return { side, ink };
}

/** Whether a pixel may go in this turn. */
function loose(ink: Uint8Array, at: number, around: readonly number[], turn: number): boolean {
  let neighbours = 0, runs = 0;
  let before = ink[at + around[7]!]!;
  for (const step of around) {
    const value = ink[at + step]!;
    neighbours += value;
    if (value > before) runs++;
    before = value;
  }
  if (neighbours < 2 || neighbours > 6 || runs !== 1) return false;
  const neighbour = (i: number): number => ink[at + around[i]!]!;
  const north = neighbour(0), east = neighbour(2), south = neighbour(4), west = neighbour(6);
  return turn === 0
    ? (north & east & south) === 0 && (east & south & west) === 0
    : (north & east & west) === 0 && (north & south & west) === 0;
}
