// A walk over two arrays row by row, each with strides of its own.
//
// Table, in int32: rank, sizes, strides of the first array, strides of the second (in elements, 0 where it is repeated).
import { slot } from "./vector";

/** Where the walk stands: offsets of both arrays, then the index of each axis but the last. In the thread's own memory. */
@inline
export function counters(): usize {
  return slot(8);
}

/** Sets the walk to a row, counted over all axes but the last. */
export function startRow(table: usize, row: usize): void {
  const rank = load<u32>(table);
  let x = 0, y = 0;
  for (let axis = rank - 1; axis > 0; axis--) {
    const p = table + (axis << 2), size = load<u32>(p), index = <i32>(row % size);
    row /= size;
    store<i32>(counters() + 4 + (axis << 2), index);
    x += index * load<i32>(p + (rank << 2));
    y += index * load<i32>(p + (rank << 3));
  }
  store<i32>(counters(), x);
  store<i32>(counters(), y, 4);
}

/** Goes to the next row. */
export function nextRow(table: usize): void {
  const rank = load<u32>(table);
  let x = load<i32>(counters()), y = load<i32>(counters(), 4);
  for (let axis = rank - 1; axis > 0; axis--) {
    const p = table + (axis << 2), at = counters() + 4 + (axis << 2), size = load<i32>(p), index = load<i32>(at) + 1;
    const xStride = load<i32>(p + (rank << 2)), yStride = load<i32>(p + (rank << 3));
    x += xStride;
    y += yStride;
    if (index < size) {
      store<i32>(at, index);
      break;
    }
    store<i32>(at, 0);
    x -= xStride * size;
    y -= yStride * size;
  }
  store<i32>(counters(), x);
  store<i32>(counters(), y, 4);
}
