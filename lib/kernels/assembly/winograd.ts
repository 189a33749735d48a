// 3 by 3 convolution with stride 1 and padding 1 by Winograd's F(4 x 4, 3 x 3): 36 products where the definition has 144 (Lavin and
// Gray 2016). y = Aᵀ [(G g Gᵀ) ∘ (Bᵀ d B)] A, for tiles of 4 by 4 numbers of y.
// Images are woven (woven.ts), so that all is lane by lane.
import { fma, fnma, slot } from "./vector";
import { ROWS, TALL, tallPanels, tallTile, tile } from "./micro";
import { transposeBlock } from "./pack";
import { thread } from "./thread";
import { planeBytes, rowBytes, tileBorder, up4 } from "./woven";

/** Bytes between the 36 frequencies beyond their size: at multiples of 4096 they would share one set of the first cache. */
const SKEW: usize = 192;
/** Tiles of one block: forward, and for the gradient by the weights. */
const TILES: usize = 4;
const TILES_BACK: usize = 8;

// One-dimensional transforms: numbers `step` bytes apart to numbers `to` on, `stride` bytes apart.
const INPUT: i32 = 0;
const OUTPUT: i32 = 1;
const SLOPE: i32 = 2;
const FILTER: i32 = 3;
const WEIGHTS: i32 = 4;
/** OUTPUT, then ReLU. */
const RELU_OUTPUT: i32 = 5;

@inline
function splat(x: f32): v128 {
  return f32x4.splat(x);
}

@inline
function put(kind: i32, to: usize, y: v128): void {
  v128.store(to, kind == RELU_OUTPUT ? f32x4.pmax(y, splat(0)) : y);
}

@inline
function transform(kind: i32, from: usize, step: usize, to: usize, stride: usize): void {
  const a = v128.load(from), b = v128.load(from + step), c = v128.load(from + 2 * step);
  if (kind == FILTER) { // G g
    const outer = f32x4.mul(splat(-1.0 / 6.0), f32x4.add(a, c)), inner = f32x4.mul(splat(-1.0 / 6.0), b);
    const wide = fma<f32>(splat(1.0 / 24.0), a, f32x4.mul(splat(1.0 / 6.0), c)), half = f32x4.mul(splat(1.0 / 12.0), b);
    v128.store(to, f32x4.mul(splat(0.25), a));
    v128.store(to + stride, f32x4.add(outer, inner));
    v128.store(to + 2 * stride, f32x4.sub(outer, inner));
    v128.store(to + 3 * stride, f32x4.add(wide, half));
    v128.store(to + 4 * stride, f32x4.sub(wide, half));
    v128.store(to + 5 * stride, c);
    return;
  }
  const d = v128.load(from + 3 * step);
  if (kind == SLOPE) { // A y
    const even = f32x4.add(a, c), odd = f32x4.add(b, d), evens = fma<f32>(splat(4), c, a), odds = fma<f32>(splat(4), d, b);
    v128.store(to, a);
    v128.store(to + stride, f32x4.add(even, odd));
    v128.store(to + 2 * stride, f32x4.sub(even, odd));
    v128.store(to + 3 * stride, fma<f32>(splat(2), odds, evens));
    v128.store(to + 4 * stride, fnma<f32>(splat(2), odds, evens));
    v128.store(to + 5 * stride, d);
    return;
  }
  const e = v128.load(from + 4 * step), f = v128.load(from + 5 * step);
  if (kind == INPUT) { // Bᵀ d
    const p = f32x4.sub(e, c), q = f32x4.sub(d, b), r = fnma<f32>(splat(4), c, e), s = fnma<f32>(splat(4), b, d);
    v128.store(to, fma<f32>(splat(4), f32x4.sub(a, c), p));
    v128.store(to + stride, f32x4.add(r, s));
    v128.store(to + 2 * stride, f32x4.sub(r, s));
    v128.store(to + 3 * stride, fma<f32>(splat(2), q, p));
    v128.store(to + 4 * stride, fnma<f32>(splat(2), q, p));
    v128.store(to + 5 * stride, fnma<f32>(splat(4), q, f32x4.sub(f, d)));
    return;
  }
  const sum1 = f32x4.add(b, c), sum2 = f32x4.add(d, e), less1 = f32x4.sub(b, c), less2 = f32x4.sub(d, e);
  if (kind == OUTPUT || kind == RELU_OUTPUT) { // Aᵀ m
    put(kind, to, f32x4.add(f32x4.add(a, sum1), sum2));
    put(kind, to + stride, fma<f32>(splat(2), less2, less1));
    put(kind, to + 2 * stride, fma<f32>(splat(4), sum2, sum1));
    put(kind, to + 3 * stride, f32x4.add(fma<f32>(splat(8), less2, less1), f));
    return;
  }
  // Gᵀ u
  const sixth = f32x4.mul(splat(-1.0 / 6.0), sum1);
  v128.store(to, fma<f32>(splat(0.25), a, fma<f32>(splat(1.0 / 24.0), sum2, sixth)));
  v128.store(to + stride, fma<f32>(splat(1.0 / 12.0), less2, f32x4.mul(splat(-1.0 / 6.0), less1)));
  v128.store(to + 2 * stride, f32x4.add(fma<f32>(splat(1.0 / 6.0), sum2, sixth), f));
}

