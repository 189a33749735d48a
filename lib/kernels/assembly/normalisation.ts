// Batch norm, one channel at a time, from channel `begin` to `end`. Sums are gathered in float64, short runs of 32 vectors at once.
//
// A table says where a channel's numbers stand, so that plain and woven images go the same way: blocks (images, or groups of eight),
// channels, rows of a channel, numbers of a row; then in numbers: from row to row, from channel to channel, and to the first row; last,
// whether images are woven, so that there are zeros around them.
import { addProduct, RUN, sumOf } from "./reduce";
import { addTo, aside, back, firstLanes, fma, lanes, loadPart, pairSum } from "./vector";
import { wovenBorder } from "./woven";

@inline
function word(table: usize, index: usize): usize {
  return <usize>load<u32>(table + (index << 2));
}

/** Bytes from the array's start to a row of a channel. */
@inline
function rowAt<T>(table: usize, block: usize, channel: usize, row: usize): usize {
  return ((block * word(table, 1) + channel) * word(table, 5) + word(table, 6) + row * word(table, 4)) * sizeof<T>();
}

/** Zeros around channel c of a block of y, where images are woven. */
function clearAround(table: usize, y: usize, block: usize, channel: usize): void {
  const plane = block * word(table, 1) + channel;
  if (word(table, 7)) wovenBorder(y, word(table, 2), word(table, 3) >> 3, plane, plane + 1);
}

/** Results of `moments` and `slopes`. */
let first: f64 = 0;
let second: f64 = 0;

/** Adds Σ (x − shift) and Σ (x − shift)² of contiguous numbers to `first` and `second`. */
function moments<T>(x: usize, count: usize, shift: T): void {
  const origin = v128.splat<T>(shift), none = v128.splat<T>(<T>0);
  let sums = f64x2.splat(0), squares = sums, left = count;
  while (left >= lanes<T>()) {
    const run = min(RUN, left / lanes<T>());
    // Two sums of each kind, so that no addition waits for the one before.
    let a = none, b = none, aa = none, bb = none;
    for (const stop = x + (run >> 1 << 5); x < stop; x += 32) {
      const d = v128.sub<T>(v128.load(x), origin), e = v128.sub<T>(v128.load(x, 16), origin);
      a = v128.add<T>(a, d);
      b = v128.add<T>(b, e);
      aa = fma<T>(d, d, aa);
      bb = fma<T>(e, e, bb);
    }
    if (run & 1) {
      const d = v128.sub<T>(v128.load(x), origin);
      a = v128.add<T>(a, d);
      aa = fma<T>(d, d, aa);
      x += 16;
    }
    sums = addTo<T>(sums, v128.add<T>(a, b));
    squares = addTo<T>(squares, v128.add<T>(aa, bb));
    left -= run * lanes<T>();
  }
  if (left) {
    const d = firstLanes<T>(v128.sub<T>(loadPart<T>(x, left), origin), left);
    sums = addTo<T>(sums, d);
    squares = addProduct<T>(squares, d, d);
  }
  first += pairSum(sums);
  second += pairSum(squares);
}

/**
 * y = γ (x − μ) / √(σ² + ε) + β, then ReLU where asked. Training: μ and σ² are the batch's, and the running ones move towards them (σ²
 * with n − 1); else they are the running ones. μ and 1 / √(σ² + ε) are left in `mean` and `rate`.
 */
