// The innermost loop of every product: a tile of 4 or 5 rows and 2 vectors, C = A B or C += A B.
import { fma } from "./vector";

/** Rows of a tile. Eight accumulators, one row of B and one of A fit the 16 registers; from 12 accumulators on they spill. */
export const ROWS: usize = 4;
/** Rows of a tall tile: ten accumulators, a tenth faster. */
export const TALL: usize = 5;

/** How many of the panels of `rows` rows are tall: they come first, and those of 4 end with the last row. None where that cannot be. */
@inline
export function tallPanels(rows: usize): usize {
  const others = (TALL - rows % TALL) % TALL * ROWS;
  return others <= rows ? (rows - others) / TALL : 0;
}

/** Columns of a tile: two vectors. */
@inline
export function columns<T>(): usize {
  return 32 / sizeof<T>();
}

/** One number of a vector in all lanes. Shuffles of one load: in Deno each load is checked against the memory's end. */
@inline
function lane<T>(low: v128, high: v128, row: i32): v128 {
  if (sizeof<T>() == 4) {
    if (row == 0) return v128.shuffle<f32>(low, low, 0, 0, 0, 0);
    if (row == 1) return v128.shuffle<f32>(low, low, 1, 1, 1, 1);
    if (row == 2) return v128.shuffle<f32>(low, low, 2, 2, 2, 2);
    return v128.shuffle<f32>(low, low, 3, 3, 3, 3);
  }
  if (row == 0) return v128.shuffle<f64>(low, low, 0, 0);
  if (row == 1) return v128.shuffle<f64>(low, low, 1, 1);
  if (row == 2) return v128.shuffle<f64>(high, high, 0, 0);
  return v128.shuffle<f64>(high, high, 1, 1);
}

@inline
function put<T>(c: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    v128.store(c, v128.add<T>(v128.load(c), left));
    v128.store(c, v128.add<T>(v128.load(c, 16), right), 16);
  } else {
    v128.store(c, left);
    v128.store(c, right, 16);
  }
}

/**
 * A panel: `depth` steps of 4 numbers, or with `tall` of 5; B panel: `depth` steps of 2 vectors. Rows of C lie `stride` bytes apart.
 * Unrolling the loop makes V8 spill and halves the speed.
 */
@inline
function rowsOf<T>(tall: bool, depth: usize, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  let c00 = v128.splat<T>(<T>0), c01 = v128.splat<T>(<T>0), c10 = v128.splat<T>(<T>0), c11 = v128.splat<T>(<T>0);
  let c20 = v128.splat<T>(<T>0), c21 = v128.splat<T>(<T>0), c30 = v128.splat<T>(<T>0), c31 = v128.splat<T>(<T>0);
  let c40 = v128.splat<T>(<T>0), c41 = v128.splat<T>(<T>0);
  const end = b + (depth << 5);
  while (b < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    const low = v128.load(a), high = sizeof<T>() == 8 ? v128.load(a, 16) : low;
    let x = lane<T>(low, high, 0);
    c00 = fma<T>(x, left, c00);
    c01 = fma<T>(x, right, c01);
    x = lane<T>(low, high, 1);
    c10 = fma<T>(x, left, c10);
    c11 = fma<T>(x, right, c11);
    x = lane<T>(low, high, 2);
    c20 = fma<T>(x, left, c20);
    c21 = fma<T>(x, right, c21);
    x = lane<T>(low, high, 3);
    c30 = fma<T>(x, left, c30);
    c31 = fma<T>(x, right, c31);
    if (tall) {
      x = v128.load_splat<T>(a, ROWS * sizeof<T>());
      c40 = fma<T>(x, left, c40);
      c41 = fma<T>(x, right, c41);
    }
    a += (tall ? TALL : ROWS) * sizeof<T>();
    b += 32;
  }
  put<T>(c, c00, c01, add);
  put<T>(c + stride, c10, c11, add);
  put<T>(c + 2 * stride, c20, c21, add);
  put<T>(c + 3 * stride, c30, c31, add);
  if (tall) put<T>(c + 4 * stride, c40, c41, add);
}

export function tile<T>(depth: usize, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  rowsOf<T>(false, depth, a, b, c, stride, add);
}

export function tallTile<T>(depth: usize, a: usize, b: usize, c: usize, stride: usize, add: bool): void {
  rowsOf<T>(true, depth, a, b, c, stride, add);
}

/** Adds or copies the upper left part of a tile that stands in `from`. */
export function putPart<T>(from: usize, c: usize, stride: usize, rows: usize, width: usize, add: bool): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      const p = c + j * sizeof<T>(), x = load<T>(from + j * sizeof<T>());
      store<T>(p, add ? load<T>(p) + x : x);
    }
    from += 32;
    c += stride;
  }
}
