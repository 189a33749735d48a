import type { Engine } from "./engine.ts";
import type { Images } from "./woven.ts";

/** Nanoseconds a pixel, about: where it comes from, what is read there in each channel, and what its neighbours do to it. */
const FIND = 1;
const SAMPLE = 0.7;
const DRAW = 0.5;
/** Nanoseconds a product, about. */
const MULTIPLY = 0.2;

/**
 * z = x bent: row i, column j is x at column a j + b i + c and row d j + e i + f, between pixels along straight lines, beyond the
 * image its edge. `maps` holds a … f of each image; `field`, unless 0, is `[images, 2, height, width]`: what is added to column
 * and row. All float32, x and z apart, images at least 4 wide and 2 high. The bits are the same in every arithmetic.
 */
export function warp(engine: Engine, { images, channels, size: [height, width] }: Images, { x, z, maps, field }: {
  readonly x: number;
  readonly z: number;
  readonly maps: number;
  readonly field: number;
}): void {
  const nanoseconds = images * height * width * (FIND + SAMPLE * channels);
  engine.run("warp", nanoseconds, images, 1, [x, z, maps, field, channels, height, width]);
}

/**
 * Small matrices z `[m, n]` = a `[m, k]` · b `[k, n]`, `count` of them, n at least 4; `shared` is the same for all. All float32.
 * The bits are the same in every arithmetic, and do not depend on how many there are.
 */
export function multiplyEach(engine: Engine, { a, b, z, count, m, k, n, shared }: {
  readonly a: number;
  readonly b: number;
  readonly z: number;
  readonly count: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly shared: "a" | "b";
}): void {
  const steps = [shared === "a" ? 0 : 4 * m * k, shared === "b" ? 0 : 4 * k * n] as const;
  engine.run("products", count * m * k * n * MULTIPLY, count, 1, [a, steps[0], b, steps[1], z, m, k, n]);
}

/**
 * z = x + |t| (m − x), t an image's number of `amounts`, in [−1, 1]; m is the mean of a pixel's four neighbours, or, unless
 * `mean`, the least of pixel and neighbours where t is above 0 and the largest where it is below. A pixel at an edge is its
 * own neighbour there. All float32, x and z apart, images at least 4 wide. The bits are the same in every arithmetic.
 */
export function spread(engine: Engine, { images, channels, size: [height, width] }: Images, { x, z, amounts, mean }: {
  readonly x: number;
  readonly z: number;
  readonly amounts: number;
  readonly mean: boolean;
}): void {
  const nanoseconds = images * channels * height * width * DRAW;
  engine.run("spread", nanoseconds, images, 1, [x, z, amounts, Number(mean), channels, height, width]);
}
