// Images f32 [images, channels, height, width], at least 4 wide and 2 high, of at most 2^23 pixels, bent, thickened and blurred, from
// image `begin` to `end`. Products and sums are rounded one by one, so that both builds give the same bits.

import { scratch } from "./thread";

/** a + t (b − a). */
@inline
function between(a: v128, b: v128, t: v128): v128 {
  return f32x4.add(a, f32x4.mul(t, f32x4.sub(b, a)));
}

/** Four pairs of neighbours: each pair's value t of the way from its left to its right. */
@inline
function pairs(p0: usize, p1: usize, p2: usize, p3: usize, t: v128): v128 {
  const a = v128.load_lane<i64>(p1, v128.load_zero<i64>(p0), 1), b = v128.load_lane<i64>(p3, v128.load_zero<i64>(p2), 1);
  return between(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7), t);
}

// `pmin` and `pmax` are one instruction each; of two numbers that are no NaN they give what `min` and `max` do, and here 0 for NaN.
@inline
function clamp(v: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.splat(0), v), most);
}

/** Where what is read from an image of one channel may differ from its first pixel, its paper. */
let leftmost: f32 = 0, rightmost: f32 = 0, topmost: f32 = 0, lowest: f32 = 0;
/** As far beyond ink as a pixel between pixels reaches, and more than rounding can move it. */
const MORE: f32 = 1.015625;

/** Whether one of the numbers from p up to, not including, end is not paper; they are at least four. */
@inline
function hasInk(p: usize, end: usize, paper: v128): bool {
  let ink = f32x4.ne(v128.load(end - 16), paper);
  for (; p < end - 16; p += 16) ink = v128.or(ink, f32x4.ne(v128.load(p), paper));
  return v128.any_true(ink);
}

/** Finds between where the image at p differs from paper: without end where ink is at an edge, which goes on. */
function findInk(p: usize, height: usize, width: usize): void {
  const paper = v128.load_splat<f32>(p), row = width << 2;
  let top: usize = 0, bottom = height, left = width, right: usize = 0;
  while (top < height && !hasInk(p + top * row, p + top * row + row, paper)) top++;
  while (bottom > top && !hasInk(p + bottom * row - row, p + bottom * row, paper)) bottom--;
  for (let j: usize = 0;; j = min(j + 4, width - 4)) {
    let q = p + top * row + (j << 2), ink = f32x4.splat(0);
    const end = p + bottom * row;
    for (; q + row < end; q += row << 1) {
      ink = v128.or(ink, v128.or(f32x4.ne(v128.load(q), paper), f32x4.ne(v128.load(q + row), paper)));
    }
    if (q < end) ink = v128.or(ink, f32x4.ne(v128.load(q), paper));
    const lanes = <u32>i32x4.bitmask(ink);
    if (lanes) {
      left = min(left, j + <usize>ctz(lanes));
      right = max(right, j + 32 - <usize>clz(lanes));
    }
    if (j + 4 == width) break;
  }
  leftmost = left > 0 ? <f32>left - MORE : -Infinity;
  topmost = top > 0 ? <f32>top - MORE : -Infinity;
  rightmost = right < width ? <f32>right - 1 + MORE : Infinity;
  lowest = bottom < height ? <f32>bottom - 1 + MORE : Infinity;
}

/** Rows whose columns are found at once. In the thread's own memory: of all the first column, of all the one after the last. */
const ROWS: usize = 64;
const AFTER: usize = ROWS << 2;

let first: v128 = i32x4.splat(0), last: v128 = i32x4.splat(0);

/** Narrows `first` … `last` to where low < start + step j < high. */
@inline
function narrow(start: v128, step: f32, low: f32, high: f32): void {
  const least = f32x4.splat(low), most = f32x4.splat(high), steps = f32x4.splat(step);
  if (step == 0) last = v128.bitselect(f32x4.splat(-1), last, v128.or(f32x4.le(start, least), f32x4.ge(start, most)));
  else {
    const a = f32x4.div(f32x4.sub(least, start), steps), b = f32x4.div(f32x4.sub(most, start), steps);
    first = f32x4.pmax(first, f32x4.pmin(a, b));
    last = f32x4.pmin(last, f32x4.pmax(a, b));
  }
}

/** Finds, for `count` rows from row i on, the columns that may show other than paper; none, from 0 to 0. */
function findColumns(map: usize, i: usize, count: usize, width: usize): void {
  const a = load<f32>(map), d = load<f32>(map, 12);
  for (let k: usize = 0; k < count; k += 4) {
    const rows = f32x4.add(f32x4.splat(<f32>(i + k)), f32x4(0, 1, 2, 3));
    first = f32x4.splat(0);
    last = f32x4.splat(<f32>(width - 1));
    narrow(f32x4.add(f32x4.mul(v128.load_splat<f32>(map, 4), rows), v128.load_splat<f32>(map, 8)), a, leftmost, rightmost);
    narrow(f32x4.add(f32x4.mul(v128.load_splat<f32>(map, 16), rows), v128.load_splat<f32>(map, 20)), d, topmost, lowest);
    const some = f32x4.le(first, last), to = scratch + (k << 2);
    v128.store(to, i32x4.min_s(i32x4.trunc_sat_f32x4_s(first), i32x4.splat(<i32>width - 4)));
    v128.store(to, v128.and(i32x4.add(i32x4.trunc_sat_f32x4_s(last), i32x4.splat(1)), some), AFTER);
  }
}

