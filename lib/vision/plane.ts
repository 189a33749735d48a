/** Values of a picture, row after row. Length of `data`: `width` × `height`. */
export interface Plane {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The value of row y and column x is at y · width + x. */
  readonly data: Float32Array;
}

/** Pixels that belong to something (1) or not (0), row after row. Length of `data`: `width` × `height`. */
export interface Mask {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The value of row y and column x is at y · width + x. */
  readonly data: Uint8Array;
}

/** A rectangle in pixels: the columns x … x + width, the rows y … y + height. */
export interface Box {
  /** The first column. */
  readonly x: number;
  /** The first row. */
  readonly y: number;
  /** How many columns. */
  readonly width: number;
  /** How many rows. */
  readonly height: number;
}

/** The smallest box around some. */
export function around(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
