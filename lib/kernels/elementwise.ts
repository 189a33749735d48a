import { type DType, type Engine, wide } from "./engine.ts";

/** Functions of one number, with what one element costs in nanoseconds (float32, float64). The order is the kernels'. */
const unaries = {
  neg: [0.2, 0.4],
  abs: [0.2, 0.4],
  sqrt: [0.5, 2],
  exp: [1.5, 8],
  log: [2, 10],
  tanh: [3, 15],
  sigmoid: [2.5, 10],
  relu: [0.2, 0.4],
  gelu: [60, 60],
} as const;

/** The name of a function of one number. */
export type UnaryOp = keyof typeof unaries;

const unaryOps = Object.keys(unaries) as UnaryOp[];

/** What the gradient of a function is computed from: its input x, its output y, or neither. */
export const gradientFrom: Readonly<Record<UnaryOp, "x" | "y" | "neither">> = {
  neg: "neither",
  abs: "x",
  sqrt: "y",
  exp: "y",
  log: "x",
  tanh: "y",
  sigmoid: "y",
  relu: "y",
  gelu: "x",
};

/** y = f(x) for n numbers; y may be x. */
export function unary(engine: Engine, op: UnaryOp, { dtype, x, y, n }: {
  readonly dtype: DType;
  readonly x: number;
  readonly y: number;
  readonly n: number;
}): void {
  engine.run("unary", n * unaries[op][wide(dtype)], n, 64, [wide(dtype), unaryOps.indexOf(op), x, y]);
}

/** dx = dy f′(x) for n numbers; `from` points to what `gradientFrom` says; dx may be dy or `from`. */
export function unaryGradient(engine: Engine, op: UnaryOp, { dtype, from, dy, dx, n }: {
  readonly dtype: DType;
  readonly from: number;
  readonly dy: number;
  readonly dx: number;
  readonly n: number;
}): void {
  const cost = n * (op === "gelu" ? 60 : 0.4 + 0.4 * wide(dtype));
  engine.run("unaryGradient", cost, n, 64, [wide(dtype), unaryOps.indexOf(op), from, dy, dx]);
}

/** Activations that can follow a bias in one pass. */
export type Activation = "none" | "relu" | "tanh" | "sigmoid";

/** An activation as the kernels count it. */
export function activationCode(f: Activation): number {
  return f === "none" ? -1 : unaryOps.indexOf(f);
}

/**
 * y = f(x + b), b one number a channel: x is `[outer, channels, inner]`, so inner is 1 behind a dense layer and height
 * times width behind a convolution. y may be x.
 */
export function biasActivation(engine: Engine, f: Activation, { dtype, x, b, y, outer, channels, inner }: {
  readonly dtype: DType;
  readonly x: number;
  readonly b: number;
  readonly y: number;
  readonly outer: number;
  readonly channels: number;
  readonly inner: number;
}): void {
  const each = 0.3 + (f === "none" ? 0 : unaries[f][wide(dtype)]);
  const rows = inner === 1 ? outer : outer * channels;
  engine.run("bias", outer * channels * inner * each, rows, 1, [
    wide(dtype),
    activationCode(f),
    x,
    b,
    y,
    channels,
    inner,
  ]);
}

const binaryOps = ["add", "sub", "mul", "div", "max", "min"] as const;

/** The name of a function of two numbers; max and min give NaN where one is NaN. */
export type BinaryOp = typeof binaryOps[number];

/** An operand of a walk: where it begins, and how many elements one step along each axis is (0: repeated). */
export interface Strided {
  readonly at: number;
  readonly strides: readonly number[];
}

/**
 * z = x ∘ y over `shape`, z contiguous; strides of 0 broadcast. z may be an operand that is contiguous itself.
 */
export function binary(engine: Engine, op: BinaryOp, { dtype, shape, x, y, z }: {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly x: Strided;
  readonly y: Strided;
  readonly z: number;
}): void {
  const walk = collapse(shape, x.strides, y.strides);
  const code = binaryOps.indexOf(op);
  const n = walk.sizes.reduce((product, size) => product * size, 1);
  const cost = n * (0.4 + 0.4 * wide(dtype));
  const [first, ...others] = walk.sizes as [number, ...number[]];
  const xStep = walk.x[0]!, yStep = walk.y[0]!;
  if (others.length === 0 && (xStep === 0 || xStep === 1) && (yStep === 0 || yStep === 1)) {
    engine.run("binary", cost, first, 64, [wide(dtype), code, x.at, xStep, y.at, yStep, z]);
  } else {
    writeWalk(engine, walk);
    const rows = n === 0 ? 0 : n / walk.sizes.at(-1)!;
    engine.run("binaryStrided", cost, rows, 1, [wide(dtype), code, x.at, y.at, z, engine.tableAt]);
  }
}

/** A walk over two arrays at once: sizes and both arrays' strides, outermost axis first. */
export interface Walk {
  readonly sizes: number[];
  readonly x: number[];
  readonly y: number[];
}

/** The same walk with as few axes as possible: those of size 1 vanish, neighbours that continue each other are joined. */
export function collapse(shape: readonly number[], x: readonly number[], y: readonly number[]): Walk {
  const walk: Walk = { sizes: [], x: [], y: [] };
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = walk.sizes.length - 1;
    if (last >= 0 && walk.x[last] === size * x[axis]! && walk.y[last] === size * y[axis]!) {
      walk.sizes[last]! *= size;
      walk.x[last] = x[axis]!;
      walk.y[last] = y[axis]!;
    } else {
      walk.sizes.push(size);
      walk.x.push(x[axis]!);
      walk.y.push(y[axis]!);
    }
  });
  if (walk.sizes.length === 0) {
    walk.sizes.push(1);
    walk.x.push(1);
    walk.y.push(1);
  }
  return walk;
}

/** Writes a walk where the kernels read it. */
export function writeWalk({ table }: Engine, { sizes, x, y }: Walk): void {
  table.set([sizes.length, ...sizes, ...x, ...y]);
}
