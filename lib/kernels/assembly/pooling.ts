// Pooling over planes [height, width], from plane `begin` to `end`. Windows are clipped to the plane; padding is never the largest,
// and counts as zeros in a mean (unless it is beyond the padding too, in ceil mode).
import { lanes } from "./vector";

// The table's words, as lib/kernels/pooling.ts writes them.
@inline
function word(table: usize, index: usize): i32 {
  return load<i32>(table + (index << 2));
}

@inline
function evens<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 0, 2, 4, 6) : v128.shuffle<f64>(a, b, 0, 2);
}

@inline
function odds<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 1, 3, 5, 7) : v128.shuffle<f64>(a, b, 1, 3);
}

@inline
function lowPairs<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 0, 4, 1, 5) : v128.shuffle<f64>(a, b, 0, 2);
}

@inline
function highPairs<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 2, 6, 3, 7) : v128.shuffle<f64>(a, b, 1, 3);
}

/** Windows of two by two that neither overlap nor leave the plane, a whole number of vectors a row. */
@inline
function isSimple<T>(table: usize): bool {
  const two = word(table, 4) == 2 && word(table, 5) == 2 && word(table, 6) == 2 && word(table, 7) == 2;
  return two && !word(table, 8) && !word(table, 9) && word(table, 2) * 2 <= word(table, 0) && word(table, 3) * 2 == word(table, 1) &&
    word(table, 3) % <i32>lanes<T>() == 0;
}

/** y = the largest of each window, with `relu` at least 0. */
@inline
export function maxPool<T>(x: usize, y: usize, relu: bool, table: usize, begin: usize, end: usize): void {
  const height = word(table, 0), width = word(table, 1), tall = word(table, 2), broad = word(table, 3);
  const row = <usize>width * sizeof<T>(), plane = <usize>height * row;
  x += begin * plane;
  y += begin * <usize>(tall * broad) * sizeof<T>();
  const simple = isSimple<T>(table), least = relu ? <T>0 : <T>-Infinity;
  for (let n = begin; n < end; n++) {
    for (let i = 0; i < tall; i++) {
      if (simple) {
        for (let p = x + <usize>(2 * i) * row, stop = p + row; p < stop; p += 32) {
          const a = v128.max<T>(v128.load(p), v128.load(p + row)), b = v128.max<T>(v128.load(p, 16), v128.load(p + row, 16));
          v128.store(y, v128.pmax<T>(v128.max<T>(evens<T>(a, b), odds<T>(a, b)), v128.splat<T>(least)));
          y += 16;
        }
        continue;
      }
      for (let j = 0; j < broad; j++) {
        const at = winner<T>(x, height, width, table, i, j);
        const largest = at ? load<T>(at) : <T>-Infinity;
        store<T>(y, largest < least ? least : largest);
        y += sizeof<T>();
      }
    }
    x += plane;
  }
}

/** Where the largest number of a window stands, the first of equals, NaN above all; 0 when the window is empty. */
function winner<T>(x: usize, height: i32, width: i32, table: usize, i: i32, j: i32): usize {
  const top = i * word(table, 6) - word(table, 8), left = j * word(table, 7) - word(table, 9);
  const bottom = min(top + word(table, 4), height), right = min(left + word(table, 5), width);
  let best = <T>-Infinity, at: usize = 0;
  for (let u = max(top, 0); u < bottom; u++) {
    for (let v = max(left, 0); v < right; v++) {
      const p = x + <usize>(u * width + v) * sizeof<T>(), value = load<T>(p);
      if (!at || value > best || value != value) {
        best = value;
        at = p;
        if (value != value) return at;
      }
    }
  }
  return at;
}

/** dx = Σ dy over the windows in which x is the first of the largest, with `relu` where it is above 0. */
@inline
export function maxPoolGradient<T>(x: usize, dy: usize, dx: usize, relu: bool, table: usize, begin: usize, end: usize): void {
  const height = word(table, 0), width = word(table, 1), tall = word(table, 2), broad = word(table, 3);
  const row = <usize>width * sizeof<T>(), plane = <usize>height * row, apart = dx - x;
  x += begin * plane;
  dy += begin * <usize>(tall * broad) * sizeof<T>();
  const simple = isSimple<T>(table);
  for (let n = begin; n < end; n++) {
    if (!simple || tall * 2 < height) memory.fill(x + apart, 0, plane);
    for (let i = 0; i < tall; i++) {
      if (simple) {
        for (let p = x + <usize>(2 * i) * row, stop = p + row; p < stop; p += 32) {
          spread<T>(p, p + row, apart, v128.load(dy), relu);
          dy += 16;
        }
        continue;
      }
      for (let j = 0; j < broad; j++) {
        const at = winner<T>(x, height, width, table, i, j);
        if (at && !(relu && load<T>(at) <= 0)) store<T>(at + apart, load<T>(at + apart) + load<T>(dy));
        dy += sizeof<T>();
      }
    }
    x += plane;
  }
}

