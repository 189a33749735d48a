// Packing: lines of a matrix in panels, so that the numbers that meet at one step of a product stand together.
import { lanes } from "./vector";

/** Panels that lines across memory fill side by side: together they read whole lines of the cache. */
const TOGETHER: usize = 4;

/** `lines` lines of a matrix in panels of `width`, one panel behind another; lines run along memory, `stride` bytes apart, or across it. */
export function packPanels<T>(along: bool, from: usize, stride: usize, lines: usize, width: usize, depth: usize, to: usize): void {
  const panel = width * depth * sizeof<T>(), some = along ? width : TOGETHER * width;
  for (let r: usize = 0; r < lines; r += some) {
    const count = min(some, lines - r);
    if (along) packAlong<T>(from + r * stride, stride, count, width, depth, to);
    else packAcross<T>(from + r * sizeof<T>(), stride, count, width, depth, to);
    to += along ? panel : TOGETHER * panel;
  }
}

/** Lines that run across memory, to as many panels as they fill: the number of line r at step k stands at from + k stride + r. */
function packAcross<T>(from: usize, stride: usize, lines: usize, width: usize, depth: usize, to: usize): void {
  const bytes = width * sizeof<T>(), panel = bytes * depth;
  for (const end = to + panel; to < end; to += bytes, from += stride) {
    let s = from, d = to, left = lines;
    for (; left >= width; left -= width) {
      v128.store(d, v128.load(s));
      if (bytes >= 32) v128.store(d, v128.load(s, 16), 16);
      if (bytes & 15) store<T>(d + bytes - sizeof<T>(), load<T>(s + bytes - sizeof<T>()));
      s += bytes;
      d += panel;
    }
    if (left == 0) continue;
    for (let r: usize = 0; r < width; r++) store<T>(d + r * sizeof<T>(), r < left ? load<T>(s + r * sizeof<T>()) : <T>0);
  }
}

/** Lines that run along memory, to one panel: the number of line r at step k stands at from + r stride + k. Missing lines are zeros. */
export function packAlong<T>(from: usize, stride: usize, lines: usize, width: usize, depth: usize, to: usize): void {
  for (let r: usize = 0; r < width; r += lanes<T>()) {
    if (r + lanes<T>() <= lines) weave<T>(from + r * stride, stride, depth, to, width * sizeof<T>());
    else {
      for (let q = r; q < min(r + lanes<T>(), width); q++) {
        let d = to + (q - r) * sizeof<T>(), s = from + q * stride;
        for (let k: usize = 0; k < depth; k++) {
          store<T>(d, q < lines ? load<T>(s) : <T>0);
          d += width * sizeof<T>();
          s += sizeof<T>();
        }
      }
    }
    to += 16;
  }
}

/** One vector's worth of lines, transposed block by block. */
function weave<T>(from: usize, stride: usize, depth: usize, to: usize, step: usize): void {
  let k: usize = 0;
  for (; k + lanes<T>() <= depth; k += lanes<T>()) {
    transposeBlock<T>(from, from + stride, from + 2 * stride, from + 3 * stride, to, step);
    from += 16;
    to += lanes<T>() * step;
  }
  for (; k < depth; k++) {
    for (let r: usize = 0; r < lanes<T>(); r++) store<T>(to + r * sizeof<T>(), load<T>(from + r * stride));
    from += sizeof<T>();
    to += step;
  }
}

/** Four by four f32 (or, of the first two lines, two by two f64), transposed; rows of the result lie `step` bytes apart. */
@inline
export function transposeBlock<T>(s0: usize, s1: usize, s2: usize, s3: usize, to: usize, step: usize): void {
  const a = v128.load(s0), b = v128.load(s1);
  if (sizeof<T>() == 8) {
    v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to + step, v128.shuffle<f64>(a, b, 1, 3));
    return;
  }
  const c = v128.load(s2), d = v128.load(s3);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(to + step, v128.shuffle<f64>(ab, cd, 1, 3));
  v128.store(to + 2 * step, v128.shuffle<f64>(ef, gh, 0, 2));
  v128.store(to + 3 * step, v128.shuffle<f64>(ef, gh, 1, 3));
}
