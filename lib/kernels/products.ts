import { type DType, type Engine, wide } from "./engine.ts";

/** Floating-point operations a nanosecond, one thread, about. */
const RATE = { float32: 40, float64: 20 };

/** Rows or columns from which on work is cut finer than one share a thread. */
const FEW = 256;

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
 * nor the number of threads.
 */
export function multiply(engine: Engine, { dtype, a, b, c, m, n, k, turnA, turnB, add }: Product): void {
  const byColumns = n > m ? 1 : 0;
  const panel = wide(dtype) ? 4 : 8;
  const units = byColumns ? Math.ceil(n / panel) : Math.ceil(m / 4);
  const lda = turnA ? m : k;
  const ldb = turnB ? k : n;
  // Each share packs all of the smaller factor anew, which weighs where there is little to multiply it by.
  const share = Math.max(m, n) < FEW ? Math.ceil(units / engine.threads) : 1;
  const args = [wide(dtype), turnA ? 1 : 0, turnB ? 1 : 0, m, n, k, a, lda, b, ldb, c, n, add ? 1 : 0, byColumns];
  if (m > 0 && n > 0) engine.run("multiply", 2 * m * n * k / RATE[dtype], units, share, args);
}
