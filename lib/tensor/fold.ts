import type { Engine, Reduction } from "../kernels/mod.ts";
import { sum } from "../kernels/mod.ts";
import { begin } from "./memory.ts";
import { finish, type Node, place, room } from "./node.ts";
import { axisOf, sizeOf } from "./shape.ts";

/** An axis as kernels fold it, and the shape that remains. */
export interface Line {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
  readonly shape: readonly number[];
}

/** The line through each place along an axis; all elements in one line where no axis is named. */
export function lineOf(action: string, { shape, size }: Node, axis: number | undefined, keep: boolean): Line {
  if (axis === undefined) return { outer: 1, count: size, inner: 1, shape: keep ? shape.map(() => 1) : [] };
  const along = axisOf(action, axis, shape);
  return {
    outer: sizeOf(shape.slice(0, along)),
    count: shape[along]!,
    inner: sizeOf(shape.slice(along + 1)),
    shape: keep ? shape.map((n, i) => i === along ? 1 : n) : shape.filter((_, i) => i !== along),
  };
}

/** Folds one axis by a kernel. */
export function folded(
  action: string,
  kernel: (engine: Engine, reduction: Reduction) => void,
  x: Node,
  { outer, count, inner, shape }: Line,
): Node {
  const engine = begin();
  const y = room(shape, x.dtype, action);
  kernel(engine, { dtype: x.dtype, x: place(x, action), z: y.at, outer, count, inner });
  return finish(y);
}

/** The gradient by an operand that was repeated to a broadcast shape: Σ over the repetitions. */
export function reducedTo(dy: Node, shape: readonly number[]): Node {
  const leading = dy.shape.length - shape.length;
  const rest = dy.shape.slice(leading);
  let result = dy;
  if (leading > 0) {
    const inner = sizeOf(rest);
    const outer = sizeOf(dy.shape.slice(0, leading));
    result = folded("sum", sum, dy, { outer: 1, count: outer, inner, shape: rest });
  }
  shape.forEach((n, axis) => {
    if (n !== result.shape[axis]) result = folded("sum", sum, result, lineOf("sum", result, axis, true));
  });
  return result;
}