/** Fills from p up to, not including, end, at least 32 bytes. */
function fill(p: usize, end: usize, value: v128): void {
  for (; p < end - 32; p += 32) {
    v128.store(p, value);
    v128.store(p, value, 16);
  }
  v128.store(end - 32, value);
  v128.store(end - 16, value);
}

/** start + step (j + 0, 1, 2, 3). */
@inline
function along(start: f32, step: v128, j: usize): v128 {
  return f32x4.add(f32x4.splat(start), f32x4.mul(step, f32x4.add(f32x4.splat(<f32>j), f32x4(0, 1, 2, 3))));
}

// What every pixel of a batch is computed with, four times over, in the thread's own memory: there are more of them than registers.
const LAST_COLUMN: usize = 0, LAST_ROW: usize = 16, LAST_LEFT: usize = 32, LAST_UPPER: usize = 48, BROAD: usize = 64;
const EXPONENT: usize = 80, ORIGIN: usize = 96, RIGHT: usize = 112, DOWN: usize = 128, TABLE: usize = ROWS << 3;

/** The bits of 2^23, four times over: what the bits of 2^23 + n, shifted by 2, have more than 4 n. */
const BITS: u32 = 0x4b000000 << 2;

/** Four pixels of z, and of each further channel, from their columns u and rows v in x. */
@inline
function sample(u: v128, v: v128, channels: usize, row: usize, plane: usize, to: usize, table: usize): void {
  u = clamp(u, v128.load(table, LAST_COLUMN));
  v = clamp(v, v128.load(table, LAST_ROW));
  const c = f32x4.pmin(f32x4.trunc(u), v128.load(table, LAST_LEFT)), r = f32x4.pmin(f32x4.trunc(v), v128.load(table, LAST_UPPER));
  u = f32x4.sub(u, c);
  v = f32x4.sub(v, r);
  const place = f32x4.add(f32x4.add(f32x4.mul(r, v128.load(table, BROAD)), c), v128.load(table, EXPONENT));
  let p = i32x4.add(i32x4.shl(place, 2), v128.load(table, ORIGIN));
  while (true) {
    const p0 = <usize>i32x4.extract_lane(p, 0), p1 = <usize>i32x4.extract_lane(p, 1);
    const p2 = <usize>i32x4.extract_lane(p, 2), p3 = <usize>i32x4.extract_lane(p, 3);
    const above = pairs(p0, p1, p2, p3, u), below = pairs(p0 + row, p1 + row, p2 + row, p3 + row, u);
    v128.store(to, between(above, below, v));
    if (--channels == 0) break;
    p = i32x4.add(p, i32x4.splat(<i32>plane));
    to += plane;
  }
}

/**
 * z at row i, column j is x at column a j + b i + c, row d j + e i + f: between pixels along straight lines, beyond the image its edge.
 * a … f are an image's six numbers in `maps`; `field`, unless 0, is [images, 2, height, width], added to column and row.
 *
 * Around the ink of an image of one channel everything is paper, and so is what is read there: it is written without being read.
 */
export function warp(
  x: usize, z: usize, maps: usize, field: usize, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  const row = width << 2, plane = height * row, framed = channels == 1 && !field, table = scratch + TABLE;
  v128.store(table, f32x4.splat(<f32>(width - 1)), LAST_COLUMN);
  v128.store(table, f32x4.splat(<f32>(height - 1)), LAST_ROW);
  v128.store(table, f32x4.splat(<f32>(width - 2)), LAST_LEFT);
  v128.store(table, f32x4.splat(<f32>(height - 2)), LAST_UPPER);
  v128.store(table, f32x4.splat(<f32>width), BROAD);
  v128.store(table, f32x4.splat(8388608), EXPONENT);
  for (let n = begin; n < end; n++) {
    const map = maps + n * 24, from = x + n * channels * plane, to = z + n * channels * plane;
    const a = v128.load_splat<f32>(map), d = v128.load_splat<f32>(map, 12);
    v128.store(table, i32x4.splat(<i32>(from - BITS)), ORIGIN);
    v128.store(table, f32x4.mul(a, f32x4.splat(4)), RIGHT);
    v128.store(table, f32x4.mul(d, f32x4.splat(4)), DOWN);
    if (framed) {
      findInk(from, height, width);
      fill(to, to + plane, v128.load_splat<f32>(from));
    }
    for (let i: usize = 0; i < height; i++) {
      const start = load<f32>(map, 4) * <f32>i + load<f32>(map, 8), upper = load<f32>(map, 16) * <f32>i + load<f32>(map, 20);
      const line = to + i * row, last = width - 4;
      if (framed) {
        if (i % ROWS == 0) findColumns(map, i, min(height - i, ROWS), width);
        const columns = scratch + (i % ROWS << 2), after = load<u32>(columns, AFTER);
        if (after == 0) continue;
        let j: usize = load<u32>(columns), across = along(start, a, j), down = along(upper, d, j);
        for (const whole = min(after, width - 3); j < whole; j += 4) {
          sample(across, down, 1, row, plane, line + (j << 2), table);
          across = f32x4.add(across, v128.load(table, RIGHT));
          down = f32x4.add(down, v128.load(table, DOWN));
        }
        if (j < after) sample(along(start, a, last), along(upper, d, last), 1, row, plane, line + (last << 2), table);
      } else {
        let across = along(start, a, 0), down = along(upper, d, 0);
        const bend = field + 2 * n * plane + i * row;
        for (let j: usize = 0;;) {
          const added = bend + (j << 2);
          const u = field ? f32x4.add(across, v128.load(added)) : across, v = field ? f32x4.add(down, v128.load(added + plane)) : down;
          sample(u, v, channels, row, plane, line + (j << 2), table);
          if (j == last) break;
          if (j + 4 > last) {
            j = last;
            across = along(start, a, j);
            down = along(upper, d, j);
          } else {
            j += 4;
            across = f32x4.add(across, v128.load(table, RIGHT));
            down = f32x4.add(down, v128.load(table, DOWN));
          }
        }
      }
    }
  }
}

