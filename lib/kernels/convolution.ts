import { type Activation, activationCode } from "./elementwise.ts";
import { type DType, type Engine, wide } from "./engine.ts";
import { sum } from "./reductions.ts";

/** Floating-point operations a nanosecond, one thread, about. */
const RATE = { float32: 30, float64: 15 };
/** The sum over images of ∂w is split into this many sums, whatever the number of threads: the order of additions is fixed. */
const UNITS = 8;
/** Bytes that one line of a packed block has at most. */
const DEPTH_BYTES = 1024;

/** A pair of sizes: down, across. */
export type Pair = readonly [number, number];

/** Sizes of a convolution: x `[images, channels, …size]`, w `[out, channels / groups, …kernel]`. */
export interface ConvolutionShape {
  readonly dtype: DType;
  readonly images: number;
  readonly channels: number;
  readonly size: Pair;
  readonly out: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
}

/** Height and width of what a convolution gives; less than 1 where the kernel does not fit. */
export function convolutionSize({ size, kernel, stride, padding, dilation }: ConvolutionShape): [number, number] {
  const along = (i: 0 | 1): number =>
    Math.floor((size[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1;
  return [along(0), along(1)];
}

/** y = x ∗ w, and with b (a number a channel, 0: none) y = f(x ∗ w + b). y is `[images, out, …convolutionSize]`. */
export function convolve(engine: Engine, shape: ConvolutionShape, { x, w, b, activation, y }: {
  readonly x: number;
  readonly w: number;
  readonly b: number;
  readonly activation: Activation;
  readonly y: number;
}): void {
  const { dtype, images, groups, out } = shape;
  const factor = groups * up(out / groups, 4) * stepsOf(shape) * bytesOf(dtype);
  withWork(engine, "convolve", forward(shape), factor, (work) => {
    const args = [wide(dtype), x, w, b, activationCode(activation), y, engine.tableAt, work];
    engine.run("convolve", cost(shape), images, 1, args);
  });
}

/** dx, the gradient by x, from dy. */
export function convolveInput(engine: Engine, shape: ConvolutionShape, { dy, w, dx }: {
  readonly dy: number;
  readonly w: number;
  readonly dx: number;
}): void {
  const { dtype, images, channels, groups, out, kernel } = shape;
  const factor = groups * up(channels / groups, 4) * (out / groups) * kernel[0] * kernel[1] * bytesOf(dtype);
  withWork(engine, "convolve backwards", backward(shape), factor, (work) => {
    engine.run("convolveInput", cost(shape), images, 1, [wide(dtype), dy, w, dx, engine.tableAt, work]);
  });
}

/** dw, the gradient by w, from x and dy. */
export function convolveWeights(engine: Engine, shape: ConvolutionShape, { x, dy, dw }: {
  readonly x: number;
  readonly dy: number;
  readonly dw: number;
}): void {
  const { dtype, images, groups, out } = shape;
  const { memory } = engine;
  const n = out * stepsOf(shape), units = Math.min(UNITS, images);
  const [tall, broad] = convolutionSize(shape);
  if (tall * broad === 0 || units === 0) return void memory[dtype](dw, n).fill(0);
  const mark = memory.mark();
  const parts = units === 1 ? dw : memory.take(units * n * bytesOf(dtype), "find the gradient by the weights");
  withWork(engine, "find the gradient by the weights", forward(shape), up(out / groups, 4) * DEPTH_BYTES, (work) => {
    const args = [wide(dtype), x, dy, parts, engine.tableAt, work, images, units];
    engine.run("convolveWeights", cost(shape), units, 1, args);
  });
  if (units > 1) sum(engine, { dtype, x: parts, z: dw, outer: 1, count: units, inner: n });
  memory.release(mark);
}

/** z[c] = Σ x over images and places: the gradient by a bias. x is `[images, channels, count]`. */
export function channelSum(engine: Engine, { dtype, images, channels, count, x, z }: {
  readonly dtype: DType;
  readonly images: number;
  readonly channels: number;
  readonly count: number;
  readonly x: number;
  readonly z: number;
}): void {
  const each = images * channels * count * (0.3 + 0.3 * wide(dtype));
  engine.run("channelSum", each, channels, 1, [wide(dtype), x, z, images, channels, count]);
}

/** What a kernel's table and working memory are made from. */
interface Plan {
  readonly shape: ConvolutionShape;
  /** Zeros above and before the image that is read, and its size with all zeros. */
  readonly margin: Pair;
  readonly padded: Pair;
  /** Channels of a group of that image. */
  readonly depth: number;
  readonly pixels: number;
  readonly taps: number;
}

function forward(shape: ConvolutionShape): Plan {
  const { size, padding, channels, groups } = shape;
  const [tall, broad] = convolutionSize(shape);
  const padded: Pair = [size[0] + 2 * padding[0], size[1] + 2 * padding[1]];
  return { shape, margin: padding, padded, depth: channels / groups, pixels: tall * broad, taps: stepsOf(shape) };
}

/** dy is read from `least` to `most` rows (columns) away from where a phase's pixel stands: zeros where it ends before. */
function backward(shape: ConvolutionShape): Plan {
  const { size, kernel, stride, padding, dilation, out, groups } = shape;
  const read = convolutionSize(shape);
  const along = (i: 0 | 1): Pair => {
    const least = Math.floor((padding[i] - dilation[i] * (kernel[i] - 1)) / stride[i]);
    const most = Math.ceil(size[i] / stride[i]) - 1 + Math.floor((stride[i] - 1 + padding[i]) / stride[i]);
    const before = Math.max(0, -least);
    return [before, before + read[i] + Math.max(0, most - (read[i] - 1))];
  };
  const [down, across] = [along(0), along(1)];
  return {
    shape,
    margin: [down[0], across[0]],
    padded: [down[1], across[1]],
    depth: out / groups,
    pixels: Math.ceil(size[0] / stride[0]) * Math.ceil(size[1] / stride[1]),
    taps: (out / groups) * kernel[0] * kernel[1],
  };
}

/** Writes the table, takes every thread's working memory, and gives it back after the kernel has run. */
function withWork(engine: Engine, op: string, plan: Plan, factor: number, run: (work: number) => void): void {
  const { shape, margin, padded, depth } = plan;
  const sizes = [
    4 * up(plan.pixels, 8),
    4 * up(plan.taps, 8),
    4 * up(plan.pixels, 8),
    depth * padded[0] * padded[1] * bytesOf(shape.dtype),
    factor,
  ];
  const offsets: number[] = [];
  let total = 0;
  for (const size of sizes) {
    offsets.push(total);
    total += up(size, 64);
  }
  engine.table.set([
    ...[
      shape.channels,
      ...shape.size,
      shape.out,
      ...shape.kernel,
      ...shape.stride,
      ...shape.padding,
      ...shape.dilation,
    ],
    ...[shape.groups, ...convolutionSize(shape), ...margin, ...padded, ...offsets, total],
  ]);
  const { memory } = engine;
  const mark = memory.mark();
  run(memory.take(engine.threads * total, op));
  memory.release(mark);
}

/** Products that make one number of the result. */
function stepsOf({ channels, groups, kernel }: ConvolutionShape): number {
  return (channels / groups) * kernel[0] * kernel[1];
}

function cost(shape: ConvolutionShape): number {
  const [tall, broad] = convolutionSize(shape);
  return 2 * shape.images * shape.out * tall * broad * stepsOf(shape) / RATE[shape.dtype];
}

function bytesOf(dtype: DType): number {
  return dtype === "float64" ? 8 : 4;
}

function up(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
