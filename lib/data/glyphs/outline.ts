/** The lines around a character's ink. */
export interface Outline {
  /**
   * Closed lines of short straight pieces, each `x0, y0, x1, y1, …`, y growing downwards; ink is where their winding number
   * is not 0. Moved and scaled so that the middle of the ink is at 0 and its long side 1.
   */
  readonly contours: readonly Float64Array[];
  /** Width of the writer's pen in the same unit. */
  readonly pen: number;
}

/** A step of an outline as a font gives it: straight, quadratic or cubic; coordinates in em. */
export type PathCommand =
  | { readonly type: "M"; readonly x: number; readonly y: number }
  | { readonly type: "L"; readonly x: number; readonly y: number }
  | { readonly type: "Q"; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
  | {
    readonly type: "C";
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
    readonly x: number;
    readonly y: number;
  }
  | { readonly type: "Z" };

/** Longest piece, in em: about a pixel of the drawn character, so that a warp bends straight strokes too. */
const PIECE = 0.03;

/** The closed lines of a path, its curves and long lines cut into pieces. */
export function flatten(path: readonly PathCommand[]): Float64Array[] {
  const contours: number[][] = [];
  let line: number[] = [];
  for (const step of path) {
    if (step.type === "M") contours.push(line = [step.x, step.y]);
    else if (step.type === "Z") cut(line, [line[0]!, line[1]!]);
    else if (step.type === "L") cut(line, [step.x, step.y]);
    else if (step.type === "Q") cut(line, [step.x1, step.y1, step.x, step.y]);
    else cut(line, [step.x1, step.y1, step.x2, step.y2, step.x, step.y]);
  }
  return contours.map((points) => Float64Array.from(points));
}

/** Appends the Bézier curve from the line's end through the control points `to` (x, y, x, y, …), in equal steps of its parameter. */
function cut(line: number[], to: readonly number[]): void {
  const controls = [line.at(-2)!, line.at(-1)!, ...to];
  let length = 0;
  for (let i = 2; i < controls.length; i += 2) {
    const dx = controls[i]! - controls[i - 2]!, dy = controls[i + 1]! - controls[i - 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  const pieces = Math.ceil(length / PIECE);
  for (let piece = 1; piece <= pieces; piece++) {
    const t = piece / pieces;
    // de Casteljau: repeated interpolation between neighbours
    const points = controls.slice();
    for (let count = points.length - 2; count > 0; count -= 2) {
      for (let i = 0; i < count; i++) points[i] = (1 - t) * points[i]! + t * points[i + 2]!;
    }
    line.push(points[0]!, points[1]!);
  }
}

/** Width of the strokes that closed lines surround: a stroke of length l and width w has area l w and perimeter 2 (l + w). */
export function strokeWidth(contours: readonly Float64Array[]): number {
  let area = 0, perimeter = 0;
  for (const points of contours) {
    let x0 = points.at(-2)!, y0 = points.at(-1)!;
    for (let i = 0; i < points.length; i += 2) {
      const x1 = points[i]!, y1 = points[i + 1]!;
      area += (x0 * y1 - x1 * y0) / 2;
      perimeter += Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
      x0 = x1;
      y0 = y1;
    }
  }
  const half = perimeter / 4;
  return half - Math.sqrt(Math.max(0, half * half - Math.abs(area)));
}

/** The box around some lines: `[left, top, right, bottom]`. */
export function box(contours: readonly Float64Array[]): [number, number, number, number] {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const points of contours) {
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!, y = points[i + 1]!;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return [left, top, right, bottom];
}

/** Closed lines drawn by a pen, moved and scaled to an outline's frame. */
export function normalised(contours: readonly Float64Array[], pen: number): Outline {
  const [left, top, right, bottom] = box(contours);
  const long = Math.max(right - left, bottom - top);
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  return {
    contours: contours.map((points) => points.map((value, i) => (value - middle[i & 1]!) / long)),
    pen: pen / long,
  };
}
