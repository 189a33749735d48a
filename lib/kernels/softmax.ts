import { type DType, type Engine, wide } from "./engine.ts";

/** Nanoseconds an element, about: with an exponential, and without. */
const EXPONENTIAL = [3, 10] as const;
const LINEAR = [0.8, 1.6] as const;

/** Rows of `count` numbers. */
export interface Rows {
  readonly dtype: DType;
  readonly rows: number;
  readonly count: number;
}

/** y = softmax(x) of each row; y may be x. */
export function softmax(engine: Engine, { dtype, rows, count, x, y }: Rows & { x: number; y: number }): void {
  engine.run("softmax", rows * count * EXPONENTIAL[wide(dtype)], rows, 1, [wide(dtype), x, y, count]);
}

/** y = ln softmax(x) of each row. */
export function logSoftmax(engine: Engine, { dtype, rows, count, x, y }: Rows & { x: number; y: number }): void {
  engine.run("logSoftmax", rows * count * EXPONENTIAL[wide(dtype)], rows, 1, [wide(dtype), x, y, count]);
}

/** What a gradient through rows is made of: the output y, the gradient by y, and where the gradient by x goes. */
export interface RowsGradient extends Rows {
  readonly y: number;
  readonly dy: number;
  readonly dx: number;
}

/** dx = y (dy − Σ dy y) of each row, y the softmax. */
export function softmaxGradient(engine: Engine, { dtype, rows, count, y, dy, dx }: RowsGradient): void {
  engine.run("softmaxGradient", rows * count * LINEAR[wide(dtype)], rows, 1, [wide(dtype), y, dy, dx, count]);
}

/** dx = dy − e^y Σ dy of each row, y the log-softmax. */
export function logSoftmaxGradient(engine: Engine, { dtype, rows, count, y, dy, dx }: RowsGradient): void {
  engine.run("logSoftmaxGradient", rows * count * EXPONENTIAL[wide(dtype)], rows, 1, [wide(dtype), y, dy, dx, count]);
}

/** What the fused cross-entropies share. */
export interface Loss extends Rows {
  /** Logits. */
  readonly x: number;
  /** One number a row comes here. */
  readonly loss: number;
  /** The gradient by the logits comes here; 0: no gradient is wanted. */
  readonly dx: number;
  /** What the gradient is multiplied by: 1 for the sum over rows, 1 / rows for the mean. */
  readonly scale: number;
}

/** loss = −ln softmax(x)[label]; dx = (softmax(x) − onehot(label)) scale. Labels are int32 below count (not checked here). */
export function crossEntropy(
  engine: Engine,
  { dtype, rows, count, x, labels, loss, dx, scale }: Loss & { readonly labels: number },
): void {
  const args = [wide(dtype), x, labels, loss, dx, count, scale];
  engine.run("crossEntropy", rows * count * EXPONENTIAL[wide(dtype)], rows, 1, args);
}

/** loss = −Σ t ln softmax(x); dx = (softmax(x) Σ t − t) scale. Targets t are rows like x. */
export function crossEntropyTargets(
  engine: Engine,
  { dtype, rows, count, x, targets, loss, dx, scale }: Loss & { readonly targets: number },
): void {
  const args = [wide(dtype), x, targets, loss, dx, count, scale];
  engine.run("crossEntropyTargets", rows * count * EXPONENTIAL[wide(dtype)], rows, 1, args);
}
