// Convolution of [images, channels, height, width] by [out, channels / groups, kernel height, kernel width], and its gradients.
import { depthOf, fillUp, pad, productOfPixels, productOfTaps } from "./taps";
import { ROWS } from "./micro";
import { packAlong } from "./pack";
import { thread } from "./thread";
import { bias } from "./unary";

// The table's words, as lib/kernels/convolution.ts writes them: sizes, then offsets into a thread's working memory.
const CHANNELS: usize = 0;
const HEIGHT: usize = 1;
const WIDTH: usize = 2;
const OUT: usize = 3;
const KERNEL_HEIGHT: usize = 4;
const KERNEL_WIDTH: usize = 5;
const STRIDE_Y: usize = 6;
const STRIDE_X: usize = 7;
const PAD_Y: usize = 8;
const PAD_X: usize = 9;
const DILATION_Y: usize = 10;
const DILATION_X: usize = 11;
const GROUPS: usize = 12;
const OUT_HEIGHT: usize = 13;
const OUT_WIDTH: usize = 14;
/** The padded image: zeros above and to the left, sizes in all. */
const TOP: usize = 15;
const LEFT: usize = 16;
const TALL: usize = 17;
const BROAD: usize = 18;
/** Where in a thread's working memory the tables, the padded image and the packed factor stand; how large that memory is. */
const PIXELS: usize = 19;
const TAPS: usize = 20;
const PLACES: usize = 21;
const IMAGE: usize = 22;
const FACTOR: usize = 23;
const WORK: usize = 24;

@inline
function word(table: usize, index: usize): usize {
  return <usize>load<u32>(table + (index << 2));
}

@inline
function own(work: usize, table: usize, region: usize): usize {
  return work + thread * word(table, WORK) + word(table, region);
}

/** Pixels begin where the window of output (y, x) does; taps in the order of the weights. */
function forwardTables<T>(table: usize, pixels: usize, taps: usize): void {
  const broad = word(table, BROAD), tall = word(table, TALL), wide = word(table, OUT_WIDTH);
  let p = pixels;
  for (let y: usize = 0; y < word(table, OUT_HEIGHT); y++) {
    for (let x: usize = 0; x < wide; x++) {
      store<u32>(p, <u32>((y * word(table, STRIDE_Y) * broad + x * word(table, STRIDE_X)) * sizeof<T>()));
      p += 4;
    }
  }
  fillUp<T>(pixels, (p - pixels) >> 2);
  let t = taps;
  for (let c: usize = 0; c < word(table, CHANNELS) / word(table, GROUPS); c++) {
    for (let y: usize = 0; y < word(table, KERNEL_HEIGHT); y++) {
      for (let x: usize = 0; x < word(table, KERNEL_WIDTH); x++) {
        store<u32>(t, <u32>(((c * tall + y * word(table, DILATION_Y)) * broad + x * word(table, DILATION_X)) * sizeof<T>()));
        t += 4;
      }
    }
  }
  fillUp<T>(taps, (t - taps) >> 2);
}

/** An image's channels of one group, padded where the layer pads. */
@inline
function sourceOf<T>(x: usize, channels: usize, height: usize, width: usize, table: usize, image: usize): usize {
  const tall = word(table, TALL), broad = word(table, BROAD);
  if (tall == height && broad == width) return x;
  pad<T>(x, channels, height, width, word(table, TOP), word(table, LEFT), tall, broad, image);
  return image;
}

/** y = x ∗ w (+ b, then activation) for images from `begin` to `end`. */
@inline
export function convolve<T>(x: usize, w: usize, b: usize, op: i32, y: usize, table: usize, work: usize, begin: usize, end: usize): void {
  const groups = word(table, GROUPS), channels = word(table, CHANNELS) / groups, out = word(table, OUT) / groups;
  const height = word(table, HEIGHT), width = word(table, WIDTH), count = word(table, OUT_HEIGHT) * word(table, OUT_WIDTH);
  const steps = channels * word(table, KERNEL_HEIGHT) * word(table, KERNEL_WIDTH);
  const pixels = own(work, table, PIXELS), taps = own(work, table, TAPS), factor = own(work, table, FACTOR);
  const image = own(work, table, IMAGE), rows = (out + ROWS - 1) / ROWS * ROWS;
  forwardTables<T>(table, pixels, taps);
  let to = factor;
  for (let g: usize = 0; g < groups; g++) {
    for (let k: usize = 0; k < steps; k += depthOf<T>()) {
      const depth = min(depthOf<T>(), steps - k);
      for (let r: usize = 0; r < out; r += ROWS) {
        packAlong<T>(w + ((g * out + r) * steps + k) * sizeof<T>(), steps * sizeof<T>(), min(ROWS, out - r), ROWS, depth, to);
        to += ROWS * depth * sizeof<T>();
      }
    }
  }
  for (let n = begin; n < end; n++) {
    const target = y + n * groups * out * count * sizeof<T>();
    for (let g: usize = 0; g < groups; g++) {
      const from = x + (n * groups + g) * channels * height * width * sizeof<T>();
      const source = sourceOf<T>(from, channels, height, width, table, image);
      const a = factor + g * rows * steps * sizeof<T>(), at = target + g * out * count * sizeof<T>();
      productOfPixels<T>(a, out, source, pixels, count, taps, steps, at, count * sizeof<T>(), 0);
    }
    if (b) bias<T>(op, target, b, target, groups * out, count, 0, count == 1 ? 1 : groups * out);
  }
}

