// C = A B (or C += A B), each factor as it lies or transposed: blocks that fit the caches, packed into panels.
import { columns, putPart, ROWS, TALL, tallPanels, tallTile, tile } from "./micro";
import { packPanels } from "./pack";
import { scratch } from "./thread";
import { lanes, loadUpTo, storeUpTo } from "./vector";

/** Bytes of a block's depth, rows and width: A's block fits the second cache, a panel of B the first. 1.2 MiB of scratch in all. */
const DEPTH_BYTES: usize = 1024;
const ROW_BYTES: usize = 768;
const WIDTH_BYTES: usize = 4096;
const TILE_BYTES: usize = 256;

/**
 * Rows of C from `begin` to `end`, counted in panels of 4; with `byColumns` columns instead, counted in panels of 2 vectors.
 * lda, ldb, ldc: numbers from one row of the stored matrix to the next.
 */
@inline
export function product<T>(
  turnA: bool, turnB: bool, m: usize, n: usize, k: usize, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize,
  add: bool, byColumns: bool, begin: usize, end: usize,
): void {
  const size = sizeof<T>();
  lda *= size;
  ldb *= size;
  ldc *= size;
  if (byColumns) {
    const first = begin * columns<T>();
    n = min(end * columns<T>(), n) - first;
    b += first * (turnB ? ldb : size);
    c += first * size;
  } else {
    const first = begin * ROWS;
    m = min(end * ROWS, m) - first;
    a += first * (turnA ? size : lda);
    c += first * ldc;
  }
  if (k == 0 && !add) {
    for (let i: usize = 0; i < m; i++) memory.fill(c + i * ldc, 0, n * size);
  }
  const DEPTH = DEPTH_BYTES / size, HEIGHT = ROW_BYTES / size, WIDTH = WIDTH_BYTES / size;
  const panelA = scratch + TILE_BYTES, panelB = panelA + HEIGHT * DEPTH * size;
  for (let k0: usize = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0), more = add || k0 > 0;
    for (let j0: usize = 0; j0 < n; j0 += WIDTH) {
      const width = min(WIDTH, n - j0);
      packPanels<T>(turnB, turnB ? b + j0 * ldb + k0 * size : b + k0 * ldb + j0 * size, ldb, width, columns<T>(), depth, panelB);
      for (let i0: usize = 0; i0 < m; i0 += HEIGHT) {
        const height = min(HEIGHT, m - i0), above = tallPanels(height) * TALL, line = turnA ? size : lda;
        const from = a + i0 * line + k0 * (turnA ? lda : size);
        packPanels<T>(!turnA, from, lda, above, TALL, depth, panelA);
        packPanels<T>(!turnA, from + above * line, lda, height - above, ROWS, depth, panelA + above * depth * size);
        block<T>(depth, height, width, panelA, panelB, c + i0 * ldc + j0 * size, ldc, more);
      }
    }
  }
}

/** The products of the blocks of k from `begin` to `end`, each by itself: m by n numbers a block, one block after another. */
@inline
export function blocks<T>(
  turnA: bool, turnB: bool, m: usize, n: usize, k: usize, a: usize, lda: usize, b: usize, ldb: usize, to: usize, begin: usize, end: usize,
): void {
  const size = sizeof<T>(), depth = DEPTH_BYTES / size;
  for (let i = begin; i < end; i++) {
    const k0 = i * depth, fromA = a + k0 * (turnA ? lda : 1) * size, fromB = b + k0 * (turnB ? 1 : ldb) * size;
    product<T>(turnA, turnB, m, n, min(depth, k - k0), fromA, lda, fromB, ldb, to + i * m * n * size, n, false, false, 0, (m + ROWS - 1) / ROWS);
  }
}

/** C = the sum of `count` blocks of `size` numbers, or C +=; in the order of `product`, numbers from `begin` to `end`. */
@inline
export function addBlocks<T>(from: usize, count: usize, size: usize, c: usize, add: bool, begin: usize, end: usize): void {
  const skip = size * sizeof<T>();
  for (let i = begin; i < end; i += lanes<T>()) {
    let p = from + i * sizeof<T>(), total = loadUpTo<T>(p, end - i);
    const q = c + i * sizeof<T>();
    if (add) total = v128.add<T>(loadUpTo<T>(q, end - i), total);
    for (const stop = p + count * skip; (p += skip) < stop;) total = v128.add<T>(total, loadUpTo<T>(p, end - i));
    storeUpTo<T>(q, total, end - i);
  }
}

/** All tiles of one block. */
function block<T>(depth: usize, height: usize, width: usize, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  const above = tallPanels(height) * TALL, size = sizeof<T>();
  for (let j: usize = 0; j < width; j += columns<T>()) {
    let i: usize = 0, panel = a;
    for (; i < above; i += TALL, panel += TALL * depth * size) tileOf<T>(TALL, depth, panel, b, c + i * ldc, ldc, TALL, width - j, add);
    for (; i < height; i += ROWS, panel += ROWS * depth * size) tileOf<T>(ROWS, depth, panel, b, c + i * ldc, ldc, height - i, width - j, add);
    b += columns<T>() * depth * size;
    c += columns<T>() * size;
  }
}

/** One tile of `tall` rows, of which `rows` and `width` may reach beyond the matrix: then it is made aside and its part copied. */
@inline
export function tileOf<T>(tall: usize, depth: usize, a: usize, b: usize, c: usize, ldc: usize, rows: usize, width: usize, add: bool): void {
  const whole = rows >= tall && width >= columns<T>(), to = whole ? c : scratch, stride = whole ? ldc : 32;
  if (tall == TALL) tallTile<T>(depth, a, b, to, stride, whole && add);
  else tile<T>(depth, a, b, to, stride, whole && add);
  if (!whole) putPart<T>(scratch, c, ldc, min(rows, tall), min(width, columns<T>()), add);
}
