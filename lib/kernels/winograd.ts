import type { Pair } from "./convolution.ts";
import type { Engine } from "./engine.ts";
import type { Images } from "./woven.ts";

/** Products of the definition a nanosecond, one thread, about: a quarter of them are done. */
const RATE = 60;
/** Tiles of one block, as the kernels count them. */
const TILES = 4;
const TILES_BACK = 8;
/** The sum of ∂w is split into this many sums, whatever the number of threads. */
const UNITS = 4;
/** Transformed values of a tile, and the bytes between them beyond their size. */
const FREQUENCIES = 36;
const SKEW = 192;

/** A 3 by 3 convolution with stride 1 and padding 1 of woven float32 images: `channels` to `out`. */
export interface Winograd extends Images {
  readonly out: number;
}

/** y = x ∗ w + b, then ReLU where asked: x and y woven, w `[out, channels, 3, 3]`, b `[out]` or 0 for none. */
export function winograd(
  engine: Engine,
  { images, channels, size, out }: Winograd,
  { relu, ...at }: Pointers & { readonly relu: boolean },
): void {
  through(engine, at, { images, steps: channels, rows: out, size, out, channels, turned: false, relu });
}

/** dx from dy, both woven. */
export function winogradInput(
  engine: Engine,
  { images, channels, size, out }: Winograd,
  { dy, w, dx }: { readonly dy: number; readonly w: number; readonly dx: number },
): void {
  const pass = { images, steps: out, rows: channels, size, out, channels, turned: true, relu: false };
  through(engine, { x: dy, w, b: 0, y: dx }, pass);
}

/** dw `[out, channels, 3, 3]` from x and dy, both woven. */
export function winogradWeights(
  engine: Engine,
  { images, channels, size, out }: Winograd,
  { x, dy, dw }: { readonly x: number; readonly dy: number; readonly dw: number },
): void {
  const { memory } = engine;
  const groups = Math.ceil(images / 8), blocks = Math.ceil(tilesOf(groups, size) / TILES_BACK);
  if (blocks === 0) return void memory.float32(dw, out * channels * 9).fill(0);
  const units = Math.min(UNITS, blocks), tall = up(channels, 4), wide = up(out, 8);
  const mark = memory.mark();
  const du = memory.take(units * FREQUENCIES * (4 * tall * wide + SKEW), "find the gradient by the weights");
  const bytes = up(FREQUENCIES * (32 * TILES_BACK * (tall + wide) + 2 * SKEW), 64);
  const work = memory.take(engine.threads * bytes, "find the gradient by the weights");
  const args = [x, dy, du, groups, channels, out, ...size, work, bytes, units];
  engine.run("winogradWeights", cost(images, size, channels, out), units, 1, args);
  engine.run("winogradWeightsEnd", 10 * units * tall * wide * FREQUENCIES / 4, channels, 1, [
    du,
    dw,
    channels,
    out,
    units,
  ]);
  memory.release(mark);
}

interface Pointers {
  readonly x: number;
  readonly w: number;
  readonly b: number;
  readonly y: number;
}

interface Pass {
  readonly images: number;
  readonly size: Pair;
  readonly out: number;
  readonly channels: number;
  /** Channels of what goes in and of what comes out. */
  readonly steps: number;
  readonly rows: number;
  /** Towards the input. */
  readonly turned: boolean;
  readonly relu: boolean;
}

function through(engine: Engine, at: Pointers, pass: Pass): void {
  const { images, size, out, channels, steps, rows, turned, relu } = pass;
  const { memory } = engine;
  const groups = Math.ceil(images / 8), mark = memory.mark();
  const u = memory.take(FREQUENCIES * (4 * up(rows, 4) * steps + SKEW), "convolve");
  const bytes = up(FREQUENCIES * (32 * TILES * (steps + up(rows, 4)) + 2 * SKEW), 64);
  const work = memory.take(engine.threads * bytes, "convolve");
  const filters = 10 * FREQUENCIES * rows * steps / 4;
  engine.run("winogradFilters", filters, Math.ceil(rows / 4), 1, [at.w, u, out, channels, turned ? 1 : 0]);
  const blocks = Math.ceil(tilesOf(groups, size) / TILES);
  const args = [at.x, u, at.b, at.y, groups, steps, rows, ...size, work, bytes, relu ? 1 : 0];
  engine.run("winograd", cost(images, size, channels, out), blocks, 1, args);
  memory.release(mark);
}

function tilesOf(groups: number, size: Pair): number {
  return groups * Math.ceil(size[0] / 4) * Math.ceil(size[1] / 4);
}

function cost(images: number, size: Pair, channels: number, out: number): number {
  return 2 * 9 * images * size[0] * size[1] * channels * out / RATE;
}

function up(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