/** Both dimensions: a patch of `n` by `n`, its rows `rows` bytes and columns `columns` bytes apart, to m by m in the same way. */
@inline
function transform2(
  kind: i32, n: usize, m: usize, from: usize, rows: usize, columns: usize, to: usize, toRows: usize, toColumns: usize,
): void {
  const middle = slot(16), down = kind == RELU_OUTPUT ? OUTPUT : kind;
  for (let j: usize = 0; j < n; j++) transform(down, from + j * columns, rows, middle + (j << 4), 96);
  for (let i: usize = 0; i < m; i++) transform(kind, middle + i * 96, 16, to + i * toRows, toColumns);
}

@inline
function up8(n: usize): usize {
  return (n + 7) & ~7;
}

/** Bytes from one frequency of the filters to the next: `rows` (up to 4) by `steps`. */
@inline
function filterSkip(rows: usize, steps: usize): usize {
  return (up4(rows) * steps << 2) + SKEW;
}

/**
 * U = G g Gᵀ of all filters, rows from 4 `begin` to 4 `end`: U is [36][panels of rows][steps][5 or 4]. Forward, rows are output channels and
 * steps input channels; `turned` (for the gradient by the input) the other way round, each filter turned by half a circle.
 */
export function winogradFilters(w: usize, u: usize, out: usize, channels: usize, turned: bool, begin: usize, end: usize): void {
  const rows = turned ? channels : out, steps = turned ? out : channels, skip = filterSkip(rows, steps), taps = slot(56), filters = slot(65);
  const above = tallPanels(rows) * TALL, last = above ? rows : up4(rows);
  // Bytes from a tap to the next, and from a step to the next.
  const tap: isize = turned ? -4 : 4, step = 36 * (turned ? channels : 1);
  for (let r = begin << 2; r < min(end << 2, last); r++) {
    const width = r < above ? TALL : ROWS, place = (r < above ? r : r - above) % width, row = min(r, rows - 1);
    let to = u + ((r - place) * steps + place << 2);
    for (let k: usize = 0; k < steps; k += 4) {
      // Beyond the last row or step the last is taken again: nobody reads what it gives.
      const left = steps - k, from = w + (turned ? row * 36 + k * step + 32 : (row * channels + k) * 36);
      const second = from + min<usize>(1, left - 1) * step, third = from + min<usize>(2, left - 1) * step, fourth = from + min<usize>(3, left - 1) * step;
      for (let q: isize = 0; q < 9; q++) {
        const v = v128.load_lane<f32>(second + q * tap, v128.load_zero<f32>(from + q * tap), 1);
        v128.store(taps + (q << 4), v128.load_lane<f32>(fourth + q * tap, v128.load_lane<f32>(third + q * tap, v, 2), 3));
      }
      transform2(FILTER, 3, 6, taps, 48, 16, filters, 96, 16);
      for (let lane: usize = 0; lane < min<usize>(4, left); lane++) {
        for (let xi: usize = 0; xi < 36; xi++) store<f32>(to + xi * skip, load<f32>(filters + (xi << 4) + (lane << 2)));
        to += width << 2;
      }
    }
  }
}

/** What is worked out once for each tile of a block: 32 bytes each in the thread's own memory. */
const FROM: usize = 0;
const TO: usize = 4;
const GROUP: usize = 8;
const DOWN: usize = 12;
const ACROSS: usize = 16;

/**
 * Places the tiles of a block: bytes to the upper left corner of their surroundings in the array that is read, and in the one that goes with
 * it (what is written forward, the gradient on the way back), whose groups of eight images begin at GROUP.
 */
