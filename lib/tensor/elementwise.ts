import * as kernels from "../kernels/mod.ts";
import { allocate, sameDType } from "./dtype.ts";
import { reducedTo } from "./fold.ts";
import { begin } from "./memory.ts";
import { finish, held, Node, place, remember, room } from "./node.ts";
import { broadcastShape, broadcastStrides } from "./shape.ts";

/** y = f(x) of every element; ∂x = ∂y f′. */
export function unary(op: kernels.UnaryOp, input: Node): Node {
  const action = `take ${op} of`;
  const engine = begin();
  const x = held(input, action);
  const { dtype, size: n } = x;
  const y = room(x.shape, dtype, action);
  kernels.unary(engine, op, { dtype, x: place(x, action), y: y.at, n });
  const from = kernels.gradientFrom[op] === "x" ? x : y;
  return remember(finish(y), [input], (dy) => [unaryGradient(op, from, dy)]);
}

/** ∂x = ∂y f′, with f′ computed from x or from y as the kernel wants it. */
export function unaryGradient(op: kernels.UnaryOp, from: Node, dy: Node): Node {
  const action = `find the gradient of ${op} by`;
  const engine = begin();
  const { dtype, size: n } = dy;
  const dx = room(dy.shape, dtype, action);
  kernels.unaryGradient(engine, op, { dtype, from: place(from, action), dy: place(dy, action), dx: dx.at, n });
  return finish(dx);
}

/** Any function of single numbers. There is no way back through it. */
export function map(x: Node, f: (x: number) => number): Node {
  const { data, dtype } = x;
  const array = allocate(dtype, data.length);
  for (let i = 0; i < array.length; i++) array[i] = f(data[i]!);
  return remember(new Node(x.shape, dtype, x.size, 0, array), [x], () => {
    throw new TypeError("Cannot find the gradient of map(): the derivative of its function is not known");
  });
}

const words = {
  add: "add",
  sub: "subtract",
  mul: "multiply element by element",
  div: "divide",
} as const;

/** The four operations of arithmetic. */
export type Arithmetic = keyof typeof words;

/**
 * z = x ∘ y of every pair of elements, broadcast by NumPy's rules.
 *
 * ∂x = ∂z, ∂z, ∂z y, ∂z / y and ∂y = ∂z, −∂z, ∂z x, −∂z z / y, each summed over the repetitions.
 */
export function arithmetic(op: Arithmetic, left: Node, right: Node): Node {
  const x = held(left, words[op]);
  const y = held(right, words[op]);
  const z = combine(op, x, y);
  return remember(z, [left, right], (dz) => [
    left.tracked ? reducedTo(leftGradient(op, y, dz), x.shape) : undefined,
    right.tracked ? reducedTo(rightGradient(op, x, y, z, dz), y.shape) : undefined,
  ]);
}

function leftGradient(op: Arithmetic, y: Node, dz: Node): Node {
  return op === "mul" || op === "div" ? combine(op, dz, y) : dz;
}

function rightGradient(op: Arithmetic, x: Node, y: Node, z: Node, dz: Node): Node {
  if (op === "add") return dz;
  if (op === "sub") return negative(dz);
  if (op === "mul") return combine("mul", dz, x);
  return negative(combine("div", combine("mul", dz, z), y));
}

function negative(x: Node): Node {
  const engine = begin();
  const { dtype, size: n } = x;
  const y = room(x.shape, dtype, "negate");
  kernels.unary(engine, "neg", { dtype, x: place(x, "negate"), y: y.at, n });
  return finish(y);
}

/** z = x ∘ y, without a way back. */
export function combine(op: Arithmetic, x: Node, y: Node): Node {
  const action = words[op];
  const { dtype } = x;
  sameDType(action, x, y);
  const shape = broadcastShape(action, x.shape, y.shape);
  const engine = begin();
  const z = room(shape, dtype, action);
  kernels.binary(engine, op, {
    dtype,
    shape,
    x: { at: place(x, action), strides: broadcastStrides(x.shape, shape) },
    y: { at: place(y, action), strides: broadcastStrides(y.shape, shape) },
    z: z.at,
  });
  return finish(z);
}

/** A number as a node beside another. */
export function scalar(value: number, { dtype }: Node): Node {
  const array = allocate(dtype, 1);
  array[0] = value;
  return new Node([], dtype, 1, 0, array);
}

/** x times a number, without a way back. */
export function scaled(x: Node, factor: number): Node {
  return combine("mul", x, scalar(factor, x));
}
