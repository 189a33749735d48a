import { shapeText } from "../errors/mod.ts";
import { addScaled, dot, reflect } from "./householder.ts";
import { requireFiniteMatrix } from "./matrix.ts";
import { Tensor } from "./tensor.ts";

/** A vₖ = λₖ vₖ. */
export interface Eigen {
  /** λ, the largest first: `[n]`. */
  readonly values: Tensor;
  /** Orthonormal columns v, in the same order: `[n, n]`. The largest element of each is positive. */
  readonly vectors: Tensor;
}

/** Steps of the QL iteration an eigenvalue, at most: two are usual. */
const MOST_STEPS = 60;

/**
 * A = V diag(λ) Vᵀ for a symmetric A, in float64: Householder's reflections make it tridiagonal, Wilkinson's implicit QL
 * iteration then diagonal.
 *
 * Shapes: A `[n, n]`. Only rounding may tell A from its transpose. Sources: Golub and Van Loan 2013, section 8.3; Dubrulle,
 * Martin and Wilkinson 1968.
 *
 * @throws {RangeError} when A is not square, not symmetric, or holds a value that is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { symmetricEigen, Tensor } from "nnr";
 *
 * const { values, vectors } = symmetricEigen(Tensor.of([[2, 1], [1, 2]], { dtype: "float64" }));
 * expect([...values]).toEqual([expect.closeTo(3, 14), expect.closeTo(1, 14)]);
 * expect(vectors.at(0, 0)).toBeCloseTo(Math.SQRT1_2, 14);
 * ```
 */
export function symmetricEigen(A: Tensor): Eigen {
  const rows = upperRows(A);
  const { diagonal, beside, reflections } = tridiagonal(rows);
  const basis = basisOf(reflections, rows.length);
  iterate(diagonal, beside, basis);
  const n = rows.length;
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[j]! - diagonal[i]!);
  const values = new Tensor(Float64Array.from(order, (i) => diagonal[i]!), [n]);
  const vectors = Tensor.zeros([n, n], { dtype: "float64" });
  order.forEach((from, k) => {
    const vector = basis[from]!;
    for (let i = 0; i < n; i++) vectors.data[i * n + k] = vector[i]!;
  });
  return { values: values.as(A.dtype), vectors: oriented(vectors).as(A.dtype) };
}

/**
 * The eigenvalues alone, the largest first: `[n]`. In a third of the time, or less.
 *
 * @throws {RangeError} when A is not square, not symmetric, or holds a value that is not finite.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { symmetricEigenvalues, Tensor } from "nnr";
 *
 * const values = symmetricEigenvalues(Tensor.of([[2, 1], [1, 2]], { dtype: "float64" }));
 * expect([...values]).toEqual([expect.closeTo(3, 14), expect.closeTo(1, 14)]);
 * ```
 */
export function symmetricEigenvalues(A: Tensor): Tensor {
  const { diagonal, beside } = tridiagonal(upperRows(A));
  iterate(diagonal, beside, []);
  return new Tensor(diagonal.sort().reverse(), A.shape.slice(1)).as(A.dtype);
}

/** The same columns, each with the sign that makes its largest element positive; in place. */
export function oriented(vectors: Tensor): Tensor {
  const [n, count] = vectors.shape as [number, number];
  const { data } = vectors;
  for (let k = 0; k < count; k++) {
    let largest = 0;
    for (let i = k; i < data.length; i += count) if (Math.abs(data[i]!) > Math.abs(largest)) largest = data[i]!;
    if (largest >= 0) continue;
    for (let i = 0; i < n; i++) data[i * count + k] = -data[i * count + k]!;
  }
  return vectors;
}

/** Refuses what is not square and symmetric but for rounding, or holds a value that is not finite. */
export function requireSymmetric(action: string, A: Tensor): void {
  requireFiniteMatrix(action, A);
  const [n, m] = A.shape as [number, number];
  if (n !== m) throw new RangeError(`Cannot ${action} ${shapeText(A.shape)}: it must be square`);
  const { data } = A;
  const largest = A.size === 0 ? 0 : A.abs().max().item();
  // A sum of n products in another order differs by some n u; that much is rounding.
  const allowed = largest * Math.max(n, 16) * (A.dtype === "float64" ? 2 ** -52 : 2 ** -23);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [one, other] = [data[i * n + j]!, data[j * n + i]!];
      if (Math.abs(one - other) <= allowed) continue;
      throw new RangeError(
        `Cannot ${action} ${
          shapeText(A.shape)
        }: it must be symmetric, found ${one} at [${i},${j}] and ${other} at [${j},${i}]`,
      );
    }
  }
}

/** Row i of (A + Aᵀ) / 2 from the diagonal on, as float64. */
function upperRows(A: Tensor): Float64Array[] {
  requireSymmetric("find the eigenvalues of", A);
  const n = A.shape[0]!;
  const { data } = A;
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n - i);
    for (let j = i; j < n; j++) row[j - i] = (data[i * n + j]! + data[j * n + i]!) / 2;
    return row;
  });
}

/** H = I − β v vᵀ on all rows but the first so many. */
interface Reflection {
  readonly v: Float64Array;
  readonly beta: number;
}

