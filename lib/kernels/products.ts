import { type DType, type Engine, wide } from "./engine.ts";

/** Floating-point operations a nanosecond, one thread, about. */
const RATE = { float32: 40, float64: 20 };
/** Nanoseconds an addition, about. */
const ADD = 0.1;

/** How many steps of k make one block, as the kernels count them. */
const DEPTH = { float32: 256, float64: 128 };
/** Products with at most so many rows and columns are shared by blocks of k, where there are enough. */
const SMALL = 128;
/** Rows of C that are made together where C is symmetric: of the part left of them, no more than this is made for nothing. */
const BAND = 128;

/** What `multiply` multiplies. */
export interface Product {
  readonly dtype: DType;
  /** Pointers to A, B and C. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** C is m by n; the inner size is k. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** A is stored as [k, m], B as [n, k]. */
  readonly turnA?: boolean;
  readonly turnB?: boolean;
  /** Adds to what stands in C. */
  readonly add?: boolean;
}

/**
 * C = A B, or C += A B; A and B as they are or transposed.
 *
 * Each sum runs over k in order, in blocks of 256 (float64: 128) whose sums are added; so its bits depend on neither m, n
 * nor the number of threads. Of Xᵀ X and X Xᵀ one half is made and mirrored, with the same bits.
 */
export function multiply(engine: Engine, product: Product): void {
  const { dtype, a, b, c, m, n, k, turnA = false, turnB = false, add } = product;
  if (a === b && m === n && turnA !== turnB && !add && m > 2 * BAND) return byHalf(engine, product);
  const blocks = Math.ceil(k / DEPTH[dtype]);
  if (m <= 0 || n <= 0) return;
  if (engine.threads > 1 && blocks >= engine.threads && Math.max(m, n) <= SMALL) {
    return byBlocks(engine, product, blocks);
  }
  const byColumns = n > m ? 1 : 0;
  const panel = wide(dtype) ? 4 : 8;
  const units = byColumns ? Math.ceil(n / panel) : Math.ceil(m / 4);
  const args = [...factors(product), c, n, add ? 1 : 0, byColumns];
  engine.run("multiply", cost(product), units, 1, args);
}

/**
 * Shared by blocks of k, each product by itself, and added in order: the same bits. Neither factor is read by two threads,
 * and each thread meets the same rows of a weight forward, in its gradient and in its update.
 */
function byBlocks(engine: Engine, product: Product, blocks: number): void {
  const { memory } = engine;
  const { dtype, c, m, n, add } = product;
  const mark = memory.mark();
  const to = memory.take(blocks * m * n * (wide(dtype) ? 8 : 4), "multiply");
  engine.run("multiplyBlocks", cost(product), blocks, 1, [...factors(product), to]);
  const args = [wide(dtype), to, blocks, m * n, c, add ? 1 : 0];
  engine.run("addBlocks", m * n * blocks * ADD, m * n, 64, args);
  memory.release(mark);
}

/** Xᵀ X or X Xᵀ: bands of rows from the diagonal on, then what stands left of it. */
function byHalf(engine: Engine, product: Product): void {
  const { dtype, a, c, m, k, turnA = false } = product;
  const size = wide(dtype) ? 8 : 4;
  const line = turnA ? m : k;
  for (let first = 0; first < m; first += BAND) {
    const [rows, columns] = [Math.min(BAND, m - first), m - first];
    const from = a + first * (turnA ? 1 : k) * size;
    const share = cost({ ...product, m: rows, n: columns });
    const panels = Math.ceil(columns / (wide(dtype) ? 4 : 8));
    const sides = [wide(dtype), turnA ? 1 : 0, turnA ? 0 : 1, rows, columns, k, from, line, from, line];
    engine.run("multiply", share, panels, 1, [...sides, c + first * (m + 1) * size, m, 0, 1]);
  }
  const C = wide(dtype) ? engine.memory.float64(c, m * m) : engine.memory.float32(c, m * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < i; j++) C[i * m + j] = C[j * m + i]!;
}

function factors({ dtype, a, b, m, n, k, turnA, turnB }: Product): number[] {
  return [wide(dtype), turnA ? 1 : 0, turnB ? 1 : 0, m, n, k, a, turnA ? m : k, b, turnB ? k : n];
}

function cost({ dtype, m, n, k }: Product): number {
  return 2 * m * n * k / RATE[dtype];
}
