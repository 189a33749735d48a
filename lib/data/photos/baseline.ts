import { box } from "../glyphs/outline.ts";

/** Lines of less than this, in letter heights from their middle to an end, curve less. */
const LONG = 5;

/**
 * Takes a line that was written on y = 0 to its baseline: with t from −1 to 1 along it, y = base + slope (x − middle) + sag (1 − t²);
 * a short line sags less. Each letter moves and turns as a whole.
 */
export function bend(letters: readonly (readonly Float64Array[])[], base: number, slope: number, sag: number): void {
  const [left, , right] = box(letters.flat());
  const middle = (left + right) / 2, half = (right - left) / 2;
  const hang = sag * Math.min(1, half / LONG);
  for (const contours of letters) {
    const [from, , to] = box(contours);
    const x0 = (from + to) / 2, t = (x0 - middle) / half;
    const y0 = base + slope * (x0 - middle) + hang * (1 - t * t);
    const turn = slope - 2 * hang * t / half;
    const cosine = 1 / Math.sqrt(1 + turn * turn), sine = turn * cosine;
    for (const points of contours) {
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i]! - x0, y = points[i + 1]!;
        points[i] = x0 + cosine * x - sine * y;
        points[i + 1] = y0 + sine * x + cosine * y;
      }
    }
  }
}
