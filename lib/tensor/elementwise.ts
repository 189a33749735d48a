import * as kernels from "../kernels/mod.ts";
import { allocate, sameDType } from "./dtype.ts";
import { reducedTo } from "./fold.ts";
import { begin } from "./memory.ts";
import { finish, held, imagesOf, Node, place, placeWoven, remember, room, wovenRoom } from "./node.ts";
import { broadcastShape, broadcastStrides, sizeOf } from "./shape.ts";

/** y = f(x) of every element; ∂x = ∂y f′. */
export function unary(op: kernels.UnaryOp, input: Node): Node {
  const action = `take ${op} of`;
  const engine = begin();
  const x = held(input, action);
  const { dtype } = x;
  const woven = x.woven !== 0 && zeroAtZero.has(op);
  const y = woven ? wovenRoom(x.shape, action) : room(x.shape, dtype, action);
  const where = woven ? { x: x.woven, y: y.woven } : { x: place(x, action), y: y.at };
  kernels.unary(engine, op, { ...where, dtype, n: numbersOf(x, woven) });
  const from = kernels.gradientFrom[op] === "x" ? x : y;
  return remember(finish(y), [input], (dy) => [unaryGradient(op, from, dy)]);
}

/** ∂x = ∂y f′, with f′ computed from x or from y as the kernel wants it. */
export function unaryGradient(op: kernels.UnaryOp, from: Node, dy: Node): Node {
  const action = `find the gradient of ${op} by`;
  const engine = begin();
  const { dtype } = dy;
  const woven = from.woven !== 0 && finiteSlope.has(op);
  const dx = woven ? wovenRoom(dy.shape, action) : room(dy.shape, dtype, action);
  const where = woven
    ? { from: from.woven, dy: placeWoven(dy, action), dx: dx.woven }
    : { from: place(from, action), dy: place(dy, action), dx: dx.at };
  kernels.unaryGradient(engine, op, { ...where, dtype, n: numbersOf(dy, woven) });
  return finish(dx);
}

/** What may be done to woven images as they are: the zeros around them stay zeros. */
const zeroAtZero: ReadonlySet<kernels.UnaryOp> = new Set(["neg", "abs", "relu", "tanh", "gelu"] as const);
/** The gradient there is 0 f′ = 0. */
const finiteSlope: ReadonlySet<kernels.UnaryOp> = new Set([...zeroAtZero, "sigmoid"] as const);

/** How many numbers lie in memory: woven, with the zeros around. */
function numbersOf(x: Node, woven: boolean): number {
  return woven ? kernels.wovenLength(imagesOf(x)) : x.size;
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
  const alike = x.size === y.size && sizeOf(shape) === x.size;
  if (alike && x.woven !== 0 && y.woven !== 0 && op !== "div") {
    const z = wovenRoom(shape, action), n = numbersOf(z, true), strides = [1];
    const where = { x: { at: x.woven, strides }, y: { at: y.woven, strides }, z: z.woven };
    kernels.binary(engine, op, { ...where, dtype, shape: [n] });
    return finish(z);
  }
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
