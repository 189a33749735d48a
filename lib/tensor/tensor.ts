import { shapeText } from "../errors/mod.ts";
import type { Rng } from "../random/mod.ts";
import { allocate, type DType, type NumberArray, type Values } from "./dtype.ts";
import { arithmetic, map, scalar, unary } from "./elementwise.ts";
import { requireLabels } from "./labels.ts";
import { matmul, type MatmulOptions } from "./matmul.ts";
import { broadcast, convert, permute, reshape, rows, slice, transpose } from "./moves.ts";
import { keep } from "./memory.ts";
import { Node, nodeOf } from "./node.ts";
import { argmaxRows, max, mean, sum } from "./reduce.ts";
import { requireShape, sizeOf } from "./shape.ts";

/** What every constructor takes. */
export interface TensorOptions {
  /** float32 (the default) for training, float64 for proofs. */
  readonly dtype?: DType;
}

/** What constructors of random values take. */
export interface RandomOptions extends TensorOptions {
  /** Where the values come from. */
  readonly rng: Rng;
}

/** Numbers in nested arrays, one level an axis. */
export type Nested = number | readonly Nested[];

/** What reductions take. */
export interface ReduceOptions {
  /** Leaves the reduced axis in the shape, with size 1. */
  readonly keep?: boolean;
}

let reveal: (tensor: Tensor) => Node;

/**
 * Numbers in a shape, row after row. Operations give new tensors and leave their operands as they are.
 *
 * Shapes follow NumPy's rules of broadcasting; a plain number is taken for a tensor of that number. Two tensors of
 * different number types are never mixed: that is a TypeError.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Tensor } from "nnr";
 *
 * const x = Tensor.of([[1, 2], [3, 4]]);
 * expect(x.matmul(x).add(1).toArray()).toEqual([[8, 11], [16, 23]]);
 * expect(x.sum(0).toArray()).toEqual([4, 6]);
 * ```
 */
export class Tensor implements Values {
  /** The size of each axis; none for a single number. */
  readonly shape: readonly number[];
  /** How the values are kept. */
  readonly dtype: DType;
  readonly #node: Node;

  static {
    reveal = (tensor) => tensor.#node;
  }

  /** Takes the array as it is, without a copy. */
  constructor(data: NumberArray, shape: readonly number[]);
  constructor(data: NumberArray | Node, shape: readonly number[] = []) {
    this.#node = data instanceof Node ? data : checked(data, shape);
    this.shape = this.#node.shape;
    this.dtype = this.#node.dtype;
  }

  /** A tensor of nested arrays: `Tensor.of([[1, 2], [3, 4]])`. */
  static of(values: Nested, { dtype = "float32" }: TensorOptions = {}): Tensor {
    const shape: number[] = [];
    for (let v = values; typeof v !== "number"; v = v.length > 0 ? v[0]! : 0) {
      requireNested(v);
      shape.push(v.length);
      if (v.length === 0) break;
    }
    const data = allocate(dtype, sizeOf(shape));
    let at = 0;
    const fill = (v: Nested, axis: number): void => {
      if (typeof v !== "number") requireNested(v);
      if (typeof v === "number" ? axis !== shape.length : v.length !== shape[axis]) {
        const found = typeof v === "number" ? "a number" : `a row of ${v.length}`;
        throw new RangeError(
          `Cannot make a tensor of uneven rows: found ${found} where the first rows give ${shapeText(shape)}`,
        );
      }
      if (typeof v === "number") data[at++] = v;
      else for (const part of v) fill(part, axis + 1);
    };
    fill(values, 0);
    return new Tensor(data, shape);
  }

  /** All zeros. */
  static zeros(shape: readonly number[], { dtype = "float32" }: TensorOptions = {}): Tensor {
    requireShape("make a tensor of shape", shape);
    return new Tensor(allocate(dtype, sizeOf(shape)), shape);
  }

  /** All ones. */
  static ones(shape: readonly number[], options?: TensorOptions): Tensor {
    return Tensor.full(shape, 1, options);
  }

  /** One value everywhere. */
  static full(shape: readonly number[], value: number, options?: TensorOptions): Tensor {
    const tensor = Tensor.zeros(shape, options);
    tensor.data.fill(value);
    return tensor;
  }

