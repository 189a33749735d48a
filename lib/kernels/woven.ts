import type { Pair } from "./convolution.ts";
import type { Engine } from "./engine.ts";

/** Nanoseconds a number that changes layout. */
const MOVE = 1;

/** A batch of float32 images. */
export interface Images {
  readonly images: number;
  readonly channels: number;
  readonly size: Pair;
}

/**
 * How many numbers a batch has in the woven layout, `[images / 8][channels][4 rows + 2][4 columns + 2][8]`: eight images
 * innermost, zeros around each image and where its rows and columns are filled up. Where images are filled up to eight
 * there may be anything finite; in a gradient there are zeros, so that sums over images need not know.
 */
export function wovenLength({ images, channels, size }: Images): number {
  return Math.ceil(images / 8) * channels * (up(size[0], 4) + 2) * (up(size[1], 4) + 2) * 8;
}

/** Numbers from one row of a woven image to the next. */
export function wovenRow(width: number): number {
  return 8 * (up(width, 4) + 2);
}

/** Zeros around woven images, and where they are filled up. */
export function clearBorder(engine: Engine, { images, channels, size }: Images, y: number): void {
  const planes = Math.ceil(images / 8) * channels;
  engine.run("wovenBorder", 8 * planes * (size[0] + size[1]), planes, 1, [y, ...size]);
}

/** z = x woven; x is `[images, channels, …size]`. */
export function weave(engine: Engine, batch: Images, { x, z }: { readonly x: number; readonly z: number }): void {
  const planes = Math.ceil(batch.images / 8) * batch.channels;
  engine.run("weave", MOVE * wovenLength(batch), planes, 1, [x, z, batch.images, batch.channels, ...batch.size]);
}

/** x = z as it was before it was woven. */
export function unweave(engine: Engine, batch: Images, { z, x }: { readonly z: number; readonly x: number }): void {
  const planes = Math.ceil(batch.images / 8) * batch.channels;
  engine.run("unweave", MOVE * wovenLength(batch), planes, 1, [z, x, batch.images, batch.channels, ...batch.size]);
}

/** y = the largest of each 2 by 2 of x, then ReLU where asked, both woven; an odd last row or column is left out. */
export function wovenPool(
  engine: Engine,
  batch: Images,
  { x, y, relu }: { readonly x: number; readonly y: number; readonly relu: boolean },
): void {
  const planes = Math.ceil(batch.images / 8) * batch.channels;
  engine.run("wovenPool", wovenLength(batch) / 4, planes, 1, [x, y, relu ? 1 : 0, ...batch.size]);
}

/** dx = dy where x is the first of the largest of its 2 by 2, with `relu` above 0; all woven, `batch` describes x. */
export function wovenPoolGradient(
  engine: Engine,
  batch: Images,
  { x, dy, dx, relu }: {
    readonly x: number;
    readonly dy: number;
    readonly dx: number;
    readonly relu: boolean;
  },
): void {
  const planes = Math.ceil(batch.images / 8) * batch.channels;
  engine.run("wovenPoolGradient", wovenLength(batch) / 2, planes, 1, [x, dy, dx, relu ? 1 : 0, ...batch.size]);
}

function up(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
