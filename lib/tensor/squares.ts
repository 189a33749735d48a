import { dot } from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { combine, scaled } from "./elementwise.ts";
import { begin, take, viewAt } from "./memory.ts";
import { finish, type Node, place, remember, room } from "./node.ts";

/** Σ x², gathered in float64. */
export function sumOfSquares(x: Node): number {
  const action = "sum the squares of";
  const engine = begin();
  const z = take(8, action);
  const at = place(x, action);
  dot(engine, { dtype: x.dtype, x: at, y: at, z, rows: 1, count: x.size });
  return viewAt("float64", z, 1)[0]!;
}

/** J = Σ (x − t)² / n; ∂x = 2 (x − t) / n and ∂t = −∂x. */
export function meanSquare(x: Node, t: Node): Node {
  const action = "take the mean squared error of";
  const [one, other] = [shapeText(x.shape), shapeText(t.shape)];
  if (one !== other) throw new RangeError(`Cannot ${action} ${one} and ${other}: their shapes must be equal`);
  const difference = combine("sub", x, t);
  const value = sumOfSquares(difference) / x.size;
  begin();
  const loss = room([], x.dtype, action);
  viewAt(x.dtype, loss.at, 1)[0] = value;
  return remember(finish(loss), [x, t], (dy) => {
    const factor = 2 * dy.data[0]! / x.size;
    return [
      x.tracked ? scaled(difference, factor) : undefined,
      t.tracked ? scaled(difference, -factor) : undefined,
    ];
  });
}
