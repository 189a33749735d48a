// Numbers that change place: strided copies, transposes, rows by index; and number type.
import { transposeBlock } from "./pack";
import { counters, nextRow, startRow } from "./strided";
import { demote, lanes, loadUpTo, promoteHigh, storeUpTo } from "./vector";

/** z = x over rows of a strided walk; x and z each have strides. */
@inline
export function copyStrided<T>(x: usize, z: usize, table: usize, begin: usize, end: usize): void {
  startRow(table, begin);
  const rank = load<u32>(table), last = rank - 1, count = load<u32>(table + 4 + 4 * last);
  const xStep = load<i32>(table + 4 + 4 * (rank + last)) * sizeof<T>();
  const zStep = load<i32>(table + 4 + 4 * (2 * rank + last)) * sizeof<T>();
  for (let r = begin; r < end; r++) {
    let p = x + load<i32>(counters()) * sizeof<T>(), q = z + load<i32>(counters(), 4) * sizeof<T>();
    if (xStep == sizeof<T>() && zStep == sizeof<T>()) memory.copy(q, p, count * sizeof<T>());
    else {
      for (let i: usize = 0; i < count; i++) {
        store<T>(q, load<T>(p));
        p += xStep;
        q += zStep;
      }
    }
    nextRow(table);
  }
}

/** Columns of z, rows of x from `begin` to `end`: z [columns, rows] is x [rows, columns] transposed. */
@inline
export function transpose<T>(x: usize, z: usize, rows: usize, columns: usize, begin: usize, end: usize): void {
  const across = columns * sizeof<T>(), down = rows * sizeof<T>(), L = lanes<T>();
  let i = begin;
  for (; i + L <= end; i += L) {
    const from = x + i * across, to = z + i * sizeof<T>();
    let j: usize = 0;
    for (; j + L <= columns; j += L) {
      const s = from + j * sizeof<T>();
      transposeBlock<T>(s, s + across, s + 2 * across, s + 3 * across, to + j * down, down);
    }
    for (; j < columns; j++) {
      for (let r: usize = 0; r < L; r++) store<T>(to + j * down + r * sizeof<T>(), load<T>(from + r * across + j * sizeof<T>()));
    }
  }
  for (; i < end; i++) {
    for (let j: usize = 0; j < columns; j++) store<T>(z + j * down + i * sizeof<T>(), load<T>(x + i * across + j * sizeof<T>()));
  }
}

/** z[i] = x[index[i]], rows of `width` numbers. */
@inline
export function gatherRows<T>(x: usize, index: usize, z: usize, width: usize, begin: usize, end: usize): void {
  const bytes = width * sizeof<T>();
  for (let i = begin; i < end; i++) memory.copy(z + i * bytes, x + <usize>load<u32>(index + (i << 2)) * bytes, bytes);
}

/** z[index[i]] += x[i], rows in order; columns from `begin` to `end`. */
@inline
export function scatterRows<T>(x: usize, index: usize, z: usize, rows: usize, width: usize, begin: usize, end: usize): void {
  const bytes = width * sizeof<T>(), at = begin * sizeof<T>();
  for (let i: usize = 0; i < rows; i++) {
    let p = x + i * bytes + at, q = z + <usize>load<u32>(index + (i << 2)) * bytes + at;
    for (let left = <isize>(end - begin); left > 0; left -= lanes<T>()) {
      storeUpTo<T>(q, v128.add<T>(loadUpTo<T>(q, left), loadUpTo<T>(p, left)), left);
      p += 16;
      q += 16;
    }
  }
}

/** float32 as float64. */
export function widen(x: usize, z: usize, begin: usize, end: usize): void {
  x += begin << 2;
  z += begin << 3;
  for (let left = <isize>(end - begin); left > 0; left -= 4) {
    const v = loadUpTo<f32>(x, left);
    storeUpTo<f64>(z, f64x2.promote_low_f32x4(v), left);
    if (left > 2) storeUpTo<f64>(z + 16, promoteHigh(v), left - 2);
    x += 16;
    z += 32;
  }
}

/** float64 as float32. */
export function narrow(x: usize, z: usize, begin: usize, end: usize): void {
  x += begin << 3;
  z += begin << 2;
  for (let left = <isize>(end - begin); left > 0; left -= 4) {
    const low = loadUpTo<f64>(x, left), high = left > 2 ? loadUpTo<f64>(x + 16, left - 2) : low;
    storeUpTo<f32>(z, demote(low, high), left);
    x += 32;
    z += 16;
  }
}
