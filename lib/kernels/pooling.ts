import type { Pair } from "./convolution.ts";
import { type DType, type Engine, wide } from "./engine.ts";

/** Sizes of a pooling over planes: x is `[planes, …size]`. */
export interface PoolingShape {
  readonly dtype: DType;
  /** Images times channels. */
  readonly planes: number;
  readonly size: Pair;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  /** Also counts windows that end beyond the padding, if they begin within the image or the padding before it. */
  readonly ceil: boolean;
}

/** Height and width of what pooling gives. */
export function poolingSize({ size, kernel, stride, padding, ceil }: PoolingShape): [number, number] {
  const along = (i: 0 | 1): number => {
    const steps = (size[i] + 2 * padding[i] - kernel[i]) / stride[i];
    if (!ceil) return Math.floor(steps) + 1;
    const count = Math.ceil(steps) + 1;
    return (count - 1) * stride[i] >= size[i] + padding[i] ? count - 1 : count;
  };
  return [along(0), along(1)];
}

/** y = the largest number of each window, then ReLU where asked; padding is never the largest. */
export function maxPool(
  engine: Engine,
  shape: PoolingShape,
  { x, y, relu }: { readonly x: number; readonly y: number; readonly relu: boolean },
): void {
  run(engine, "maxPool", shape, [x, y, relu ? 1 : 0]);
}

/** dx = Σ dy over the windows in which x is the first of the largest, with `relu` where it is above 0. */
export function maxPoolGradient(
  engine: Engine,
  shape: PoolingShape,
  { x, dy, dx, relu }: { readonly x: number; readonly dy: number; readonly dx: number; readonly relu: boolean },
): void {
  run(engine, "maxPoolGradient", shape, [x, dy, dx, relu ? 1 : 0]);
}

/** y = the mean of each window, padding counted as zeros. */
export function meanPool(
  engine: Engine,
  shape: PoolingShape,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  run(engine, "meanPool", shape, [x, y]);
}

/** dx from dy, each shared out evenly over its window. */
export function meanPoolGradient(
  engine: Engine,
  shape: PoolingShape,
  { dy, dx }: { readonly dy: number; readonly dx: number },
): void {
  run(engine, "meanPoolGradient", shape, [dy, dx]);
}

function run(engine: Engine, kernel: string, shape: PoolingShape, pointers: readonly number[]): void {
  const { dtype, planes, size } = shape;
  engine.table.set([...size, ...poolingSize(shape), ...shape.kernel, ...shape.stride, ...shape.padding]);
  engine.run(kernel, planes * size[0] * size[1], planes, 1, [wide(dtype), ...pointers, engine.tableAt]);
}
