/** The curve that a line of text follows: y = a + b (x − origin) + c (x − origin)². */
export interface Axis {
  /** The column that x is counted from. */
  readonly origin: number;
  /** The row there. */
  readonly a: number;
  /** The slope there, rows per column: positive falls to the right. */
  readonly b: number;
  /** Half the change of the slope per column. */
  readonly c: number;
}

/** Points for a slope of their own, and for a bend. */
const FOR_SLOPE = 2;
const FOR_BEND = 5;
/** Rounds of reweighting, after which weights hardly move. */
const ROUNDS = 5;

/** The height of an axis at x. */
export function axisAt({ origin, a, b, c }: Axis, x: number): number {
  const t = x - origin;
  return a + t * (b + t * c);
}

/** The slope of an axis at x. */
export function slopeAt({ origin, b, c }: Axis, x: number): number {
  return b + 2 * c * (x - origin);
}

/**
 * The axis through points, by least squares with weights 1 / (1 + (r / spread)²), r a point's distance from it (Cauchy's weights),
 * so that a comma or a tail does not bend it.
 *
 * One point gives a level axis through it with the slope given, two to four a straight one, five or more a parabola.
 */
export function fitAxis(points: readonly (readonly [number, number])[], spread: number, slope: number): Axis {
  const origin = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const terms = points.length >= FOR_BEND ? 3 : points.length >= FOR_SLOPE ? 2 : 1;
  const span = Math.max(...points.map(([x]) => Math.abs(x - origin)), 1);
  let weights = points.map(() => 1);
  let axis: Axis = { origin, a: points[0]![1], b: slope, c: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b = 0, c = 0] = leastSquares(
      points.map(([x]) => (x - origin) / span),
      points.map(([x, y]) => terms === 1 ? y - slope * (x - origin) : y),
      weights,
      terms,
    );
    axis = { origin, a: a!, b: terms === 1 ? slope : b / span, c: c / span ** 2 };
    weights = points.map(([x, y]) => 1 / (1 + ((y - axisAt(axis, x)) / spread) ** 2));
  }
  return axis;
}

/** The coefficients of 1, t, t² … that make Σ w (y − p(t))² least, by Gauss's elimination of the normal equations. */
function leastSquares(
  ts: readonly number[],
  ys: readonly number[],
  weights: readonly number[],
  terms: number,
): number[] {
  const rows = Array.from(
    { length: terms },
    (_, i) =>
      Array.from(
        { length: terms + 1 },
        (_, j) => ts.reduce((sum, t, k) => sum + weights[k]! * t ** i * (j < terms ? t ** j : ys[k]!), 0),
      ),
  );
  for (let i = 0; i < terms; i++) {
    // Points above one another leave no slope: a term that nothing determines is 0.
    if (Math.abs(rows[i]![i]!) < 1e-9) rows[i] = rows[i]!.map((_, j) => j === i ? 1 : 0);
    for (let k = 0; k < terms; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= terms; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[terms]! / row[i]!);
}
