import { type DType, type Engine, wide } from "./engine.ts";

/** Nanoseconds an element, about. */
const COST = [0.4, 0.8] as const;
/** Columns of one share of work, as the kernels count them. */
const COLUMNS = 32;

/** One axis of x, seen as `[outer, count, inner]`, is folded: z is `[outer, inner]`. */
export interface Reduction {
  readonly dtype: DType;
  readonly x: number;
  readonly z: number;
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

/** z = Σ x, gathered in float64. */
export function sum(engine: Engine, reduction: Reduction): void {
  divided(engine, reduction, 1);
}

/** z = Σ x / count; NaN when count is 0. */
export function mean(engine: Engine, reduction: Reduction): void {
  divided(engine, reduction, reduction.count);
}

function divided(engine: Engine, { dtype, x, z, outer, count, inner }: Reduction, divisor: number): void {
  const cost = outer * count * inner * COST[wide(dtype)];
  engine.run("sum", cost, shares(outer, inner), 1, [wide(dtype), x, z, count, inner, divisor]);
}

/** z = max x; NaN if there is one among them, −Infinity when count is 0. */
export function largest(engine: Engine, { dtype, x, z, outer, count, inner }: Reduction): void {
  const cost = outer * count * inner * COST[wide(dtype)];
  engine.run("largest", cost, shares(outer, inner), 1, [wide(dtype), x, z, count, inner]);
}

function shares(outer: number, inner: number): number {
  return inner === 1 ? outer : outer * Math.ceil(inner / COLUMNS);
}

/** dx = dz at the first element that equals z = max x, 0 elsewhere. */
export function largestGradient(
  engine: Engine,
  { dtype, x, z, outer, count, inner, dz, dx }: Reduction & { readonly dz: number; readonly dx: number },
): void {
  engine.run("largestGradient", outer * count * inner, outer * inner, 16, [wide(dtype), x, z, dz, dx, count, inner]);
}

/** Where the largest number of each row stands, as int32; the first of equals. count must be at least 1. */
export function argmax(engine: Engine, { dtype, x, z, rows, count }: {
  readonly dtype: DType;
  readonly x: number;
  readonly z: number;
  readonly rows: number;
  readonly count: number;
}): void {
  engine.run("argmax", rows * count, rows, 1, [wide(dtype), x, z, count]);
}

/** z[i] = Σ x[i] y[i] over rows of `count` numbers, gathered in float64; z is float64 whatever x and y are. */
export function dot(engine: Engine, { dtype, x, y, z, rows, count }: {
  readonly dtype: DType;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly rows: number;
  readonly count: number;
}): void {
  engine.run("dot", rows * count * COST[wide(dtype)], rows, 1, [wide(dtype), x, y, z, count]);
}
