import { shapeText } from "../errors/mod.ts";
import { allocate, type NumberArray, sameDType, type Values } from "./dtype.ts";

/** Which operand of a product is read with its rows as columns; nothing is copied for it. */
export interface MatmulOptions {
  /** Aᵀ B in place of A B. */
  readonly transposeA?: boolean;
  /** A Bᵀ in place of A B. */
  readonly transposeB?: boolean;
}

/**
 * The product of two matrices: `[m, k]` by `[k, n]` is `[m, n]`.
 *
 * Sums run over k in order, in float64; four rows and four columns at a time, so that each element that is read serves
 * four products.
 */
export function matmul(a: Values, b: Values, { transposeA = false, transposeB = false }: MatmulOptions): Values {
  sameDType("multiply", a, b);
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot multiply ${matrixText(a, transposeA)} by ${matrixText(b, transposeB)}: ${why}`);
  };
  if (a.shape.length !== 2 || b.shape.length !== 2) refuse("both must be matrices");
  const [m, k] = sizes(a, transposeA);
  const [inner, n] = sizes(b, transposeB);
  if (k !== inner) refuse(`inner sizes ${k} and ${inner} must be equal`);
  const data = allocate(a.dtype, m * n);
  const rows = { data: a.data, lineStride: transposeA ? 1 : k, stride: transposeA ? m : 1 };
  const columns = { data: b.data, lineStride: transposeB ? k : 1, stride: transposeB ? 1 : n };
  multiply(rows, columns, data, m, n, k);
  return { shape: [m, n], dtype: a.dtype, data };
}

function matrixText({ shape }: Values, transposed: boolean): string {
  return transposed ? `the transpose of ${shapeText(shape)}` : shapeText(shape);
}

/** Rows and columns of a matrix as the product reads it. */
function sizes({ shape }: Values, transposed: boolean): [number, number] {
  const [rows, columns] = shape as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** Rows of A or columns of B: how far apart lines begin, and how far apart the elements of a line lie. */
interface Lines {
  readonly data: NumberArray;
  readonly lineStride: number;
  readonly stride: number;
}

function multiply(rows: Lines, columns: Lines, out: NumberArray, m: number, n: number, k: number): void {
  const tile = new Float64Array(16);
  const left = new Float64Array(4 * k);
  const right = new Float64Array(Math.ceil(n / 4) * 4 * k);
  for (let j = 0; j < n; j += 4) pack(columns, j, Math.min(4, n - j), k, right, j * k);
  for (let i = 0; i < m; i += 4) {
    const height = Math.min(4, m - i);
    pack(rows, i, height, k, left, 0);
    for (let j = 0; j < n; j += 4) {
      product(left, right, j * k, k, tile);
      const width = Math.min(4, n - j);
      for (let r = 0; r < height; r++) {
        for (let c = 0; c < width; c++) out[(i + r) * n + j + c] = tile[r * 4 + c]!;
      }
    }
  }
}

/**
 * Up to four lines side by side, so that the elements that meet at one k stand together. The places of missing lines keep
 * what they held: their products are dropped.
 */
function pack(
  { data, lineStride, stride }: Lines,
  first: number,
  count: number,
  k: number,
  panel: Float64Array,
  at: number,
): void {
  for (let line = 0; line < count; line++) {
    let from = (first + line) * lineStride;
    for (let to = at + line; to < at + 4 * k; to += 4, from += stride) panel[to] = data[from]!;
  }
}

/** The 4 by 4 tile of products of two panels. */
function product(a: Float64Array, b: Float64Array, j: number, k: number, tile: Float64Array): void {
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
  for (let i = 0; i < 4 * k; i += 4, j += 4) {
    const a0 = a[i]!, a1 = a[i + 1]!, a2 = a[i + 2]!, a3 = a[i + 3]!;
    const b0 = b[j]!, b1 = b[j + 1]!, b2 = b[j + 2]!, b3 = b[j + 3]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  tile.set([s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]);
}