  /** The identity matrix `[n, n]`. */
  static eye(n: number, options?: TensorOptions): Tensor {
    const tensor = Tensor.zeros([n, n], options);
    for (let i = 0; i < n; i++) tensor.data[i * n + i] = 1;
    return tensor;
  }

  /** One row for each label, 1 at the label and 0 elsewhere: `[labels, classes]`. */
  static oneHot(labels: ArrayLike<number>, classes: number, options?: TensorOptions): Tensor {
    const tensor = Tensor.zeros([labels.length, classes], options);
    requireLabels("encode", labels, classes);
    for (let i = 0; i < labels.length; i++) tensor.data[i * classes + labels[i]!] = 1;
    return tensor;
  }

  /** Uniform from `low` to `high`, which only rounding can reach. */
  static uniform(shape: readonly number[], low: number, high: number, { rng, ...options }: RandomOptions): Tensor {
    const tensor = Tensor.zeros(shape, options);
    for (let i = 0; i < tensor.size; i++) tensor.data[i] = rng.uniform(low, high);
    return tensor;
  }

  /** Standard normal. */
  static normal(shape: readonly number[], { rng, ...options }: RandomOptions): Tensor {
    const tensor = Tensor.zeros(shape, options);
    for (let i = 0; i < tensor.size; i++) tensor.data[i] = rng.normal();
    return tensor;
  }

  /** The values, row after row: the tensor's own, not a copy. */
  get data(): NumberArray {
    return this.#node.data;
  }

  /** The number of elements. */
  get size(): number {
    return this.#node.size;
  }

