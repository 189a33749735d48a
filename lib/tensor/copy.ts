import * as kernels from "../kernels/mod.ts";
import { begin, viewAt } from "./memory.ts";
import { finish, type Node, place, room } from "./node.ts";
import { broadcastStrides, stridesOf } from "./shape.ts";

/** Numbers of x in a shape, from `start` on, so far apart along each axis; 0 repeats. */
export function copied(x: Node, shape: readonly number[], start: number, strides: readonly number[]): Node {
  const engine = begin();
  const z = room(shape, x.dtype, "copy");
  const from = { at: place(x, "copy") + start * width(x), strides };
  kernels.copy(engine, { dtype: x.dtype, shape, x: from, z: { at: z.at, strides: stridesOf(shape) } });
  return finish(z);
}

/** Where a part stands in a larger shape: its first element, and the larger shape's strides. */
export interface Pasting {
  readonly part: Node;
  readonly start: number;
}

/** Parts put into zeros of a shape, each along that shape's axes. */
export function pasted(parts: readonly Pasting[], shape: readonly number[], action: string): Node {
  const engine = begin();
  const { dtype } = parts[0]!.part;
  const z = room(shape, dtype, action);
  if (parts.reduce((sum, { part }) => sum + part.size, 0) < z.size) viewAt(dtype, z.at, z.size).fill(0);
  for (const { part, start } of parts) {
    const x = { at: place(part, action), strides: stridesOf(part.shape) };
    const to = { at: z.at + start * width(z), strides: stridesOf(shape) };
    kernels.copy(engine, { dtype, shape: part.shape, x, z: to });
  }
  return finish(z);
}

/** x repeated to a shape that it broadcasts to. */
export function repeated(x: Node, shape: readonly number[]): Node {
  return copied(x, shape, 0, broadcastStrides(x.shape, shape));
}

function width({ dtype }: Node): number {
  return dtype === "float64" ? 8 : 4;
}
