// Convolution as a product without its large factor: column p of that factor is what the kernel sees at pixel p. Two tables give it:
// where a pixel's window begins in the (padded) image, and how far from there each tap lies, both in bytes. Stride, dilation and
// padding are in the tables, and nowhere else.
import { columns, ROWS, tile } from "./micro";
import { transposeBlock } from "./pack";
import { tileOf } from "./product";
import { scratch } from "./thread";
import { lanes } from "./vector";

/** Steps of one block, in bytes of one line. */
const DEPTH_BYTES: usize = 1024;

@inline
export function depthOf<T>(): usize {
  return DEPTH_BYTES / sizeof<T>();
}

/** Where the packed panel of a thread stands, behind the tile that `tileOf` uses. */
@inline
function panel(): usize {
  return scratch + 256;
}

/** A table's entries are followed by zeros up to a whole panel: places that can be read, and never stand side by side. */
export function fillUp<T>(table: usize, count: usize): void {
  for (let i = count; i % columns<T>(); i++) store<i32>(table + (i << 2), 0);
}

/** [channels, height, width] with zeros around it: `top` rows above, `left` columns before, `tall` by `broad` in all. */
export function pad<T>(
  x: usize, channels: usize, height: usize, width: usize, top: usize, left: usize, tall: usize, broad: usize, to: usize,
): void {
  memory.fill(to, 0, channels * tall * broad * sizeof<T>());
  const bytes = width * sizeof<T>();
  for (let c: usize = 0; c < channels; c++) {
    let d = to + ((c * tall + top) * broad + left) * sizeof<T>();
    for (let row: usize = 0; row < height; row++) {
      let q: usize = 0;
      for (; q + 16 <= bytes; q += 16) v128.store(d + q, v128.load(x + q));
      for (; q < bytes; q += sizeof<T>()) store<T>(d + q, load<T>(x + q));
      x += bytes;
      d += broad * sizeof<T>();
    }
  }
}

/** Whether the numbers that `count` entries from `at` on point to stand side by side: entries grow, up to the zeros. */
@inline
function together<T>(at: usize, count: usize): bool {
  return load<i32>(at + ((count - 1) << 2)) - load<i32>(at) == <i32>((count - 1) * sizeof<T>());
}

/** Panel of pixels: for each of `depth` taps the numbers of one panel's pixels. */
function packPixels<T>(source: usize, pixels: usize, taps: usize, depth: usize): void {
  const end = taps + (depth << 2);
  let to = panel();
  if (together<T>(pixels, columns<T>())) {
    source += load<i32>(pixels);
    for (; taps < end; taps += 4) {
      const s = source + load<i32>(taps);
      v128.store(to, v128.load(s));
      v128.store(to, v128.load(s, 16), 16);
      to += 32;
    }
    return;
  }
  packHalf<T>(source, pixels, taps, end, to);
  packHalf<T>(source, pixels + (lanes<T>() << 2), taps, end, to + 16);
}

/** The same for one vector's worth of pixels. */
function packHalf<T>(source: usize, pixels: usize, taps: usize, end: usize, to: usize): void {
  const a = source + load<i32>(pixels), b = source + load<i32>(pixels, 4);
  if (together<T>(pixels, lanes<T>())) {
    for (; taps < end; taps += 4) {
      v128.store(to, v128.load(a + load<i32>(taps)));
      to += 32;
    }
  } else if (sizeof<T>() == 8) {
    for (; taps < end; taps += 4) {
      const tap = load<i32>(taps);
      v128.store(to, v128.load_lane<f64>(b + tap, v128.load_zero<f64>(a + tap), 1));
      to += 32;
    }
  } else {
    const c = source + load<i32>(pixels, 8), d = source + load<i32>(pixels, 12);
    for (; taps < end; taps += 4) {
      const tap = load<i32>(taps);
      const ab = v128.load_lane<f32>(b + tap, v128.load_zero<f32>(a + tap), 1);
      v128.store(to, v128.load_lane<f32>(d + tap, v128.load_lane<f32>(c + tap, ab, 2), 3));
      to += 32;
    }
  }
}

