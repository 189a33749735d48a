import { shapeText } from "../errors/mod.ts";

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** Refuses shapes with sizes that are no whole numbers, or with more elements than an array can hold. */
export function requireShape(action: string, shape: readonly number[]): void {
  if (shape.every((n) => Number.isSafeInteger(n) && n >= 0) && sizeOf(shape) <= 2 ** 31) return;
  throw new RangeError(
    `Cannot ${action} ${shapeText(shape)}: sizes must be whole numbers of at least 0, at most 2^31 elements in all`,
  );
}

/** An axis counted from the front; negative ones count from the back. */
export function axisOf(action: string, axis: number, shape: readonly number[]): number {
  const found = axis < 0 ? axis + shape.length : axis;
  if (Number.isInteger(found) && found >= 0 && found < shape.length) return found;
  throw new RangeError(`Cannot ${action} ${shapeText(shape)} along axis ${axis}: it has ${shape.length} axes`);
}

/** The shape that two shapes broadcast to: aligned at the back, sizes equal or one of them 1 (NumPy's rules). */
export function broadcastShape(action: string, a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => {
    const m = a[i - length + a.length] ?? 1;
    const n = b[i - length + b.length] ?? 1;
    if (m === n || n === 1) return m;
    if (m === 1) return n;
    throw new RangeError(
      `Cannot ${action} ${shapeText(a)} and ${shapeText(b)}: sizes ${m} and ${n} neither agree nor are 1`,
    );
  });
}

/** How far apart an operand's elements lie along each axis of the broadcast shape: 0 where it is repeated. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const strides = new Array<number>(target.length).fill(0);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const n = shape[i]!;
    if (n > 1) strides[i + target.length - shape.length] = stride;
    stride *= n;
  }
  return strides;
}

/** How far apart elements lie along each axis. */
export function stridesOf(shape: readonly number[]): number[] {
  return broadcastStrides(shape, shape);
}