/** Matrices z [m, n] = a [m, k] · b [k, n], n at least 4, from matrix `begin` to `end`; aStep and bStep are bytes to the next. */
export function products(
  a: usize, aStep: usize, b: usize, bStep: usize, z: usize, m: usize, k: usize, n: usize, begin: usize, end: usize,
): void {
  const row = n << 2;
  for (let matrix = begin; matrix < end; matrix++) {
    for (let i: usize = 0; i < m; i++) {
      const left = a + matrix * aStep + i * (k << 2), to = z + (matrix * m + i) * row;
      for (let j: usize = 0;; j = min(j + 4, n - 4)) {
        let sum = f32x4.splat(0);
        for (let l: usize = 0, right = b + matrix * bStep + (j << 2); l < k; l++) {
          sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(left + (l << 2)), v128.load(right)));
          right += row;
        }
        v128.store(to + (j << 2), sum);
        if (j + 4 == n) break;
      }
    }
  }
}

const MEAN = 0, LEAST = 1, LARGEST = 2;

/** What a pixel goes towards: the mean of its four neighbours, or the least or the largest of the five. */
@inline
function goal(kind: i32, x: v128, left: v128, right: v128, above: v128, below: v128): v128 {
  if (kind == MEAN) return f32x4.mul(f32x4.add(f32x4.add(left, right), f32x4.add(above, below)), f32x4.splat(0.25));
  if (kind == LEAST) return f32x4.pmin(f32x4.pmin(x, f32x4.pmin(left, right)), f32x4.pmin(above, below));
  return f32x4.pmax(f32x4.pmax(x, f32x4.pmax(left, right)), f32x4.pmax(above, below));
}

/** Four pixels at q, z `apart` from x, between the eight beside them. */
@inline
function move(kind: i32, q: usize, apart: usize, share: v128, left: v128, right: v128, up: usize, down: usize): void {
  const here = v128.load(q);
  v128.store(q + apart, between(here, goal(kind, here, left, right, v128.load(q - up), v128.load(q + down)), share));
}

/** One image, x at p and z `apart` from it: z = x + t (goal − x). */
@inline
function towards(kind: i32, p: usize, apart: usize, t: f32, channels: usize, height: usize, width: usize): void {
  const row = width << 2, share = f32x4.splat(t);
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let i: usize = 0; i < height; i++) {
      const up = i > 0 ? row : 0, down = i + 1 < height ? row : 0, last = p + row - 16;
      const begin = v128.load(p), end = v128.load(last);
      const before = v128.shuffle<f32>(begin, begin, 0, 0, 1, 2), after = v128.shuffle<f32>(end, end, 1, 2, 3, 3);
      move(kind, p, apart, share, before, p < last ? v128.load(p + 4) : after, up, down);
      for (let q = p + 16; q < last; q += 16) move(kind, q, apart, share, v128.load(q - 4), v128.load(q + 4), up, down);
      if (p < last) move(kind, last, apart, share, v128.load(last - 4), after, up, down);
      p += row;
    }
  }
}

/**
 * z = x + |t| (m − x), t an image's number in `amounts`, m the mean of the four neighbours; or, unless `mean`, the least of pixel and
 * neighbours where t is above 0 and the largest where it is below. A pixel at an edge is its own neighbour there.
 */
export function spread(
  x: usize, z: usize, amounts: usize, mean: bool, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  for (let n = begin; n < end; n++) {
    const t = load<f32>(amounts + (n << 2)), p = x + n * channels * height * (width << 2);
    if (mean) towards(MEAN, p, z - x, t, channels, height, width);
    else if (t > 0) towards(LEAST, p, z - x, t, channels, height, width);
    else towards(LARGEST, p, z - x, -t, channels, height, width);
  }
}
