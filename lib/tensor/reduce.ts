import * as kernels from "../kernels/mod.ts";
import { repeated } from "./copy.ts";
import { shapeText } from "../errors/mod.ts";
import { begin } from "./memory.ts";
import { folded, lineOf } from "./fold.ts";
import { finish, held, type Node, part, place, remember, room } from "./node.ts";
import { scaled } from "./elementwise.ts";

/** y = Σ x along an axis, or of everything; ∂x = ∂y, repeated. */
export function sum(x: Node, axis: number | undefined, keep: boolean): Node {
  const y = folded("sum", kernels.sum, x, lineOf("sum", x, axis, keep));
  return remember(y, [x], (dy) => [along(dy, x, axis)]);
}

/** y = Σ x / n; ∂x = ∂y / n, repeated. */
export function mean(x: Node, axis: number | undefined, keep: boolean): Node {
  const action = "take the mean of";
  const line = lineOf(action, x, axis, keep);
  const y = folded(action, kernels.mean, x, line);
  return remember(y, [x], (dy) => [along(scaled(dy, 1 / line.count), x, axis)]);
}

/** y = max x; ∂x = ∂y at the first of the largest, 0 elsewhere. */
export function max(input: Node, axis: number | undefined, keep: boolean): Node {
  const action = "take the maximum of";
  const line = lineOf(action, input, axis, keep);
  if (line.count === 0) throw new RangeError("Cannot take the maximum of no elements: there must be at least 1");
  const x = held(input, action);
  const y = folded(action, kernels.largest, x, line);
  return remember(y, [input], (dy) => {
    const engine = begin();
    const { dtype } = x;
    const dx = room(x.shape, dtype, action);
    const pointers = { x: place(x, action), z: place(y, action), dz: place(dy, action), dx: dx.at };
    kernels.largestGradient(engine, { dtype, ...line, ...pointers });
    return [finish(dx)];
  });
}

/** A gradient by sums, repeated along the axis that was folded. */
function along(dy: Node, { shape }: Node, axis: number | undefined): Node {
  const at = axis === undefined ? undefined : axis < 0 ? axis + shape.length : axis;
  const kept = shape.map((n, i) => at === undefined || i === at ? 1 : n);
  return repeated(part(dy, 0, kept, "repeat"), shape);
}

/** Where the largest element of each row stands: the first of equals, the first NaN if there is one. */
export function argmaxRows(x: Node): number[] {
  const width = x.shape.at(-1) ?? 0;
  if (width < 1) {
    throw new RangeError(`Cannot find the largest element of ${shapeText(x.shape)}: the last size must be at least 1`);
  }
  const { data } = x;
  return Array.from({ length: x.size / width }, (_, row) => {
    let best = 0;
    let largest = data[row * width]!;
    for (let j = 1; j < width && largest === largest; j++) {
      const value = data[row * width + j]!;
      if (value <= largest) continue;
      best = j;
      largest = value;
    }
    return best;
  });
}