/**
 * Partial ∂w of the images of each unit from `begin` to `end`: unit u of `units` has images u N / units to (u + 1) N / units,
 * and its sum goes to dw + u (size of w).
 */
@inline
export function convolveWeights<T>(
  x: usize, dy: usize, dw: usize, table: usize, work: usize, images: usize, units: usize, begin: usize, end: usize,
): void {
  const groups = word(table, GROUPS), channels = word(table, CHANNELS) / groups, out = word(table, OUT) / groups;
  const height = word(table, HEIGHT), width = word(table, WIDTH), count = word(table, OUT_HEIGHT) * word(table, OUT_WIDTH);
  const steps = channels * word(table, KERNEL_HEIGHT) * word(table, KERNEL_WIDTH);
  const pixels = own(work, table, PIXELS), taps = own(work, table, TAPS), factor = own(work, table, FACTOR), image = own(work, table, IMAGE);
  forwardTables<T>(table, pixels, taps);
  for (let u = begin; u < end; u++) {
    const first = u * images / units;
    for (let n = first; n < (u + 1) * images / units; n++) {
      for (let g: usize = 0; g < groups; g++) {
        const from = x + (n * groups + g) * channels * height * width * sizeof<T>();
        const source = sourceOf<T>(from, channels, height, width, table, image);
        const slopes = dy + (n * groups + g) * out * count * sizeof<T>(), target = dw + (u * groups + g) * out * steps * sizeof<T>();
        for (let p: usize = 0; p < count; p += depthOf<T>()) {
          const depth = min(depthOf<T>(), count - p);
          let to = factor;
          for (let r: usize = 0; r < out; r += ROWS) {
            packAlong<T>(slopes + (r * count + p) * sizeof<T>(), count * sizeof<T>(), min(ROWS, out - r), ROWS, depth, to);
            to += ROWS * depth * sizeof<T>();
          }
          productOfTaps<T>(factor, out, source, pixels + (p << 2), depth, taps, steps, target, n > first || p > 0);
        }
      }
    }
  }
}

