/** (−1)ⁿ / (2n + 1) for n = 10 … 0. */
const TERMS: readonly number[] = Array.from({ length: 11 }, (_, i) => (i % 2 === 0 ? 1 : -1) / (21 - 2 * i));

/** tan (π / 16) is below this. */
const SMALL = 0.2;

/**
 * The angle of the point (x, y), for x and y of at least 0: from 0 to π/2, within 4 ulp; 0 for the origin.
 *
 * The smaller over the larger is the tangent t of an angle of at most π/4; atan t = 2 atan (t / (1 + √(1 + t²))) halves it
 * until Taylor's series to the 21st power is enough.
 */
export function atan2(y: number, x: number): number {
  if (y > x) return Math.PI / 2 - atan2(x, y);
  let t = y === 0 ? 0 : y / x;
  let halves = 1;
  for (; t > SMALL; halves *= 2) t /= 1 + Math.sqrt(1 + t * t);
  const square = t * t;
  let sum = 0;
  for (const term of TERMS) sum = sum * square + term;
  return halves * (t * sum);
}
