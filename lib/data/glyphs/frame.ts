import { Dataset } from "../dataset.ts";

/** How a character lies in its image. */
interface Frame {
  /** Pixels a side. */
  readonly side: number;
  /** Whether ink is white on black. */
  readonly white: boolean;
  /** Pixels of the longer side of the ink's box; the shorter one keeps its proportion. */
  readonly long: number;
  /** What lies in the middle: the ink's box, or its centre of mass. */
  readonly centre: "box" | "mass";
  /** Where that middle lies, in pixels from the left and upper edges. */
  readonly middle: number;
  /** Variance of a blur, in square pixels. */
  readonly blur: number;
}

/** Y. LeCun's page: fitted into 20 × 20, the centre of mass in the middle of 28 × 28. The files have it at pixel 14 (14.5). */
const MNIST: Frame = { side: 28, white: true, long: 20, centre: "mass", middle: 14.5, blur: 0 };
/**
 * Cohen et al. 2017, fig. 1: 128 × 128 pixels, blurred by a Gaussian of deviation 1, the part with the character centred in a square
 * with a border of 2 pixels, resized to 28 × 28. Characters are some 60 of the 128 pixels high, so that the blur is 24/60 pixels.
 */
const EMNIST: Frame = { side: 28, white: true, long: 24, centre: "box", middle: 14, blur: 0.16 };
/** Glyph36's own: the long side's median, the box in the middle. */
const GLYPH36: Frame = { side: 32, white: false, long: 25, centre: "box", middle: 16, blur: 0 };

/** What counts as ink when its box is sought: a quarter of full ink. */
const INK = 64;
/** Samples a side of each new pixel. */
const SAMPLES = 4;

/**
 * A set's images as MNIST's are: 28 × 28, white on black, fitted into 20 × 20, the centre of mass in the middle.
 *
 * Takes square images of dark ink or white: the paper is what their corners are.
 *
 * @throws {RangeError} when the images are not square bytes of one channel.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { glyph36, mnistView } from "nnr/data";
 *
 * const digits = mnistView(glyph36("test", { count: 36 }));
 * expect([digits.shape, digits.images[0]]).toEqual([[28, 28], 0]);
 * ```
 */
export function mnistView(set: Dataset): Dataset {
  return viewed(set, "as MNIST", MNIST);
}

/** A set's images as EMNIST's are: 28 × 28, white on black, the long side 24, the box in the middle, softly blurred. See `mnistView`. */
export function emnistView(set: Dataset): Dataset {
  return viewed(set, "as EMNIST", EMNIST);
}

/** A set's images as Glyph36's are: 32 × 32, black on white, the long side 25, the box in the middle. See `mnistView`. */
export function glyphView(set: Dataset): Dataset {
  return viewed(set, "as Glyph36", GLYPH36);
}

function viewed(set: Dataset, as: string, frame: Frame): Dataset {
  const [side = 0, width] = set.shape;
  if (set.shape.length !== 2 || side !== width || !(set.images instanceof Uint8Array)) {
    throw new RangeError(`Cannot view ${set.name} ${as}: its images must be square, of one channel, in bytes`);
  }
  const { images, pixels } = set;
  const size = frame.side * frame.side;
  const bytes = new Uint8Array(set.length * size);
  for (let i = 0; i < set.length; i++) {
    bytes.set(framed(inkOf(images.subarray(i * pixels, (i + 1) * pixels), side), side, frame), i * size);
  }
  return new Dataset({
    name: `${set.name}, ${as}`,
    source: set.source,
    licence: set.licence,
    classes: set.classes,
    shape: [frame.side, frame.side],
    images: bytes,
    labels: set.labels,
  });
}

/** 255 where ink is full, 0 on paper, which is what the corners are. */
function inkOf(image: Uint8Array, side: number): Uint8Array {
  const corners = image[0]! + image[side - 1]! + image.at(-side)! + image.at(-1)!;
  return corners > 2 * 255 ? image.map((value) => 255 - value) : image;
}

/** One image, scaled and moved into a frame: each new pixel is the mean of samples between the old ones. */
function framed(ink: Uint8Array, from: number, { side, white, long, centre, middle, blur }: Frame): Uint8Array {
  const [left, top, right, bottom] = inkBox(ink, from);
  const scale = Math.max(right - left, bottom - top) / long;
  const [x, y] = centre === "box" ? [(left + right) / 2, (top + bottom) / 2] : centreOfMass(ink, from);
  const sums = new Float64Array(side * side);
  for (let row = 0; row < side * SAMPLES; row++) {
    const v = y + ((row + 0.5) / SAMPLES - middle) * scale;
    for (let column = 0; column < side * SAMPLES; column++) {
      const u = x + ((column + 0.5) / SAMPLES - middle) * scale;
      sums[Math.floor(row / SAMPLES) * side + Math.floor(column / SAMPLES)]! += between(ink, from, u - 0.5, v - 0.5);
    }
  }
  const across = blurred(sums, side, 1, blur);
  return Uint8Array.from(blurred(across, side, side, blur), (sum) => {
    const value = Math.round(sum / (SAMPLES * SAMPLES));
    return white ? value : 255 - value;
  });
}

/** Left, top, right and bottom edge of the ink; the whole image where there is none. */
function inkBox(ink: Uint8Array, side: number): [number, number, number, number] {
  let left = side, top = side, right = 0, bottom = 0;
  for (let at = 0; at < ink.length; at++) {
    if (ink[at]! < INK) continue;
    const column = at % side, row = Math.floor(at / side);
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  return right > left ? [left, top, right, bottom] : [0, 0, side, side];
}

function centreOfMass(ink: Uint8Array, side: number): [number, number] {
  let mass = 0, x = 0, y = 0;
  for (let at = 0; at < ink.length; at++) {
    mass += ink[at]!;
    x += ink[at]! * (at % side + 0.5);
    y += ink[at]! * (Math.floor(at / side) + 0.5);
  }
  return mass > 0 ? [x / mass, y / mass] : [side / 2, side / 2];
}

/** The value at column u and row v, which lie between pixels; 0 outside. */
function between(ink: Uint8Array, side: number, u: number, v: number): number {
  const column = Math.floor(u), row = Math.floor(v);
  const right = u - column, down = v - row;
  const at = (i: number, j: number): number => i >= 0 && i < side && j >= 0 && j < side ? ink[i * side + j]! : 0;
  return (1 - down) * ((1 - right) * at(row, column) + right * at(row, column + 1)) +
    down * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1));
}

/** Each value v between its neighbours along one axis: v + σ² / 2 (before − 2 v + after), the variance of a Gaussian of deviation σ. */
function blurred(values: Float64Array, side: number, step: number, variance: number): Float64Array {
  return values.map((value, at) => {
    const place = Math.floor(at / step) % side;
    const before = place > 0 ? values[at - step]! : 0;
    const after = place < side - 1 ? values[at + step]! : 0;
    return value + variance / 2 * (before - 2 * value + after);
  });
}