function placeTiles(first: usize, count: usize, down: usize, across: usize, group: usize, toGroup: usize, row: usize): void {
  for (let t: usize = 0; t < count; t++) {
    const at = slot(112) + (t << 5), g = (first + t) / (down * across), i = (first + t) / across % down, j = (first + t) % across;
    const corner = (i << 2) * row + (j << 7);
    store<usize>(at + FROM, g * group + corner);
    store<usize>(at + TO, g * toGroup + corner);
    store<usize>(at + GROUP, g * toGroup);
    store<usize>(at + DOWN, i);
    store<usize>(at + ACROSS, j);
  }
}

@inline
function placed(t: usize, what: usize): usize {
  return load<usize>(slot(112) + (t << 5) + what);
}

/** Eight times each of `rows` numbers. */
function spread(b: usize, rows: usize, to: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const number = f32x4.splat(load<f32>(b + (r << 2)));
    v128.store(to + (r << 5), number);
    v128.store(to + (r << 5), number, 16);
  }
}

/** A frequency whose column of Aᵀ ⊗ Aᵀ is all ones: what is added there is added to every number of the tile. */
const EVERYWHERE: usize = 7;

/**
 * y = x ∗ w + b, then ReLU where asked, for blocks of tiles from `begin` to `end`; `steps` channels in, `rows` out, u the transformed filters,
 * b one number a row or 0. Each thread has `bytes` of working memory.
 */
export function winograd(
  x: usize, u: usize, b: usize, y: usize, groups: usize, steps: usize, rows: usize, height: usize, width: usize, work: usize, bytes: usize,
  relu: bool, begin: usize, end: usize,
): void {
  const down = up4(height) >> 2, across = up4(width) >> 2, tiles = groups * down * across, row = rowBytes(width), plane = planeBytes(height, width);
  const v = work + thread * bytes, vTile = steps << 5, vSkip = vTile * TILES + SKEW;
  const m = v + 36 * vSkip, mTile = up4(rows) << 5, mSkip = mTile * TILES + SKEW, uSkip = filterSkip(rows, steps), above = tallPanels(rows) * TALL;
  for (let block = begin; block < end; block++) {
    const first = block * TILES, count = min(TILES, tiles - first);
    placeTiles(first, count, down, across, steps * plane, rows * plane, row);
    for (let c: usize = 0; c < steps; c++) {
      for (let t: usize = 0; t < count; t++) {
        const from = x + c * plane + placed(t, FROM), to = v + t * vTile + (c << 5);
        transform2(INPUT, 6, 6, from, row, 32, to, 6 * vSkip, vSkip);
        transform2(INPUT, 6, 6, from + 16, row, 32, to + 16, 6 * vSkip, vSkip);
      }
    }
    if (b) {
      for (let t: usize = 0; t < count; t++) spread(b, rows, m + EVERYWHERE * mSkip + t * mTile);
    }
    for (let xi: usize = 0; xi < 36; xi++) {
      const add = b != 0 && xi == EVERYWHERE;
      let a = u + xi * uSkip, from = v + xi * vSkip, to = m + xi * mSkip;
      for (const end = to + (above << 5); to < end; to += TALL << 5, a += steps * TALL << 2) {
        for (let t: usize = 0; t < count; t++) tallTile<f32>(steps, a, from + t * vTile, to + t * mTile, 32, add);
      }
      for (const end = m + xi * mSkip + (rows << 5); to < end; to += ROWS << 5, a += steps * ROWS << 2) {
        for (let t: usize = 0; t < count; t++) tile<f32>(steps, a, from + t * vTile, to + t * mTile, 32, add);
      }
    }
    for (let r: usize = 0; r < rows; r++) {
      for (let t: usize = 0; t < count; t++) {
        const to = y + r * plane + placed(t, TO) + row + 32, from = m + t * mTile + (r << 5);
        if (relu) {
          transform2(RELU_OUTPUT, 6, 4, from, 6 * mSkip, mSkip, to, row, 32);
          transform2(RELU_OUTPUT, 6, 4, from + 16, 6 * mSkip, mSkip, to + 16, row, 32);
        } else {
          transform2(OUTPUT, 6, 4, from, 6 * mSkip, mSkip, to, row, 32);
          transform2(OUTPUT, 6, 4, from + 16, 6 * mSkip, mSkip, to + 16, row, 32);
        }
        const i = placed(t, DOWN), j = placed(t, ACROSS);
        if (i == 0 || i == down - 1 || j == 0 || j == across - 1) tileBorder(y + r * plane + placed(t, GROUP), i, j, height, width);
      }
    }
  }
}

/**
 * Transforms the tiles of four channels, `plane` bytes apart, and turns what stands in lanes: eight images side by side become eight steps
 * of `step` bytes, each of four channels. Beyond the last channel the last is taken again: nobody reads what it gives.
 */
