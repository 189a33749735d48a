// Woven images: [images / 8][channels][4 rows + 2][4 columns + 2][8], eight images innermost, so that whatever is done to an image is
// done lane by lane; a border of zeros, and zeros where images, rows or columns are filled up.
import { transposeBlock } from "./pack";

@inline
export function up4(n: usize): usize {
  return (n + 3) & ~3;
}

/** Bytes of a row and of a plane of a woven image. */
@inline
export function rowBytes(width: usize): usize {
  return (up4(width) + 2) << 5;
}

@inline
export function planeBytes(height: usize, width: usize): usize {
  return (up4(height) + 2) * rowBytes(width);
}

/** Zeros around planes from `begin` to `end`: the border, and where tiles reach beyond height and width. */
export function wovenBorder(y: usize, height: usize, width: usize, begin: usize, end: usize): void {
  const row = rowBytes(width), plane = planeBytes(height, width), beyond = (width + 1) << 5;
  for (let p = y + begin * plane; p < y + end * plane; p += plane) {
    memory.fill(p, 0, row);
    memory.fill(p + (height + 1) * row, 0, plane - (height + 1) * row);
    for (let q = p + row; q < p + (height + 1) * row; q += row) {
      memory.fill(q, 0, 32);
      memory.fill(q + beyond, 0, row - beyond);
    }
  }
}

@inline
function clear(from: usize, to: usize): void {
  for (; from < to; from += 16) v128.store(from, f32x4.splat(0));
}

/**
 * Zeros around a tile of 4 by 4, number i downwards and j across, that lies at an edge of a plane: all such tiles together clear what
 * `wovenBorder` clears, each while it is near.
 */
export function tileBorder(plane: usize, i: usize, j: usize, height: usize, width: usize): void {
  const tall = up4(height), broad = up4(width), row = rowBytes(width);
  const top = i ? (i << 2) + 1 : 0, bottom = (i << 2) + 4 < tall ? (i << 2) + 4 : tall + 1;
  const left = j ? (j << 2) + 1 : 0, right = ((j << 2) + 4 < broad ? (j << 2) + 4 : broad + 1) + 1;
  for (let r = top; r <= bottom; r++) {
    const line = plane + r * row;
    if (r == 0 || r > height) clear(line + (left << 5), line + (right << 5));
    else {
      if (left == 0) clear(line, line + 32);
      if (right > width + 1) clear(line + (max(left, width + 1) << 5), line + (right << 5));
    }
  }
}

/** From [images, channels, height, width] to woven; planes [images / 8][channels] from `begin` to `end`. */
export function weave(
  x: usize, z: usize, images: usize, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  const row = rowBytes(width), plane = planeBytes(height, width), area = height * width << 2, image = channels * area;
  for (let u = begin; u < end; u++) {
    const to = z + u * plane, first = u / channels << 3, from = x + first * image + u % channels * area;
    memory.fill(to, 0, plane);
    for (let half: usize = 0; half < 8; half += 4) {
      if (first + half >= images) break;
      const whole = first + half + 4 <= images, s = from + half * image;
      for (let i: usize = 0; i < height; i++) {
        let p = s + (i * width << 2), q = to + (i + 1) * row + 32 + (half << 2), j: usize = 0;
        if (whole) {
          for (; j + 4 <= width; j += 4) {
            transposeBlock<f32>(p, p + image, p + 2 * image, p + 3 * image, q, 32);
            p += 16;
            q += 128;
          }
        }
        for (; j < width; j++) {
          for (let n: usize = 0; n < min<usize>(4, images - first - half); n++) store<f32>(q + (n << 2), load<f32>(p + n * image));
          p += 4;
          q += 32;
        }
      }
    }
  }
}

