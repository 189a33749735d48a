import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { copied, pasted, repeated } from "./copy.ts";
import { allocate, type DType, requireDType, sameDType } from "./dtype.ts";
import { reducedTo } from "./fold.ts";
import { begin, int32At, take, viewAt } from "./memory.ts";
import { finish, isOutside, Node, part, place, remember, room } from "./node.ts";
import { axisOf, broadcastShape, sizeOf, stridesOf } from "./shape.ts";

/** The same numbers in another shape, shared; one size may be −1, which is then computed. */
export function reshape(x: Node, shape: readonly number[]): Node {
  const known = shape.filter((n) => n !== -1);
  const target = shape.map((n) => n === -1 ? x.size / sizeOf(known) : n);
  const whole = target.every((n) => Number.isInteger(n) && n >= 0);
  if (shape.length - known.length > 1 || !whole || sizeOf(target) !== x.size) {
    throw new RangeError(
      `Cannot reshape ${shapeText(x.shape)} to ${shapeText(shape)}: it has ${x.size} elements`,
    );
  }
  return remember(part(x, 0, target, "reshape"), [x], (dy) => [part(dy, 0, x.shape, "reshape")]);
}

/** What lies from `start` up to, not including, `end` along an axis: of the first axis shared, of others copied. */
export function slice(x: Node, start: number, end: number, axis: number): Node {
  const along = x.shape.length === 0 ? 0 : axisOf("slice", axis, x.shape);
  const count = x.shape[along] ?? 0;
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= count)) {
    const what = along === 0 ? "rows count" : `axis ${along} counts`;
    throw new RangeError(`Cannot slice ${shapeText(x.shape)} from ${start} to ${end}: ${what} from 0 to ${count}`);
  }
  const strides = stridesOf(x.shape);
  const first = start * sizeOf(x.shape.slice(along + 1));
  const shape = x.shape.length === 0 ? [0] : x.shape.map((n, i) => i === along ? end - start : n);
  const y = along === 0 ? part(x, first, shape, "slice") : copied(x, shape, first, strides);
  return remember(y, [x], (dy) => [pasted([{ part: dy, start: first }], x.shape, "slice")]);
}

/** Tensors one after another along an axis; the way back cuts the gradient into their parts. */
export function concat(parts: readonly Node[], axis: number): Node {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError("Cannot concatenate no tensors: there must be at least 1");
  const along = axisOf("concatenate", axis, first.shape);
  for (const other of others) {
    sameDType("concatenate", first, other);
    const fits = other.shape.length === first.shape.length &&
      other.shape.every((n, i) => i === along || n === first.shape[i]);
    if (fits) continue;
    const [one, another] = [shapeText(first.shape), shapeText(other.shape)];
    throw new RangeError(`Cannot concatenate ${one} and ${another} along axis ${along}: the other sizes must be equal`);
  }
  const inner = sizeOf(first.shape.slice(along + 1));
  let length = 0;
  const starts = parts.map(({ shape }) => {
    const start = length * inner;
    length += shape[along]!;
    return start;
  });
  const shape = first.shape.map((n, i) => i === along ? length : n);
  const y = pasted(parts.map((part, i) => ({ part, start: starts[i]! })), shape, "concatenate");
  return remember(y, parts, (dy) => {
    const strides = stridesOf(shape);
    return parts.map((part, i) => part.tracked ? copied(dy, part.shape, starts[i]!, strides) : undefined);
  });
}

/** Axes in another order: axis i of the result is axis `axes[i]` of x. */
export function permute(x: Node, axes: readonly number[]): Node {
  const order = axes.map((axis) => axisOf("permute", axis, x.shape));
  if (order.length !== x.shape.length || new Set(order).size !== order.length) {
    throw new RangeError(`Cannot permute ${shapeText(x.shape)} to axes ${shapeText(axes)}: each axis must occur once`);
  }
  const strides = stridesOf(x.shape);
  const shape = order.map((axis) => x.shape[axis]!);
  const back = order.map((_, axis) => order.indexOf(axis));
  const y = copied(x, shape, 0, order.map((axis) => strides[axis]!));
  return remember(y, [x], (dy) => {
    const across = stridesOf(shape);
    return [copied(dy, x.shape, 0, back.map((axis) => across[axis]!))];
  });
}