@inline
function turned4(kind: i32, n: usize, from: usize, plane: usize, left: usize, row: usize, to: usize, skip: usize, step: usize): void {
  const sides = slot(128);
  for (let half: usize = 0; half < 32; half += 16) {
    for (let c: usize = 0; c < 4; c++) transform2(kind, n, 6, from + min(c, left - 1) * plane + half, row, 32, sides + c * 576, 96, 16);
    for (let xi: usize = 0; xi < 36; xi++) {
      const s = sides + (xi << 4);
      transposeBlock<f32>(s, s + 576, s + 1152, s + 1728, to + xi * skip, step);
    }
    to += step << 2;
  }
}

/**
 * dU = Σ (A dy Aᵀ) (Bᵀ x B)ᵀ over the blocks of each unit from `begin` to `end`: unit k of `units` has blocks k B / units to
 * (k + 1) B / units. dU is [units][36][channels up to 4][out up to 8].
 */
export function winogradWeights(
  x: usize, dy: usize, du: usize, groups: usize, channels: usize, out: usize, height: usize, width: usize, work: usize, bytes: usize,
  units: usize, begin: usize, end: usize,
): void {
  const down = up4(height) >> 2, across = up4(width) >> 2, tiles = groups * down * across, row = rowBytes(width), plane = planeBytes(height, width);
  const blocks = (tiles + TILES_BACK - 1) / TILES_BACK, tall = up4(channels), wide = up8(out);
  // Panels of 4 channels of x and of 8 of dy, each [tiles][8 images][4 or 8].
  const vPanel = TILES_BACK << 7, vSkip = vPanel * (tall >> 2) + SKEW, dPanel = TILES_BACK << 8, dSkip = dPanel * (wide >> 3) + SKEW;
  const v = work + thread * bytes, d = v + 36 * vSkip, skip = (tall * wide << 2) + SKEW;
  for (let unit = begin; unit < end; unit++) {
    const target = du + unit * 36 * skip, start = unit * blocks / units;
    for (let block = start; block < (unit + 1) * blocks / units; block++) {
      const first = block * TILES_BACK, count = min(TILES_BACK, tiles - first);
      placeTiles(first, count, down, across, channels * plane, out * plane, row);
      for (let c: usize = 0; c < channels; c += 4) {
        for (let t: usize = 0; t < count; t++) {
          turned4(INPUT, 6, x + c * plane + placed(t, FROM), plane, channels - c, row, v + (c >> 2) * vPanel + (t << 7), vSkip, 16);
        }
      }
      for (let o: usize = 0; o < out; o += 4) {
        for (let t: usize = 0; t < count; t++) {
          const to = d + (o >> 3) * dPanel + (t << 8) + ((o & 4) << 2);
          turned4(SLOPE, 4, dy + o * plane + placed(t, TO) + row + 32, plane, out - o, row, to, dSkip, 32);
        }
      }
      for (let xi: usize = 0; xi < 36; xi++) {
        for (let o: usize = 0; o < out; o += 8) {
          const b = d + xi * dSkip + (o >> 3) * dPanel;
          for (let c: usize = 0; c < channels; c += 4) {
            const to = target + xi * skip + ((c * wide + o) << 2);
            tile<f32>(count << 3, v + xi * vSkip + (c >> 2) * vPanel, b, to, wide << 2, block > start);
          }
        }
      }
    }
  }
}

/** dw = Gᵀ (Σ dU) G, channels from `begin` to `end`. */
export function winogradWeightsEnd(du: usize, dw: usize, channels: usize, out: usize, units: usize, begin: usize, end: usize): void {
  const wide = up8(out), skip = (up4(channels) * wide << 2) + SKEW, sums = slot(56), taps = slot(96);
  for (let c = begin; c < end; c++) {
    for (let o: usize = 0; o < out; o += 4) {
      for (let xi: usize = 0; xi < 36; xi++) {
        let p = du + xi * skip + ((c * wide + o) << 2), total = v128.load(p);
        for (let unit: usize = 1; unit < units; unit++) {
          p += 36 * skip;
          total = f32x4.add(total, v128.load(p));
        }
        v128.store(sums + (xi << 4), total);
      }
      transform2(WEIGHTS, 6, 3, sums, 96, 16, taps, 48, 16);
      for (let lane: usize = 0; lane < min<usize>(4, out - o); lane++) {
        for (let q: usize = 0; q < 9; q++) {
          store<f32>(dw + ((((o + lane) * channels + c) * 9 + q) << 2), load<f32>(taps + (q << 4) + (lane << 2)));
        }
      }
    }
  }
}
