// Images f32 [images, channels, height, width], at least 4 wide and 2 high, of at most 2^23 pixels, bent, thickened and blurred, from image `begin` to `end`.
// Products and sums are rounded one by one, so that both builds give the same bits.

/** a + t (b − a). */
@inline
function between(a: v128, b: v128, t: v128): v128 {
  return f32x4.add(a, f32x4.mul(t, f32x4.sub(b, a)));
}

/** Four pairs of neighbours: each pair's value t of the way from its left to its right. */
@inline
function across(p0: usize, p1: usize, p2: usize, p3: usize, t: v128): v128 {
  const a = v128.load_lane<i64>(p1, v128.load_zero<i64>(p0), 1), b = v128.load_lane<i64>(p3, v128.load_zero<i64>(p2), 1);
  return between(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7), t);
}

// `pmin` and `pmax` are one instruction each; of two numbers that are no NaN they give what `min` and `max` do.
@inline
function clamp(v: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(v, f32x4.splat(0)), most);
}

/** Whole numbers from 0 to 2^23 − 1 as integers: their bits, once 2^23 is added, but for the exponent. */
@inline
function integers(v: v128): v128 {
  return v128.and(f32x4.add(v, f32x4.splat(8388608)), i32x4.splat(0x7fffff));
}

/**
 * z at row i, column j is x at column a j + b i + c, row d j + e i + f: between pixels along straight lines, beyond the image its edge.
 * a … f are an image's six numbers in `maps`; `field`, unless 0, is [images, 2, height, width], added to column and row.
 */
export function warp(
  x: usize, z: usize, maps: usize, field: usize, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  const row = width << 2, plane = height * row, broad = f32x4.splat(<f32>width);
  const lastColumn = f32x4.splat(<f32>(width - 1)), lastRow = f32x4.splat(<f32>(height - 1));
  const lastLeft = f32x4.splat(<f32>(width - 2)), lastUpper = f32x4.splat(<f32>(height - 2));
  for (let n = begin; n < end; n++) {
    const map = maps + n * 24, image = n * channels * plane;
    const a = v128.load_splat<f32>(map), d = v128.load_splat<f32>(map, 12);
    for (let i: usize = 0; i < height; i++) {
      const start = f32x4.splat(load<f32>(map, 4) * <f32>i + load<f32>(map, 8));
      const upper = f32x4.splat(load<f32>(map, 16) * <f32>i + load<f32>(map, 20));
      const bend = field + 2 * n * plane + i * row;
      for (let j: usize = 0;; j = min(j + 4, width - 4)) {
        const column = f32x4.add(f32x4.splat(<f32>j), f32x4(0, 1, 2, 3));
        let u = f32x4.add(start, f32x4.mul(a, column)), v = f32x4.add(upper, f32x4.mul(d, column));
        if (field) {
          u = f32x4.add(u, v128.load(bend + (j << 2)));
          v = f32x4.add(v, v128.load(bend + plane + (j << 2)));
        }
        u = clamp(u, lastColumn);
        v = clamp(v, lastRow);
        const c = f32x4.pmin(f32x4.trunc(u), lastLeft), r = f32x4.pmin(f32x4.trunc(v), lastUpper);
        u = f32x4.sub(u, c);
        v = f32x4.sub(v, r);
        const at = i32x4.shl(integers(f32x4.add(f32x4.mul(r, broad), c)), 2);
        const to = z + image + i * row + (j << 2);
        for (let k: usize = 0; k < channels; k++) {
          const p = i32x4.add(at, i32x4.splat(<i32>(x + image + k * plane)));
          const p0 = <usize>i32x4.extract_lane(p, 0), p1 = <usize>i32x4.extract_lane(p, 1);
          const p2 = <usize>i32x4.extract_lane(p, 2), p3 = <usize>i32x4.extract_lane(p, 3);
          const above = across(p0, p1, p2, p3, u), below = across(p0 + row, p1 + row, p2 + row, p3 + row, u);
          v128.store(to + k * plane, between(above, below, v));
        }
        if (j + 4 == width) break;
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