/** Qᵀ A Q = T. */
interface Tridiagonal {
  /** T's diagonal. */
  readonly diagonal: Float64Array;
  /** T[i, i + 1] and T[i + 1, i]; the last is 0. */
  readonly beside: Float64Array;
  /** Q = H₁ H₂ …; the k-th leaves the first k rows alone. */
  readonly reflections: readonly Reflection[];
}

/** A ← H A H for the reflection H that clears each row beyond the diagonal's neighbour; A, its upper half, is overwritten. */
function tridiagonal(A: readonly Float64Array[]): Tridiagonal {
  const n = A.length;
  const beside = new Float64Array(n);
  const reflections: Reflection[] = [];
  for (let k = 0; k + 1 < n; k++) {
    const v = A[k]!.slice(1);
    const { alpha, beta } = reflect(v);
    beside[k] = alpha;
    reflections.push({ v, beta });
    const rest = A.slice(k + 1);
    // w = p − (β / 2) (vᵀp) v with p = β A v; then H A H = A − v wᵀ − w vᵀ.
    const w = timesUpper(rest, v).map((x) => beta * x);
    addScaled(w, -beta / 2 * dot(v, w), v);
    rest.forEach((row, i) => subtractPair(row, v.subarray(i), w.subarray(i)));
  }
  return { diagonal: Float64Array.from(A, (row) => row[0]!), beside, reflections };
}

/** A v, of a symmetric A that is given by its upper half. */
function timesUpper(rows: readonly Float64Array[], v: Float64Array): Float64Array {
  const product = new Float64Array(v.length);
  rows.forEach((row, i) => {
    const own = v[i]!;
    let sum = row[0]! * own;
    for (let j = 1; j < row.length; j++) {
      const a = row[j]!;
      sum += a * v[i + j]!;
      product[i + j]! += a * own;
    }
    product[i]! += sum;
  });
  return product;
}

/** row ← row − v₀ w − w₀ v. */
function subtractPair(row: Float64Array, v: Float64Array, w: Float64Array): void {
  const a = v[0]!;
  const b = w[0]!;
  for (let j = 0; j < row.length; j++) row[j]! -= a * w[j]! + b * v[j]!;
}

/** The columns of Q, one array each. */
function basisOf(reflections: readonly Reflection[], n: number): Float64Array[] {
  // The rows of Qᵀ = … H₂ H₁: each row r of the identity becomes r H.
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    row[i] = 1;
    for (let k = i - 1; k >= 0; k--) {
      const { v, beta } = reflections[k]!;
      const rest = row.subarray(k + 1);
      addScaled(rest, -beta * dot(rest, v), v);
    }
    return row;
  });
}

/** Rotates until nothing stands beside the diagonal; the same rotations act on the vectors, if there are any. */
function iterate(d: Float64Array, e: Float64Array, vectors: readonly Float64Array[]): void {
  const nothing = 2 ** -53 * d.reduce((most, x, i) => Math.max(most, Math.abs(x) + Math.abs(e[i]!)), 0);
  for (let first = 0; first < d.length; first++) {
    for (let steps = 0;; steps++) {
      const last = blockEnd(e, first, nothing);
      if (last === first) break;
      if (steps === MOST_STEPS) {
        throw new Error(`Cannot find eigenvalue ${first}: no end after ${MOST_STEPS} steps`);
      }
      chase(d, e, vectors, first, last);
    }
  }
}

/** The first row from `first` on beside which nothing but rounding stands, of numbers as large as the largest. */
function blockEnd(e: Float64Array, first: number, nothing: number): number {
  let last = first;
  while (last + 1 < e.length && Math.abs(e[last]!) > nothing) last++;
  return last;
}

/** One implicit QL step on the rows from `first` to `last`, shifted by the eigenvalue of the first 2 by 2 that is nearer to d[first]. */
function chase(d: Float64Array, e: Float64Array, vectors: readonly Float64Array[], first: number, last: number): void {
  const half = (d[first + 1]! - d[first]!) / (2 * e[first]!);
  const root = Math.sqrt(half * half + 1);
  let g = d[last]! - d[first]! + e[first]! / (half + (half < 0 ? -root : root));
  let sine = 1, cosine = 1, shift = 0;
  for (let i = last - 1; i >= first; i--) {
    const bulge = sine * e[i]!;
    const near = cosine * e[i]!;
    const r = Math.sqrt(bulge * bulge + g * g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= shift;
      e[last] = 0;
      return;
    }
    sine = bulge / r;
    cosine = g / r;
    g = d[i + 1]! - shift;
    const s = (d[i]! - g) * sine + 2 * cosine * near;
    shift = sine * s;
    d[i + 1] = g + shift;
    g = cosine * s - near;
    if (vectors.length > 0) rotate(vectors[i]!, vectors[i + 1]!, sine, cosine);
  }
  d[first]! -= shift;
  e[first] = g;
  e[last] = 0;
}

/** (x, y) ← (c x − s y, s x + c y). */
function rotate(x: Float64Array, y: Float64Array, sine: number, cosine: number): void {
  for (let k = 0; k < x.length; k++) {
    const a = x[k]!;
    const b = y[k]!;
    x[k] = cosine * a - sine * b;
    y[k] = sine * a + cosine * b;
  }
}