/**
 * out = A S, S the factor that the tables describe. A comes packed: for each block of steps, panels of ROWS rows. Row r of
 * `out` begins at out + r stride; its numbers stand side by side, or, with `places`, at those offsets.
 */
export function productOfPixels<T>(
  a: usize, rows: usize, source: usize, pixels: usize, count: usize, taps: usize, steps: usize, out: usize, stride: usize, places: usize,
): void {
  for (let k: usize = 0; k < steps; k += depthOf<T>()) {
    const depth = min(depthOf<T>(), steps - k), bytes = ROWS * depth * sizeof<T>();
    for (let p: usize = 0; p < count; p += columns<T>()) {
      packPixels<T>(source, pixels + (p << 2), taps + (k << 2), depth);
      let block = a;
      for (let r: usize = 0; r < rows; r += ROWS) {
        if (!places) tileOf<T>(ROWS, depth, block, panel(), out + r * stride + p * sizeof<T>(), stride, rows - r, count - p, k > 0);
        else {
          tile<T>(depth, block, panel(), scratch, 32, false);
          scatter<T>(out + r * stride, stride, places + (p << 2), min(ROWS, rows - r), min(columns<T>(), count - p), k > 0);
        }
        block += bytes;
      }
    }
    a += (rows + ROWS - 1) / ROWS * bytes;
  }
}

/** A tile whose numbers go to places apart. */
function scatter<T>(out: usize, stride: usize, places: usize, rows: usize, width: usize, add: bool): void {
  for (let r: usize = 0; r < rows; r++) {
    for (let j: usize = 0; j < width; j++) {
      const p = out + r * stride + load<i32>(places + (j << 2)), x = load<T>(scratch + (r << 5) + j * sizeof<T>());
      store<T>(p, add ? load<T>(p) + x : x);
    }
  }
}

/** Panel of taps: for each of `depth` pixels the numbers at one panel's taps. */
function packTaps<T>(source: usize, pixels: usize, depth: usize, taps: usize): void {
  const L = lanes<T>();
  for (let half: usize = 0; half < 2; half++) {
    let to = panel() + (half << 4), p: usize = 0;
    const t = taps + ((half * L) << 2);
    const a = source + load<i32>(t), b = source + load<i32>(t, 4);
    const c = sizeof<T>() == 4 ? source + load<i32>(t, 8) : a, d = sizeof<T>() == 4 ? source + load<i32>(t, 12) : b;
    while (p < depth) {
      const at = pixels + (p << 2), offset = load<i32>(at);
      if (p + L <= depth && together<T>(at, L)) {
        transposeBlock<T>(a + offset, b + offset, c + offset, d + offset, to, 32);
        p += L;
        to += L << 5;
      } else {
        store<T>(to, load<T>(a + offset));
        store<T>(to + sizeof<T>(), load<T>(b + offset));
        if (sizeof<T>() == 4) {
          store<T>(to + 8, load<T>(c + offset));
          store<T>(to + 12, load<T>(d + offset));
        }
        p++;
        to += 32;
      }
    }
  }
}

/** out (+)= A Sᵀ for one block of `depth` pixels; A packed in panels of ROWS rows, out `rows` by `steps`. */
export function productOfTaps<T>(
  a: usize, rows: usize, source: usize, pixels: usize, depth: usize, taps: usize, steps: usize, out: usize, add: bool,
): void {
  const stride = steps * sizeof<T>();
  for (let k: usize = 0; k < steps; k += columns<T>()) {
    packTaps<T>(source, pixels, depth, taps + (k << 2));
    let block = a;
    for (let r: usize = 0; r < rows; r += ROWS) {
      tileOf<T>(ROWS, depth, block, panel(), out + r * stride + k * sizeof<T>(), stride, rows - r, steps - k, add);
      block += ROWS * depth * sizeof<T>();
    }
  }
}
