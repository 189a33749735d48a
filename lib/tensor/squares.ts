import { dot } from "../kernels/mod.ts";
import { begin, take, viewAt } from "./memory.ts";
import { type Node, place } from "./node.ts";

/** Σ x², gathered in float64. */
export function sumOfSquares(x: Node): number {
  const action = "sum the squares of";
  const engine = begin();
  const z = take(8, action);
  const at = place(x, action);
  dot(engine, { dtype: x.dtype, x: at, y: at, z, rows: 1, count: x.size });
  return viewAt("float64", z, 1)[0]!;
}
