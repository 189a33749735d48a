/** What a camera sees of a page before it is aimed. */
export interface CameraPose {
  /** Tangent of its turn about its axis. */
  readonly turn: number;
  /** How the magnification grows per unit to the left and upwards. */
  readonly nearer: readonly [number, number];
  /** How a bulging page lifts what is u from its middle: by bulge · u². */
  readonly bulge: number;
}

/**
 * Takes a point (u, v) of the page, in letter heights from the middle of the text, to a pixel (x, y) and back:
 *
 * x = x₀ + zoom (c u − s w) / d, y = y₀ + zoom (s u + c w) / d with w = v + bulge u², d = 1 + p u + q w, c² + s² = 1.
 *
 * Back: with A = c X + s Y and B = c Y − s X of X = (x − x₀) / zoom, Y = (y − y₀) / zoom, d = 1 / (1 − p A − q B), u = d A, w = d B.
 */
export class Camera {
  readonly #cosine: number;
  readonly #sine: number;
  readonly #p: number;
  readonly #q: number;
  readonly #bulge: number;

  constructor(
    { turn, nearer: [p, q], bulge }: CameraPose,
    readonly zoom = 1,
    readonly x0 = 0,
    readonly y0 = 0,
  ) {
    this.#cosine = 1 / Math.sqrt(1 + turn * turn);
    this.#sine = turn * this.#cosine;
    this.#p = p;
    this.#q = q;
    this.#bulge = bulge;
  }

  /** Where points u, v, u, v, … of the page are in the photo: x, y, x, y, …. */
  project(points: Float64Array): Float64Array {
    const pixels = new Float64Array(points.length);
    for (let i = 0; i < points.length; i += 2) {
      const u = points[i]!, w = points[i + 1]! + this.#bulge * u * u;
      const scale = this.zoom / (1 + this.#p * u + this.#q * w);
      pixels[i] = this.x0 + scale * (this.#cosine * u - this.#sine * w);
      pixels[i + 1] = this.y0 + scale * (this.#sine * u + this.#cosine * w);
    }
    return pixels;
  }

  /** Writes the points of the page that are seen at the middles of row y's pixels to u and v. */
  unprojectRow(y: number, u: Float64Array, v: Float64Array): void {
    const Y = (y + 0.5 - this.y0) / this.zoom;
    for (let x = 0; x < u.length; x++) {
      const X = (x + 0.5 - this.x0) / this.zoom;
      const A = this.#cosine * X + this.#sine * Y, B = this.#cosine * Y - this.#sine * X;
      const d = 1 / (1 - this.#p * A - this.#q * B);
      u[x] = d * A;
      v[x] = d * B - this.#bulge * u[x]! * u[x]!;
    }
  }

  /** Pixels a letter height at a point of the page, the root of how areas grow: zoom / d^1.5. */
  scaleAt(u: number, v: number): number {
    const d = 1 + this.#p * u + this.#q * (v + this.#bulge * u * u);
    return this.zoom / (d * Math.sqrt(d));
  }
}