@inline
export function batchNorm<T>(
  x: usize, y: usize, table: usize, gamma: usize, beta: usize, mean: usize, rate: usize, runningMean: usize, runningVariance: usize,
  momentum: f64, epsilon: f64, training: bool, relu: bool, begin: usize, end: usize,
): void {
  const blocks = word(table, 0), rows = word(table, 2), count = word(table, 3), n = <f64>(blocks * rows * count);
  const vectors = count / lanes<T>(), rest = count % lanes<T>(), done = vectors << 4;
  for (let c = begin; c < end; c++) {
    const at = c * sizeof<T>();
    let mu: f64, variance: f64;
    if (training) {
      // Sums about a number of the channel, so that a large mean does not cancel.
      const shift = load<T>(x + rowAt<T>(table, 0, c, 0));
      first = 0;
      second = 0;
      for (let i: usize = 0; i < blocks; i++) {
        for (let r: usize = 0; r < rows; r++) moments<T>(x + rowAt<T>(table, i, c, r), count, shift);
      }
      mu = <f64>shift + first / n;
      variance = max<f64>(second / n - (first / n) * (first / n), 0);
      move<T>(runningMean + at, mu, momentum);
      move<T>(runningVariance + at, variance * (n / (n - 1)), momentum);
    } else {
      mu = <f64>load<T>(runningMean + at);
      variance = <f64>load<T>(runningVariance + at);
    }
    const r = 1 / sqrt<f64>(variance + epsilon);
    store<T>(mean + at, <T>mu);
    store<T>(rate + at, <T>r);
    const scale = <T>(<f64>load<T>(gamma + at) * r), shift = load<T>(beta + at);
    for (let i: usize = 0; i < blocks; i++) {
      for (let row: usize = 0; row < rows; row++) {
        const o = rowAt<T>(table, i, c, row);
        affine<T>(x + o, y + o, vectors, <T>mu, scale, shift, relu);
        if (rest) {
          const t = aside<T>(0, x + o + done, rest);
          affine<T>(t, t, 1, <T>mu, scale, shift, relu);
          back<T>(0, y + o + done, rest);
        }
      }
      clearAround(table, y, i, c);
    }
  }
}

@inline
function move<T>(p: usize, to: f64, momentum: f64): void {
  store<T>(p, <T>((1 - momentum) * <f64>load<T>(p) + momentum * to));
}

/** y = scale (x − μ) + shift. */
function affine<T>(x: usize, y: usize, vectors: usize, mu: T, scale: T, shift: T, relu: bool): void {
  const m = v128.splat<T>(mu), a = v128.splat<T>(scale), b = v128.splat<T>(shift), zero = v128.splat<T>(<T>0);
  for (const stop = x + (vectors << 4); x < stop; x += 16) {
    const v = fma<T>(a, v128.sub<T>(v128.load(x), m), b);
    v128.store(y, relu ? v128.pmax<T>(v, zero) : v);
    y += 16;
  }
}

/** dy where ReLU let through scale (x − μ) + shift; dy itself without ReLU. `d` is x − μ. */
@inline
function passed<T>(dy: v128, d: v128, scale: v128, shift: v128, relu: bool): v128 {
  return relu ? v128.and(dy, v128.gt<T>(fma<T>(scale, d, shift), v128.splat<T>(<T>0))) : dy;
}

/** Adds Σ g and Σ g (x − μ) to `first` and `second`, g what passed ReLU. */
function slopes<T>(dy: usize, x: usize, count: usize, mu: T, scale: T, shift: T, relu: bool): void {
  const m = v128.splat<T>(mu), s = v128.splat<T>(scale), t = v128.splat<T>(shift), none = v128.splat<T>(<T>0);
  let total = f64x2.splat(0), product = total, left = count;
  while (left >= lanes<T>()) {
    const run = min(RUN, left / lanes<T>());
    let a = none, b = none, ad = none, be = none;
    for (const stop = x + (run >> 1 << 5); x < stop; x += 32) {
      const d = v128.sub<T>(v128.load(x), m), e = v128.sub<T>(v128.load(x, 16), m);
      const g = passed<T>(v128.load(dy), d, s, t, relu), h = passed<T>(v128.load(dy, 16), e, s, t, relu);
      a = v128.add<T>(a, g);
      b = v128.add<T>(b, h);
      ad = fma<T>(g, d, ad);
      be = fma<T>(h, e, be);
      dy += 32;
    }
    if (run & 1) {
      const d = v128.sub<T>(v128.load(x), m), g = passed<T>(v128.load(dy), d, s, t, relu);
      a = v128.add<T>(a, g);
      ad = fma<T>(g, d, ad);
      x += 16;
      dy += 16;
    }
    total = addTo<T>(total, v128.add<T>(a, b));
    product = addTo<T>(product, v128.add<T>(ad, be));
    left -= run * lanes<T>();
  }
  if (left) {
    const d = v128.sub<T>(loadPart<T>(x, left), m), g = passed<T>(loadPart<T>(dy, left), d, s, t, relu);
    total = addTo<T>(total, g);
    product = addProduct<T>(product, g, d);
  }
  first += pairSum(total);
  second += pairSum(product);
}