/** From woven to [images, channels, height, width]. */
export function unweave(
  z: usize, x: usize, images: usize, channels: usize, height: usize, width: usize, begin: usize, end: usize,
): void {
  const row = rowBytes(width), plane = planeBytes(height, width), area = height * width << 2, image = channels * area;
  for (let u = begin; u < end; u++) {
    const from = z + u * plane, first = u / channels << 3, to = x + first * image + u % channels * area;
    for (let half: usize = 0; half < 8; half += 4) {
      if (first + half >= images) break;
      const whole = first + half + 4 <= images, d = to + half * image;
      for (let i: usize = 0; i < height; i++) {
        let p = d + (i * width << 2), q = from + (i + 1) * row + 32 + (half << 2), j: usize = 0;
        if (whole) {
          for (; j + 4 <= width; j += 4) {
            transposeBlock<f32>(q, q + 32, q + 64, q + 96, p, image);
            p += 16;
            q += 128;
          }
        }
        for (; j < width; j++) {
          for (let n: usize = 0; n < min<usize>(4, images - first - half); n++) store<f32>(p + n * image, load<f32>(q + (n << 2)));
          p += 4;
          q += 32;
        }
      }
    }
  }
}

/** The largest of each 2 by 2, with `relu` at least 0, woven to woven, planes from `begin` to `end`; an odd last row or column is left out. */
export function wovenPool(x: usize, y: usize, relu: bool, height: usize, width: usize, begin: usize, end: usize): void {
  const row = rowBytes(width), plane = planeBytes(height, width), tall = height >> 1, broad = width >> 1;
  const toRow = rowBytes(broad), toPlane = planeBytes(tall, broad), least = f32x4.splat(relu ? 0 : -Infinity);
  for (let u = begin; u < end; u++) {
    memory.fill(y + u * toPlane, 0, toPlane);
    for (let i: usize = 0; i < tall; i++) {
      let p = x + u * plane + (2 * i + 1) * row + 32, q = y + u * toPlane + (i + 1) * toRow + 32;
      for (const stop = q + (broad << 5); q < stop; q += 32) {
        largestOf(p, row, q, least);
        largestOf(p + 16, row, q + 16, least);
        p += 64;
      }
    }
  }
}

@inline
function largestOf(p: usize, row: usize, to: usize, least: v128): void {
  const upper = f32x4.max(v128.load(p), v128.load(p, 32)), lower = f32x4.max(v128.load(p + row), v128.load(p + row, 32));
  v128.store(to, f32x4.pmax(f32x4.max(upper, lower), least));
}

/** dx = dy where x is the first of the largest of its 2 by 2, with `relu` above 0, and 0 elsewhere. */
export function wovenPoolGradient(x: usize, dy: usize, dx: usize, relu: bool, height: usize, width: usize, begin: usize, end: usize): void {
  const row = rowBytes(width), plane = planeBytes(height, width), tall = height >> 1, broad = width >> 1;
  const fromRow = rowBytes(broad), fromPlane = planeBytes(tall, broad), apart = dx - x;
  for (let u = begin; u < end; u++) {
    memory.fill(dx + u * plane, 0, plane);
    for (let i: usize = 0; i < tall; i++) {
      let p = x + u * plane + (2 * i + 1) * row + 32, q = dy + u * fromPlane + (i + 1) * fromRow + 32;
      for (const stop = q + (broad << 5); q < stop; q += 32) {
        share(p, row, apart, v128.load(q), relu);
        share(p + 16, row, apart, v128.load(q, 16), relu);
        p += 64;
      }
    }
  }
}

@inline
function share(p: usize, row: usize, apart: usize, g: v128, relu: bool): void {
  const a = v128.load(p), b = v128.load(p, 32), c = v128.load(p + row), d = v128.load(p + row, 32);
  const top = f32x4.max(f32x4.max(a, b), f32x4.max(c, d)), to = p + apart;
  if (relu) g = v128.andnot(g, f32x4.le(top, f32x4.splat(0)));
  let here = f32x4.eq(a, top);
  v128.store(to, v128.and(g, here));
  g = v128.andnot(g, here);
  here = f32x4.eq(b, top);
  v128.store(to, v128.and(g, here), 32);
  g = v128.andnot(g, here);
  here = f32x4.eq(c, top);
  v128.store(to + row, v128.and(g, here));
  v128.store(to + row, v128.and(v128.andnot(g, here), f32x4.eq(d, top)), 32);
}