/** Rows become columns. */
export function transpose(x: Node): Node {
  if (x.shape.length !== 2) throw new RangeError(`Cannot transpose ${shapeText(x.shape)}: it must be a matrix`);
  return remember(turned(x), [x], (dy) => [turned(dy)]);
}

function turned(x: Node): Node {
  const [rows, columns] = x.shape as [number, number];
  const { dtype } = x;
  const engine = begin();
  const z = room([columns, rows], dtype, "transpose");
  kernels.transpose(engine, { dtype, x: place(x, "transpose"), z: z.at, rows, columns });
  return finish(z);
}

/** x repeated along axes of size 1 and new leading axes; the way back sums over the repetitions. */
export function broadcast(x: Node, shape: readonly number[]): Node {
  if (shapeText(broadcastShape("broadcast", x.shape, shape)) !== shapeText(shape)) {
    throw new RangeError(`Cannot broadcast ${shapeText(x.shape)} to ${shapeText(shape)}: it would shrink`);
  }
  return remember(repeated(x, shape), [x], (dy) => [reducedTo(dy, x.shape)]);
}

/** Some of the first axis's rows, in the order given; the way back adds rows that were taken twice. */
export function rows(x: Node, indices: readonly number[]): Node {
  const [count = 0, ...rest] = x.shape;
  for (const index of indices) {
    if (Number.isInteger(index) && index >= 0 && index < count) continue;
    throw new RangeError(`Cannot take row ${index} of ${shapeText(x.shape)}: rows count from 0 to ${count - 1}`);
  }
  const width = sizeOf(rest);
  const shape = [indices.length, ...rest];
  const y = isOutside(x) ? gatheredHere(x, indices, width, shape) : gathered(x, indices, width, shape);
  return remember(y, [x], (dy) => {
    const action = "take rows of";
    const engine = begin();
    const { dtype } = x;
    const dx = room(x.shape, dtype, action);
    viewAt(dtype, dx.at, dx.size).fill(0);
    const pointers = { x: place(dy, action), index: placeIndices(indices), z: dx.at };
    kernels.scatterRows(engine, { dtype, ...pointers, rows: indices.length, width });
    return [finish(dx)];
  });
}

/** Rows of an ordinary array go straight to where they are needed; the array may be larger than the memory. */
function gatheredHere(x: Node, indices: readonly number[], width: number, shape: readonly number[]): Node {
  const source = x.data;
  const engine = begin();
  const y = room(shape, x.dtype, "take rows of");
  const target = engine.memory[x.dtype](y.at, y.size);
  indices.forEach((index, i) => target.set(source.subarray(index * width, (index + 1) * width), i * width));
  return finish(y);
}

function gathered(x: Node, indices: readonly number[], width: number, shape: readonly number[]): Node {
  const action = "take rows of";
  const engine = begin();
  const { dtype } = x;
  const y = room(shape, dtype, action);
  const pointers = { x: place(x, action), index: placeIndices(indices), z: y.at };
  kernels.gatherRows(engine, { dtype, ...pointers, rows: indices.length, width });
  return finish(y);
}

function placeIndices(indices: readonly number[]): number {
  const at = take(4 * indices.length, "take rows of");
  int32At(at, indices.length).set(indices);
  return at;
}

/** The numbers as another number type. */
export function convert(x: Node, dtype: DType): Node {
  return remember(converted(x, dtype), [x], (dy) => [converted(dy, x.dtype)]);
}

function converted(x: Node, dtype: DType): Node {
  requireDType(dtype);
  if (isOutside(x)) {
    const array = allocate(dtype, x.size);
    array.set(x.data);
    return new Node(x.shape, dtype, x.size, 0, array);
  }
  const engine = begin();
  const z = room(x.shape, dtype, "convert");
  const from = place(x, "convert");
  if (x.dtype === dtype) viewAt(dtype, z.at, z.size).set(viewAt(dtype, from, x.size));
  else kernels.convert(engine, { to: dtype, x: from, z: z.at, n: x.size });
  return finish(z);
}
