import { exp, log, sigmoid, tanh } from "../elementary/mod.ts";
import { shapeText } from "../errors/mod.ts";
import type { Rng } from "../random/mod.ts";
import { allocate, type DType, type NumberArray, type Values } from "./dtype.ts";
import { combine, map } from "./elementwise.ts";
import { matmul, type MatmulOptions } from "./matmul.ts";
import { argmaxRows, max, reduce, sum } from "./reduce.ts";
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
  /** The values, row after row. */
  readonly data: NumberArray;

  /** Takes the array as it is, without a copy. */
  constructor(data: NumberArray, shape: readonly number[]) {
    requireShape("make a tensor of shape", shape);
    if (sizeOf(shape) !== data.length) {
      throw new RangeError(
        `Cannot make a tensor of shape ${shapeText(shape)}: it needs ${sizeOf(shape)} values, found ${data.length}`,
      );
    }
    this.shape = [...shape];
    this.dtype = data instanceof Float64Array ? "float64" : "float32";
    this.data = data;
  }

  /** A tensor of nested arrays: `Tensor.of([[1, 2], [3, 4]])`. */
  static of(values: Nested, { dtype = "float32" }: TensorOptions = {}): Tensor {
    const shape: number[] = [];
    for (let v = values; typeof v !== "number"; v = v[0] ?? 0) {
      shape.push(v.length);
      if (v.length === 0) break;
    }
    const data = allocate(dtype, sizeOf(shape));
    let at = 0;
    const fill = (v: Nested, axis: number): void => {
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
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
        throw new RangeError(
          `Cannot encode label ${label} at row ${i}: labels must be whole numbers from 0 to ${classes - 1}`,
        );
      }
      tensor.data[i * classes + label] = 1;
    }
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

  /** The number of elements. */
  get size(): number {
    return this.data.length;
  }

  /** a + b. */
  add(other: Tensor | number): Tensor {
    return wrap(combine("add", this, operand(other, this), (a, b) => a + b));
  }

  /** a − b. */
  sub(other: Tensor | number): Tensor {
    return wrap(combine("subtract", this, operand(other, this), (a, b) => a - b));
  }

  /** a ⊙ b, element by element. */
  mul(other: Tensor | number): Tensor {
    return wrap(combine("multiply element by element", this, operand(other, this), (a, b) => a * b));
  }

  /** a / b, element by element. */
  div(other: Tensor | number): Tensor {
    return wrap(combine("divide", this, operand(other, this), (a, b) => a / b));
  }

  /** The matrix product A B: `[m, k]` by `[k, n]` is `[m, n]`; Aᵀ B and A Bᵀ without a transposed copy. */
  matmul(other: Tensor, options: MatmulOptions = {}): Tensor {
    return wrap(matmul(this, other, options));
  }

  /** Rows become columns: `[m, n]` is `[n, m]`. */
  transpose(): Tensor {
    if (this.shape.length !== 2) throw new RangeError(`Cannot transpose ${shapeText(this.shape)}: it must be a matrix`);
    const [m, n] = this.shape as [number, number];
    const data = allocate(this.dtype, this.size);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) data[j * m + i] = this.data[i * n + j]!;
    return new Tensor(data, [n, m]);
  }

  /** The same values in another shape; one size may be −1, which is then computed. */
  reshape(shape: readonly number[]): Tensor {
    const known = shape.filter((n) => n !== -1);
    const target = shape.map((n) => n === -1 ? this.size / sizeOf(known) : n);
    if (shape.length - known.length > 1 || sizeOf(target) !== this.size || !target.every(Number.isInteger)) {
      throw new RangeError(
        `Cannot reshape ${shapeText(this.shape)} to ${shapeText(shape)}: it has ${this.size} elements`,
      );
    }
    return new Tensor(this.data, target);
  }

  /** Some of the first axis's rows, in the order given. */
  rows(indices: readonly number[]): Tensor {
    const [count = 0, ...rest] = this.shape;
    const width = sizeOf(rest);
    const data = allocate(this.dtype, indices.length * width);
    indices.forEach((index, i) => {
      if (!(Number.isInteger(index) && index >= 0 && index < count)) {
        throw new RangeError(`Cannot take row ${index} of ${shapeText(this.shape)}: rows count from 0 to ${count - 1}`);
      }
      data.set(this.data.subarray(index * width, (index + 1) * width), i * width);
    });
    return new Tensor(data, [indices.length, ...rest]);
  }

  /** Rows from `start` up to, not including, `end`; the values are shared, not copied. */
  slice(start: number, end: number = this.shape[0] ?? 0): Tensor {
    const [count = 0, ...rest] = this.shape;
    if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= count)) {
      throw new RangeError(
        `Cannot slice ${shapeText(this.shape)} from ${start} to ${end}: rows count from 0 to ${count}`,
      );
    }
    const width = sizeOf(rest);
    return new Tensor(this.data.subarray(start * width, end * width), [end - start, ...rest]);
  }

  /** The sum along an axis, or of everything; gathered in float64. */
  sum(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(reduce("sum", this, axis, keep, sum));
  }

  /** The mean along an axis, or of everything. */
  mean(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(reduce("take the mean of", this, axis, keep, (d, i, s, n) => sum(d, i, s, n) / n));
  }

  /** The largest element along an axis, or of all. */
  max(axis?: number, { keep = false }: ReduceOptions = {}): Tensor {
    return wrap(reduce("take the maximum of", this, axis, keep, max));
  }

  /** Where the largest element of each row (of the last axis) stands: the first of equals, or the first NaN. */
  argmax(): number[] {
    return argmaxRows(this);
  }

  /** f of every element; for experiments, as it is slower than the named functions. */
  map(f: (x: number) => number): Tensor {
    return wrap(map(this, f));
  }

  /** e^x. */
  exp(): Tensor {
    return this.map(exp);
  }

  /** ln x. */
  log(): Tensor {
    return this.map(log);
  }

  /** tanh x. */
  tanh(): Tensor {
    return this.map(tanh);
  }

  /** σ(x) = 1 / (1 + e^−x). */
  sigmoid(): Tensor {
    return this.map(sigmoid);
  }

  /** max(x, 0). */
  relu(): Tensor {
    return this.map((x) => x > 0 || x !== x ? x : 0);
  }

  /** √x. */
  sqrt(): Tensor {
    return this.map(Math.sqrt);
  }

  /** |x|. */
  abs(): Tensor {
    return this.map(Math.abs);
  }

  /** The values as another number type; a copy. */
  as(dtype: DType): Tensor {
    const data = allocate(dtype, this.size);
    data.set(this.data);
    return new Tensor(data, this.shape);
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
}

function wrap({ data, shape }: Values): Tensor {
  return new Tensor(data, shape);
}

function operand(other: Tensor | number, beside: Tensor): Tensor {
  return typeof other === "number" ? Tensor.full([], other, { dtype: beside.dtype }) : other;
}
