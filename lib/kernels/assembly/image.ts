// Images f32 [images, channels, height, width], at least 4 wide and 2 high, of at most 2^23 pixels, bent, thickened and blurred, from
// image `begin` to `end`. Products and sums are rounded one by one, so that both builds give the same bits.

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

// Where what is read from an image of one channel differs from its first pixel: between these, which go as far beyond ink as a pixel
// between pixels reaches, and more than rounding can move it; without end where ink is at an edge, which goes on.
const MORE: f32 = 1.015625;
let leftmost: f32 = 0, rightmost: f32 = 0, topmost: f32 = 0, lowest: f32 = 0;

/** Whether a row differs from its paper. */
@inline
function hasInk(p: usize, width: usize, paper: v128): bool {
  let ink = f32x4.splat(0);
  for (let j: usize = 0;; j = min(j + 4, width - 4)) {
    ink = v128.or(ink, f32x4.ne(v128.load(p + (j << 2)), paper));
    if (j + 4 == width) break;
  }
  return v128.any_true(ink);
}

/** Finds where the image at p differs from its first pixel. */
function findInk(p: usize, height: usize, width: usize): void {
  const paper = v128.load_splat<f32>(p), row = width << 2;
  let top: usize = 0, bottom = height, left = width, right: usize = 0;
  while (top < height && !hasInk(p + top * row, width, paper)) top++;
  while (bottom > top && !hasInk(p + (bottom - 1) * row, width, paper)) bottom--;
  for (let j: usize = 0;; j = min(j + 4, width - 4)) {
    let ink = f32x4.splat(0);
    for (let q = p + top * row + (j << 2), end = p + bottom * row; q < end; q += row) ink = v128.or(ink, f32x4.ne(v128.load(q), paper));
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

let first: f32 = 0, last: f32 = 0;

/** Narrows `first` … `last` to where low < start + step j < high. */
@inline
function narrow(start: f32, step: f32, low: f32, high: f32): void {
  if (step == 0) {
    if (start <= low || start >= high) last = -1;
  } else {
    const a = (low - start) / step, b = (high - start) / step;
    first = max(first, min(a, b));
    last = min(last, max(a, b));
  }
}

/** start + step (j + 0, 1, 2, 3). */
@inline
function along(start: f32, step: v128, j: usize): v128 {
  return f32x4.add(f32x4.splat(start), f32x4.mul(step, f32x4.add(f32x4.splat(<f32>j), f32x4(0, 1, 2, 3))));
}

/** The bits of 2^23, four times over: what the bits of 2^23 + n, shifted by 2, have more than 4 n. */
const BITS: u32 = 0x4b000000 << 2;

/**
 * z at row i, column j is x at column a j + b i + c, row d j + e i + f: between pixels along straight lines, beyond the image its edge.
 * a … f are an image's six numbers in `maps`; `field`, unless 0, is [images, 2, height, width], added to column and row.
 *
 * Around the ink of an image of one channel everything is paper, and so is what is read there: it is written without being read.
 */
export function warp(
  x: usize, z: usize, maps: usize, field: usize, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  const row = width << 2, plane = height * row, broad = f32x4.splat(<f32>width), exponent = f32x4.splat(8388608);
  const apart = i32x4.splat(<i32>plane);
  const lastColumn = f32x4.splat(<f32>(width - 1)), lastRow = f32x4.splat(<f32>(height - 1));
  const lastLeft = f32x4.splat(<f32>(width - 2)), lastUpper = f32x4.splat(<f32>(height - 2));
  for (let n = begin; n < end; n++) {
    const map = maps + n * 24, from = x + n * channels * plane, framed = channels == 1 && !field;
    const a = v128.load_splat<f32>(map), d = v128.load_splat<f32>(map, 12), paper = v128.load_splat<f32>(from);
    const origin = i32x4.splat(<i32>(from - BITS));
    const a4 = f32x4.mul(a, f32x4.splat(4)), d4 = f32x4.mul(d, f32x4.splat(4));
    if (framed) findInk(from, height, width);
    for (let i: usize = 0; i < height; i++) {
      const start = load<f32>(map, 4) * <f32>i + load<f32>(map, 8), upper = load<f32>(map, 16) * <f32>i + load<f32>(map, 20);
      const bend = field + 2 * n * plane + i * row, to = z + n * channels * plane + i * row;
      let j: usize = 0, stop = width;
      if (framed) {
        for (let k: usize = 0; k < row; k += 16) v128.store(to + min(k, row - 16), paper);
        first = 0;
        last = <f32>(width - 1);
        narrow(start, load<f32>(map), leftmost, rightmost);
        narrow(upper, load<f32>(map, 12), topmost, lowest);
        if (last < first) continue;
        j = min(<usize>first, width - 4);
        stop = <usize>last + 1;
      }
      let across = along(start, a, j), down = along(upper, d, j);
      while (true) {
        let u = across, v = down;
        if (field) {
          u = f32x4.add(u, v128.load(bend + (j << 2)));
          v = f32x4.add(v, v128.load(bend + plane + (j << 2)));
        }
        u = clamp(u, lastColumn);
        v = clamp(v, lastRow);
        const c = f32x4.pmin(f32x4.trunc(u), lastLeft), r = f32x4.pmin(f32x4.trunc(v), lastUpper);
        u = f32x4.sub(u, c);
        v = f32x4.sub(v, r);
        let p = i32x4.add(i32x4.shl(f32x4.add(f32x4.add(f32x4.mul(r, broad), c), exponent), 2), origin);
        for (let q = to + (j << 2), end = q + channels * plane; q < end; q += plane) {
          const p0 = <usize>i32x4.extract_lane(p, 0), p1 = <usize>i32x4.extract_lane(p, 1);
          const p2 = <usize>i32x4.extract_lane(p, 2), p3 = <usize>i32x4.extract_lane(p, 3);
          const above = pairs(p0, p1, p2, p3, u), below = pairs(p0 + row, p1 + row, p2 + row, p3 + row, u);
          v128.store(q, between(above, below, v));
          p = i32x4.add(p, apart);
        }
        j += 4;
        if (j >= stop || j >= width) break;
        if (j + 4 <= width) {
          across = f32x4.add(across, a4);
          down = f32x4.add(down, d4);
        } else {
          j = width - 4;
          across = along(start, a, j);
          down = along(upper, d, j);
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

/** One image, x at p and z `apart` from it: z = x + t (goal − x). */
@inline
function towards(kind: i32, p: usize, apart: usize, t: f32, channels: usize, height: usize, width: usize): void {
  const row = width << 2, share = f32x4.splat(t);
  for (let line: usize = 0; line < channels * height; line++) {
    const i = line % height, up = i > 0 ? row : 0, down = i + 1 < height ? row : 0;
    for (let j: usize = 0;; j = min(j + 4, width - 4)) {
      const q = p + (j << 2), here = v128.load(q);
      const left = j > 0 ? v128.load(q - 4) : v128.shuffle<f32>(here, here, 0, 0, 1, 2);
      const right = j + 4 < width ? v128.load(q + 4) : v128.shuffle<f32>(here, here, 1, 2, 3, 3);
      v128.store(q + apart, between(here, goal(kind, here, left, right, v128.load(q - up), v128.load(q + down)), share));
      if (j + 4 == width) break;
    }
    p += row;
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