/** Quotient rounded down, for numerators of either sign. */
@inline
function floorDiv(a: i32, b: i32): i32 {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/**
 * ∂x for images from `begin` to `end`. Inputs whose places agree modulo the stride (a phase) meet the same taps: each phase is a
 * convolution of dy with stride 1. The table's padded image is dy's.
 */
@inline
export function convolveInput<T>(dy: usize, w: usize, dx: usize, table: usize, work: usize, begin: usize, end: usize): void {
  const groups = word(table, GROUPS), channels = word(table, CHANNELS) / groups, out = word(table, OUT) / groups;
  const height = word(table, HEIGHT), width = word(table, WIDTH), tall = word(table, OUT_HEIGHT), broad = word(table, OUT_WIDTH);
  const strideY = word(table, STRIDE_Y), strideX = word(table, STRIDE_X), apart = strideY > 1 || strideX > 1;
  const area = word(table, KERNEL_HEIGHT) * word(table, KERNEL_WIDTH), plane = height * width * sizeof<T>();
  const pixels = own(work, table, PIXELS), taps = own(work, table, TAPS), places = own(work, table, PLACES);
  const factor = own(work, table, FACTOR), image = own(work, table, IMAGE), rows = (channels + ROWS - 1) / ROWS * ROWS;
  for (let phaseY: usize = 0; phaseY < min(strideY, height); phaseY++) {
    for (let phaseX: usize = 0; phaseX < min(strideX, width); phaseX++) {
      const count = phaseTables<T>(table, phaseY, phaseX, pixels, places);
      const steps = phaseTaps<T>(table, phaseY, phaseX, out, taps, w, 0, 0, channels, area, 0);
      for (let g: usize = 0; g < groups; g++) {
        phaseTaps<T>(table, phaseY, phaseX, out, taps, w, g, steps, channels, area, factor + g * rows * steps * sizeof<T>());
      }
      for (let n = begin; n < end; n++) {
        for (let g: usize = 0; g < groups; g++) {
          const to = dx + (n * groups + g) * channels * plane;
          if (steps == 0) {
            clear<T>(to, channels, plane, places, count);
            continue;
          }
          const from = dy + (n * groups + g) * out * tall * broad * sizeof<T>(), a = factor + g * rows * steps * sizeof<T>();
          const source = sourceOf<T>(from, out, tall, broad, table, image);
          productOfPixels<T>(a, channels, source, pixels, count, taps, steps, to, plane, apart ? places : 0);
        }
      }
    }
  }
}

/** Pixels of a phase: where their windows begin in the padded dy, and where they stand in dx. Returns how many there are. */
function phaseTables<T>(table: usize, phaseY: usize, phaseX: usize, pixels: usize, places: usize): usize {
  const height = word(table, HEIGHT), width = word(table, WIDTH), strideY = word(table, STRIDE_Y), strideX = word(table, STRIDE_X);
  let count: usize = 0;
  for (let y = phaseY, i: usize = 0; y < height; y += strideY, i++) {
    for (let x = phaseX, j: usize = 0; x < width; x += strideX, j++) {
      store<u32>(pixels + (count << 2), <u32>((i * word(table, BROAD) + j) * sizeof<T>()));
      store<u32>(places + (count << 2), <u32>((y * width + x) * sizeof<T>()));
      count++;
    }
  }
  fillUp<T>(pixels, count);
  return count;
}

/**
 * Taps of a phase, for each output channel: those that divide evenly. With `factor`, also packs the weights of group g to match.
 * Returns the number of steps.
 */
function phaseTaps<T>(
  table: usize, phaseY: usize, phaseX: usize, out: usize, taps: usize, w: usize, g: usize, steps: usize, channels: usize, area: usize,
  factor: usize,
): usize {
  const strideY = <i32>word(table, STRIDE_Y), strideX = <i32>word(table, STRIDE_X), kernelWidth = word(table, KERNEL_WIDTH);
  let k: usize = 0;
  for (let o: usize = 0; o < out; o++) {
    for (let y: usize = 0; y < word(table, KERNEL_HEIGHT); y++) {
      const down = <i32>(phaseY + word(table, PAD_Y)) - <i32>(y * word(table, DILATION_Y));
      const i = floorDiv(down, strideY);
      if (i * strideY != down) continue;
      for (let x: usize = 0; x < kernelWidth; x++) {
        const across = <i32>(phaseX + word(table, PAD_X)) - <i32>(x * word(table, DILATION_X));
        const j = floorDiv(across, strideX);
        if (j * strideX != across) continue;
        if (!factor) {
          const row = <i32>(o * word(table, TALL) + word(table, TOP)) + i, column = <i32>word(table, LEFT) + j;
          store<i32>(taps + (k << 2), (row * <i32>word(table, BROAD) + column) * <i32>sizeof<T>());
        } else {
          packStep<T>(w + ((g * out + o) * channels * area + y * kernelWidth + x) * sizeof<T>(), area, channels, k, steps, factor);
        }
        k++;
      }
    }
  }
  return k;
}

/** The weights of one step, for all channels: step k of `steps`, in blocks of steps as `productOfPixels` wants them. */
function packStep<T>(w: usize, area: usize, channels: usize, k: usize, steps: usize, factor: usize): void {
  const first = k - k % depthOf<T>(), depth = min(depthOf<T>(), steps - first), rows = (channels + ROWS - 1) / ROWS * ROWS;
  let to = factor + (first * rows + (k - first) * ROWS) * sizeof<T>();
  for (let c: usize = 0; c < rows; c++) {
    store<T>(to, c < channels ? load<T>(w + c * area * sizeof<T>()) : <T>0);
    to += c % ROWS == ROWS - 1 ? (ROWS * (depth - 1) + 1) * sizeof<T>() : sizeof<T>();
  }
}

/** Inputs that no tap meets. */
function clear<T>(to: usize, channels: usize, plane: usize, places: usize, count: usize): void {
  for (let c: usize = 0; c < channels; c++) {
    for (let p: usize = 0; p < count; p++) store<T>(to + c * plane + load<u32>(places + (p << 2)), <T>0);
  }
}