  /** a + b. */
  add(other: Tensor | number): Tensor {
    return wrap(arithmetic("add", this.#node, this.#beside(other)));
  }

  /** a − b. */
  sub(other: Tensor | number): Tensor {
    return wrap(arithmetic("sub", this.#node, this.#beside(other)));
  }

  /** a ⊙ b, element by element. */
  mul(other: Tensor | number): Tensor {
    return wrap(arithmetic("mul", this.#node, this.#beside(other)));
  }

  /** a / b, element by element. */
  div(other: Tensor | number): Tensor {
    return wrap(arithmetic("div", this.#node, this.#beside(other)));
  }

  /** The matrix product A B: `[m, k]` by `[k, n]` is `[m, n]`; Aᵀ B and A Bᵀ without a transposed copy. */
  matmul(other: Tensor, options: MatmulOptions = {}): Tensor {
    return wrap(matmul(this.#node, other.#node, options));
  }

  /** Rows become columns: `[m, n]` is `[n, m]`. */
  transpose(): Tensor {
    return wrap(transpose(this.#node));
  }

  /** Axes in another order: axis i of the result is axis `axes[i]`. */
  permute(axes: readonly number[]): Tensor {
    return wrap(permute(this.#node, axes));
  }

  /** The same values in another shape, shared; one size may be −1, which is then computed. */
  reshape(shape: readonly number[]): Tensor {
    return wrap(reshape(this.#node, shape));
  }

  /** Repeated along axes of size 1, and along new leading axes. */
  broadcast(shape: readonly number[]): Tensor {
    return wrap(broadcast(this.#node, shape));
  }

  /** Some of the first axis's rows, in the order given. */
  rows(indices: readonly number[]): Tensor {
    return wrap(rows(this.#node, indices));
  }

  /**
   * Rows from `start` up to, not including, `end`; the values are shared, not copied. Along another axis they are copied.
   */
  slice(start: number, end: number | undefined = undefined, axis = 0): Tensor {
    return wrap(slice(this.#node, start, end ?? this.shape.at(axis) ?? 0, axis));
  }

  /** The sum along an axis, or of everything; gathered in float64. */
  sum(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(sum(this.#node, axis, keep));
  }

  /** The mean along an axis, or of everything. */
  mean(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(mean(this.#node, axis, keep));
  }

  /** The largest element along an axis, or of all. */
  max(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(max(this.#node, axis, keep));
  }

  /** Where the largest element of each row (of the last axis) stands: the first of equals, or the first NaN. */
  argmax(): number[] {
    return argmaxRows(this.#node);
  }

  /** f of every element; for experiments, as it is slower than the named functions and has no gradient. */
  map(f: (x: number) => number): Tensor {
    return wrap(map(this.#node, f));
  }

  /** e^x. */
  exp(): Tensor {
    return wrap(unary("exp", this.#node));
  }

  /** ln x. */
  log(): Tensor {
    return wrap(unary("log", this.#node));
  }

  /** tanh x. */
  tanh(): Tensor {
    return wrap(unary("tanh", this.#node));
  }

  /** σ(x) = 1 / (1 + e^−x). */
  sigmoid(): Tensor {
    return wrap(unary("sigmoid", this.#node));
  }

  /** max(x, 0). */
  relu(): Tensor {
    return wrap(unary("relu", this.#node));
  }

  /** x Φ(x), Φ the normal distribution. */
  gelu(): Tensor {
    return wrap(unary("gelu", this.#node));
  }

  /** √x. */
  sqrt(): Tensor {
    return wrap(unary("sqrt", this.#node));
  }

  /** |x|. */
  abs(): Tensor {
    return wrap(unary("abs", this.#node));
  }

  /** −x. */
  neg(): Tensor {
    return wrap(unary("neg", this.#node));
  }

  /**
   * A copy in the engine's memory, where operations find it without copying it first: for what many steps read. It is
   * given back when the collector finds it unused.
   */
  keep(): Tensor {
    const kept = keep(this.dtype, this.size, "keep a tensor");
    kept.set(this.data);
    return new Tensor(kept, this.shape);
  }

  /** The values as another number type; a copy. */
  as(dtype: DType): Tensor {
    return wrap(convert(this.#node, dtype));
  }

  /** The only element. */
  item(): number {
    if (this.size !== 1) {
      throw new RangeError(`Cannot read ${shapeText(this.shape)} as one number: it has ${this.size} elements`);
    }
    return this.data[0]!;
  }

  /** One element: `at(2, 3)` is row 2, column 3. */
  at(...index: number[]): number {
    const ok = index.length === this.shape.length &&
      index.every((n, i) => Number.isInteger(n) && n >= 0 && n < this.shape[i]!);
    if (!ok) {
      throw new RangeError(`Cannot read element ${shapeText(index)} of ${shapeText(this.shape)}: it lies outside`);
    }
    return this.data[index.reduce((at, n, i) => at * this.shape[i]! + n, 0)]!;
  }

  /** Nested arrays, one level an axis. */
  toArray(): Nested {
    const nest = (axis: number, start: number, size: number): Nested => {
      if (axis === this.shape.length) return this.data[start]!;
      const n = this.shape[axis]!;
      return Array.from({ length: n }, (_, i) => nest(axis + 1, start + i * size / n, size / n));
    };
    return nest(0, 0, this.size);
  }

  /** The values, row after row. */
  [Symbol.iterator](): IterableIterator<number> {
    return this.data[Symbol.iterator]();
  }

  #beside(other: Tensor | number): Node {
    return typeof other === "number" ? scalar(other, this.#node) : other.#node;
  }
}

/** The tensor of a node. */
export function wrap(node: Node): Tensor {
  return new (Tensor as unknown as new (node: Node) => Tensor)(node);
}

/** The node of a tensor. */
export function nodeOfTensor(tensor: Tensor): Node {
  return reveal(tensor);
}

/** Refuses what is neither a number nor an array, which only programs without types meet. */
function requireNested(values: readonly Nested[]): void {
  if (Array.isArray(values)) return;
  throw new TypeError(`Cannot make a tensor of ${String(values)}: expected numbers, or nested arrays of them`);
}

function checked(data: NumberArray, shape: readonly number[]): Node {
  // By its tag, not its class: an array from another realm is as good.
  const kind = (data as NumberArray | undefined)?.[Symbol.toStringTag];
  if (kind !== "Float32Array" && kind !== "Float64Array") {
    throw new TypeError(`Cannot make a tensor of ${kind ?? String(data)}: expected Float32Array or Float64Array`);
  }
  requireShape("make a tensor of shape", shape);
  if (sizeOf(shape) === data.length) return nodeOf(data, [...shape]);
  throw new RangeError(
    `Cannot make a tensor of shape ${shapeText(shape)}: it needs ${sizeOf(shape)} values, found ${data.length}`,
  );
}
