// z = x ∘ y, element by element, with NumPy's broadcasting.
import { counters, nextRow, startRow } from "./strided";
import { aside, back, lanes, slot } from "./vector";

// The numbers of the operations, as lib/kernels/elementwise.ts counts them.
const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const MAX: i32 = 4;
const MIN: i32 = 5;

@inline
function combine<T>(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return v128.add<T>(x, y);
  if (op == SUB) return v128.sub<T>(x, y);
  if (op == MUL) return v128.mul<T>(x, y);
  if (op == DIV) return v128.div<T>(x, y);
  if (op == MAX) return v128.max<T>(x, y);
  return v128.min<T>(x, y);
}

/** One row; an operand is read in order (step 1), or is one number for all (step 0). */
@inline
function row<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, vectors: usize): void {
  const end = z + (vectors << 4), sameX = v128.load_splat<T>(x), sameY = v128.load_splat<T>(y);
  if (xStep && yStep) {
    for (; z < end; z += 16) {
      v128.store(z, combine<T>(op, v128.load(x), v128.load(y)));
      x += 16;
      y += 16;
    }
  } else if (xStep) {
    for (; z < end; z += 16) {
      v128.store(z, combine<T>(op, v128.load(x), sameY));
      x += 16;
    }
  } else {
    for (; z < end; z += 16) {
      v128.store(z, combine<T>(op, sameX, yStep ? v128.load(y) : sameY));
      y += 16;
    }
  }
}

/** One row whose operands lie any number of elements apart. */
@inline
function apart<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    v128.store_lane<T>(z, combine<T>(op, v128.load_splat<T>(x), v128.load_splat<T>(y)), 0);
    x += xStep * sizeof<T>();
    y += yStep * sizeof<T>();
    z += sizeof<T>();
  }
}

/** The elements from `begin` to `end` of operands that are contiguous (step 1) or one number (step 0). */
@inline
export function binary<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, begin: usize, end: usize): void {
  const at = begin * sizeof<T>();
  anyRow<T>(op, x + (xStep ? at : 0), xStep, y + (yStep ? at : 0), yStep, z + at, end - begin);
}

/** Rows from `begin` to `end` of a strided walk over both operands; z is contiguous. */
@inline
export function binaryStrided<T>(op: i32, x: usize, y: usize, z: usize, table: usize, begin: usize, end: usize): void {
  startRow(table, begin);
  const last = load<u32>(table) - 1, count = load<u32>(table + 4 + 4 * last), rank = last + 1;
  const xStep = load<i32>(table + 4 + 4 * (rank + last)), yStep = load<i32>(table + 4 + 4 * (2 * rank + last));
  z += begin * count * sizeof<T>();
  for (let r = begin; r < end; r++) {
    const p = x + load<i32>(counters(), 0) * sizeof<T>(), q = y + load<i32>(counters(), 4) * sizeof<T>();
    anyRow<T>(op, p, xStep, q, yStep, z, count);
    z += count * sizeof<T>();
    nextRow(table);
  }
}

function anyRow<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, count: usize): void {
  if (xStep > 1 || yStep > 1) {
    anyApart<T>(op, x, xStep, y, yStep, z, count);
    return;
  }
  const vectors = count / lanes<T>(), rest = count % lanes<T>(), done = vectors << 4;
  if (vectors) anyVectors<T>(op, x, xStep, y, yStep, z, vectors);
  if (!rest) return;
  const p = xStep ? aside<T>(0, x + done, rest) : x, q = yStep ? aside<T>(1, y + done, rest) : y;
  anyVectors<T>(op, p, xStep, q, yStep, slot(2), 1);
  back<T>(2, z + done, rest);
}

function anyVectors<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, vectors: usize): void {
  switch (op) {
    case ADD: row<T>(ADD, x, xStep, y, yStep, z, vectors); break;
    case SUB: row<T>(SUB, x, xStep, y, yStep, z, vectors); break;
    case MUL: row<T>(MUL, x, xStep, y, yStep, z, vectors); break;
    case DIV: row<T>(DIV, x, xStep, y, yStep, z, vectors); break;
    case MAX: row<T>(MAX, x, xStep, y, yStep, z, vectors); break;
    default: row<T>(MIN, x, xStep, y, yStep, z, vectors);
  }
}

function anyApart<T>(op: i32, x: usize, xStep: usize, y: usize, yStep: usize, z: usize, count: usize): void {
  switch (op) {
    case ADD: apart<T>(ADD, x, xStep, y, yStep, z, count); break;
    case SUB: apart<T>(SUB, x, xStep, y, yStep, z, count); break;
    case MUL: apart<T>(MUL, x, xStep, y, yStep, z, count); break;
    case DIV: apart<T>(DIV, x, xStep, y, yStep, z, count); break;
    case MAX: apart<T>(MAX, x, xStep, y, yStep, z, count); break;
    default: apart<T>(MIN, x, xStep, y, yStep, z, count);
  }
}