/** dx = a g + q (x − μ) + r. */
function blend<T>(dy: usize, x: usize, dx: usize, vectors: usize, mu: T, scale: T, shift: T, q: T, r: T, relu: bool): void {
  const m = v128.splat<T>(mu), a = v128.splat<T>(scale), b = v128.splat<T>(shift), slope = v128.splat<T>(q), base = v128.splat<T>(r);
  for (const stop = x + (vectors << 4); x < stop; x += 16) {
    const d = v128.sub<T>(v128.load(x), m), g = passed<T>(v128.load(dy), d, a, b, relu);
    v128.store(dx, fma<T>(a, g, fma<T>(slope, d, base)));
    dy += 16;
    dx += 16;
  }
}

/**
 * With g = dy (where ReLU let through), h = 1 / √(σ² + ε) and n numbers a channel: dβ = Σ g, dγ = h Σ g (x − μ), and
 * dx = γ h (g − dβ / n − h (x − μ) dγ / n); outside training dx = γ h g.
 */
@inline
export function batchNormGradient<T>(
  dy: usize, x: usize, dx: usize, table: usize, gamma: usize, beta: usize, mean: usize, rate: usize, dgamma: usize, dbeta: usize,
  training: bool, relu: bool, begin: usize, end: usize,
): void {
  const blocks = word(table, 0), rows = word(table, 2), count = word(table, 3), n = <f64>(blocks * rows * count);
  const vectors = count / lanes<T>(), rest = count % lanes<T>(), done = vectors << 4;
  for (let c = begin; c < end; c++) {
    const at = c * sizeof<T>(), mu = load<T>(mean + at), h = <f64>load<T>(rate + at);
    const scale = <T>(<f64>load<T>(gamma + at) * h), shift = load<T>(beta + at);
    first = 0;
    second = 0;
    for (let i: usize = 0; i < blocks; i++) {
      for (let row: usize = 0; row < rows; row++) {
        const o = rowAt<T>(table, i, c, row);
        slopes<T>(dy + o, x + o, count, mu, scale, shift, relu);
      }
    }
    store<T>(dbeta + at, <T>first);
    store<T>(dgamma + at, <T>(second * h));
    const q = training ? <T>(-<f64>scale * h * h * second / n) : <T>0, r = training ? <T>(-<f64>scale * first / n) : <T>0;
    for (let i: usize = 0; i < blocks; i++) {
      for (let row: usize = 0; row < rows; row++) {
        const o = rowAt<T>(table, i, c, row);
        blend<T>(dy + o, x + o, dx + o, vectors, mu, scale, shift, q, r, relu);
        if (rest) {
          const g = aside<T>(0, dy + o + done, rest), v = aside<T>(1, x + o + done, rest);
          blend<T>(g, v, g, 1, mu, scale, shift, q, r, relu);
          back<T>(0, dx + o + done, rest);
        }
      }
      if (dx != dy) clearAround(table, dx, i, c);
    }
  }
}

/** z[c] = Σ x over images and places. */
@inline
export function channelSum<T>(x: usize, z: usize, images: usize, channels: usize, count: usize, begin: usize, end: usize): void {
  for (let c = begin; c < end; c++) {
    let total: f64 = 0;
    for (let i: usize = 0; i < images; i++) total += sumOf<T>(x + (i * channels + c) * count * sizeof<T>(), count);
    store<T>(z + c * sizeof<T>(), <T>total);
  }
}
