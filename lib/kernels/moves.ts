import { collapse, type Strided, writeWalk } from "./elementwise.ts";
import { type DType, type Engine, wide } from "./engine.ts";

/** Nanoseconds an element that is moved, about: in order, and one by one. */
const IN_ORDER = 0.4;
const ONE_BY_ONE = 1;

/** z = x over `shape`, both with strides: permuted axes, slices, and back. Strides of z must not overlap. */
export function copy(engine: Engine, { dtype, shape, x, z }: {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly x: Strided;
  readonly z: Strided;
}): void {
  const n = shape.reduce((product, size) => product * size, 1);
  if (n === 0) return;
  const walk = collapse(shape, x.strides, z.strides);
  writeWalk(engine, walk);
  const rows = n / walk.sizes.at(-1)!;
  engine.run("copyStrided", n * ONE_BY_ONE, rows, 1, [wide(dtype), x.at, z.at, engine.tableAt]);
}

/** z `[columns, rows]` = x `[rows, columns]` transposed. */
export function transpose(engine: Engine, { dtype, x, z, rows, columns }: {
  readonly dtype: DType;
  readonly x: number;
  readonly z: number;
  readonly rows: number;
  readonly columns: number;
}): void {
  if (columns > 0) engine.run("transpose", rows * columns * IN_ORDER, rows, 16, [wide(dtype), x, z, rows, columns]);
}

/** z[i] = x[index[i]] for `rows` rows of `width` numbers; the index is int32, each within x (not checked here). */
export function gatherRows(engine: Engine, { dtype, x, index, z, rows, width }: {
  readonly dtype: DType;
  readonly x: number;
  readonly index: number;
  readonly z: number;
  readonly rows: number;
  readonly width: number;
}): void {
  engine.run("gatherRows", rows * width * IN_ORDER, rows, 1, [wide(dtype), x, index, z, width]);
}

/** z[index[i]] += x[i], i in order, so that rows that meet are summed in one order. */
export function scatterRows(engine: Engine, { dtype, x, index, z, rows, width }: {
  readonly dtype: DType;
  readonly x: number;
  readonly index: number;
  readonly z: number;
  readonly rows: number;
  readonly width: number;
}): void {
  engine.run("scatterRows", rows * width * ONE_BY_ONE, width, 64, [wide(dtype), x, index, z, rows, width]);
}

/** z = x, n numbers, in the number type `to`; x is of the other one. */
export function convert(engine: Engine, { to, x, z, n }: {
  readonly to: DType;
  readonly x: number;
  readonly z: number;
  readonly n: number;
}): void {
  engine.run(to === "float64" ? "widen" : "narrow", n * IN_ORDER, n, 64, [x, z]);
}
