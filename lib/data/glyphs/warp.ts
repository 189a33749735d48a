import type { Rng } from "../../random/mod.ts";

/** Control points a side: the four that a cubic spline needs, one more for each further cell. */
const CONTROLS = 5;

/**
 * A smooth displacement of the square [−½, ½]²: a uniform cubic B-spline over 5 × 5 control points, each moved at random.
 *
 * d(x, y) = Σ_ij B_i(x) B_j(y) c_ij, twice continuously differentiable, and linear in the c_ij (Lee, Wolberg, Shin 1997, eq. 1).
 */
export class Warp {
  readonly #x = new Float64Array(CONTROLS * CONTROLS);
  readonly #y = new Float64Array(CONTROLS * CONTROLS);

  /** `deviation` is that of each control point's shift along each axis. */
  constructor(deviation: number, rng: Rng) {
    for (let i = 0; i < this.#x.length; i++) {
      this.#x[i] = rng.normal(0, deviation);
      this.#y[i] = rng.normal(0, deviation);
    }
  }

  /** The points of a closed line where the warp takes them. */
  apply(points: Float64Array): Float64Array {
    const moved = new Float64Array(points.length);
    for (let p = 0; p < points.length; p += 2) {
      const x = points[p]!, y = points[p + 1]!;
      const column = cell(x), row = cell(y);
      const across = weights(x, column), down = weights(y, row);
      let dx = 0, dy = 0;
      for (let j = 0; j < 4; j++) {
        for (let i = 0; i < 4; i++) {
          const at = (row + j) * CONTROLS + column + i;
          const weight = across[i]! * down[j]!;
          dx += weight * this.#x[at]!;
          dy += weight * this.#y[at]!;
        }
      }
      moved[p] = x + dx;
      moved[p + 1] = y + dy;
    }
    return moved;
  }
}

const CELLS = CONTROLS - 3;

/** The cell that a coordinate of [−½, ½] lies in. */
function cell(coordinate: number): number {
  return Math.max(0, Math.min(CELLS - 1, Math.floor((coordinate + 0.5) * CELLS)));
}

/** The four cubic B-splines that reach into a cell. */
function weights(coordinate: number, cell: number): [number, number, number, number] {
  const t = (coordinate + 0.5) * CELLS - cell;
  const u = 1 - t;
  return [
    u * u * u / 6,
    (4 - 6 * t * t + 3 * t * t * t) / 6,
    (4 - 6 * u * u + 3 * u * u * u) / 6,
    t * t * t / 6,
  ];
}
