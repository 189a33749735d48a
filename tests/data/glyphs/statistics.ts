import type { Dataset } from "nnr/data";

/** What the ink of a set's letters looks like, without asking which letters they are. */
export interface InkStatistics {
  /** Mean over all pixels, 0 paper, 1 ink. */
  readonly "mean ink": number;
  /** Share of pixels between 0.1 and 0.9. */
  readonly "grey pixels": number;
  /** Medians, in pixels, of the box around all pixels of at least half ink. */
  readonly "width of the ink": number;
  /** See width. */
  readonly "height of the ink": number;
  /** See width. */
  readonly "longer side": number;
  /** Median, in pixels, of twice the largest distance of ink to paper. */
  readonly "thickest place": number;
}

const SIDE = 32;
/** Of the 36 classes, and of the 26. */
const LETTERS = 26;
/** No stroke reaches farther from its middle. */
const REACH = 12;

/** Of a set's letters; `ink` turns a stored value into a share of ink. */
export function inkStatistics(set: Dataset, ink: (value: number) => number): InkStatistics {
  const found: number[][] = [[], [], [], [], [], []];
  const { images, labels } = set;
  for (let i = 0; i < set.length; i++) {
    if (labels[i]! >= LETTERS) continue;
    const values = Array.from(images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), ink);
    const [left, top, right, bottom] = box(values);
    const [width, height] = [right - left, bottom - top];
    [
      mean(values),
      mean(values.map((value) => value > 0.1 && value < 0.9 ? 1 : 0)),
      width,
      height,
      Math.max(width, height),
      thickest(values),
    ].forEach((value, k) => found[k]!.push(value));
  }
  const [share, grey, width, height, long, thick] = found;
  return {
    "mean ink": mean(share!),
    "grey pixels": mean(grey!),
    "width of the ink": median(width!),
    "height of the ink": median(height!),
    "longer side": median(long!),
    "thickest place": median(thick!),
  };
}

/** Left, top, right and bottom of the pixels that are ink for the most part; right and bottom lie behind the last. */
export function box(image: readonly number[]): [number, number, number, number] {
  const dark = image.flatMap((value, i) => value >= 0.5 ? [i] : []);
  const columns = dark.map((i) => i % SIDE);
  const rows = dark.map((i) => Math.floor(i / SIDE));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns) + 1, Math.max(...rows) + 1];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Twice the largest distance between a pixel of ink and the nearest of paper. */
function thickest(image: readonly number[]): number {
  let most = 0;
  for (let at = 0; at < image.length; at++) {
    if (image[at]! >= 0.5) most = Math.max(most, 2 * distance(image, at, most / 2));
  }
  return most;
}

/** From a pixel to the nearest paper; gives up, with 0, where that is no more than `least`. */
function distance(image: readonly number[], at: number, least: number): number {
  const x = at % SIDE, y = Math.floor(at / SIDE);
  let nearest = REACH;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const far = Math.sqrt(dx * dx + dy * dy);
      if (far >= nearest) continue;
      const [column, row] = [x + dx, y + dy];
      const inside = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
      if (inside && image[row * SIDE + column]! >= 0.5) continue;
      if (far <= least) return 0;
      nearest = far;
    }
  }
  return nearest;
}