/** One vector of simple windows: g goes to the first of the four that is as large as the largest. */
@inline
function spread<T>(upper: usize, lower: usize, apart: usize, g: v128, relu: bool): void {
  const a = v128.load(upper), b = v128.load(upper, 16), c = v128.load(lower), d = v128.load(lower, 16);
  const u = evens<T>(a, b), v = odds<T>(a, b), w = evens<T>(c, d), z = odds<T>(c, d);
  const top = v128.max<T>(v128.max<T>(u, v), v128.max<T>(w, z));
  if (relu) g = v128.andnot(g, v128.le<T>(top, v128.splat<T>(<T>0)));
  let here = v128.eq<T>(u, top);
  const first = v128.and(g, here);
  g = v128.andnot(g, here);
  here = v128.eq<T>(v, top);
  const second = v128.and(g, here);
  g = v128.andnot(g, here);
  here = v128.eq<T>(w, top);
  const third = v128.and(g, here);
  const fourth = v128.and(v128.andnot(g, here), v128.eq<T>(z, top));
  v128.store(upper + apart, lowPairs<T>(first, second));
  v128.store(upper + apart, highPairs<T>(first, second), 16);
  v128.store(lower + apart, lowPairs<T>(third, fourth));
  v128.store(lower + apart, highPairs<T>(third, fourth), 16);
}

/** What a window's mean divides by: its size, without what lies beyond the padding. */
@inline
function areaOf(table: usize, top: i32, left: i32): i32 {
  const tall = min(top + word(table, 4), word(table, 0) + word(table, 8)) - top;
  return tall * (min(left + word(table, 5), word(table, 1) + word(table, 9)) - left);
}

@inline
export function meanPool<T>(x: usize, y: usize, table: usize, begin: usize, end: usize): void {
  const height = word(table, 0), width = word(table, 1), tall = word(table, 2), broad = word(table, 3);
  y += begin * <usize>(tall * broad) * sizeof<T>();
  for (let n = begin; n < end; n++) {
    const plane = x + n * <usize>(height * width) * sizeof<T>();
    for (let i = 0; i < tall; i++) {
      for (let j = 0; j < broad; j++) {
        const top = i * word(table, 6) - word(table, 8), left = j * word(table, 7) - word(table, 9);
        const bottom = min(top + word(table, 4), height), right = min(left + word(table, 5), width);
        let total = <T>0;
        for (let u = max(top, 0); u < bottom; u++) {
          for (let v = max(left, 0); v < right; v++) total += load<T>(plane + <usize>(u * width + v) * sizeof<T>());
        }
        store<T>(y, total / <T>areaOf(table, top, left));
        y += sizeof<T>();
      }
    }
  }
}

@inline
export function meanPoolGradient<T>(dy: usize, dx: usize, table: usize, begin: usize, end: usize): void {
  const height = word(table, 0), width = word(table, 1), tall = word(table, 2), broad = word(table, 3);
  const bytes = <usize>(height * width) * sizeof<T>();
  dy += begin * <usize>(tall * broad) * sizeof<T>();
  for (let n = begin; n < end; n++) {
    const plane = dx + n * bytes;
    memory.fill(plane, 0, bytes);
    for (let i = 0; i < tall; i++) {
      for (let j = 0; j < broad; j++) {
        const top = i * word(table, 6) - word(table, 8), left = j * word(table, 7) - word(table, 9);
        const bottom = min(top + word(table, 4), height), right = min(left + word(table, 5), width);
        const share = load<T>(dy) / <T>areaOf(table, top, left);
        for (let u = max(top, 0); u < bottom; u++) {
          for (let v = max(left, 0); v < right; v++) {
            const p = plane + <usize>(u * width + v) * sizeof<T>();
            store<T>(p, load<T>(p) + share);
          }
        }
        dy += sizeof<T>();
      }
    }
  }
}
