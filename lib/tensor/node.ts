import { shapeText } from "../errors/mod.ts";
import { type Images, unweave, weave, wovenLength } from "../kernels/mod.ts";
import type { DType, NumberArray, Values } from "./dtype.ts";
import { bytesOf, isRecording, openStep, placeOf, running, type Step, take, viewAt } from "./memory.ts";
import { sizeOf } from "./shape.ts";

/** From ∂J/∂y to ∂J/∂x for each x that y was computed from; nothing where no gradient is wanted. */
export type Gradient = (dy: Node) => readonly (Node | undefined)[];

/** Numbers in a shape, where they lie, and how they came about. A `Tensor` is a node with methods. */
export class Node implements Values {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly size: number;
  /** The address in the engine's memory; 0: an ordinary array. */
  at: number;
  /** The address of the same numbers woven, eight images innermost; 0: nowhere. Only in a step, for float32 images. */
  woven = 0;
  /** The numbers; for what lies in the engine's memory a view, made when first asked for. */
  array: NumberArray | undefined;
  /** The step that the numbers vanish with. */
  step: Step | undefined;
  /** Whether a gradient by this node is wanted. */
  tracked = false;
  /** What it was computed from. */
  inputs: readonly Node[] = [];
  /** The way back to the inputs; nothing for what was not computed. */
  gradient: Gradient | undefined = undefined;
  /** Later nodes have larger numbers. */
  serial = 0;
  /** The number that a node would have had when these values were last changed in place. */
  changed = 0;
  /** ∂J/∂node: during a walk back; for parameters after it too. */
  slope: Node | undefined = undefined;
  /** On a walk back: the gradient of more than one node, so that none may write into it. */
  shared = false;
  /** The last walk back that came by. */
  walk = 0;
  /** The node whose numbers these are part of: it holds their memory. */
  owner: Node | undefined = undefined;

  constructor(shape: readonly number[], dtype: DType, size: number, at: number, array?: NumberArray, step?: Step) {
    this.shape = shape;
    this.dtype = dtype;
    this.size = size;
    this.at = at;
    this.array = array;
    this.step = step;
  }

  /** The numbers, row after row. */
  get data(): NumberArray {
    requireAlive(this, "read");
    if (this.array !== undefined) return this.array;
    const view = viewAt(this.dtype, place(this, "read"), this.size);
    if (this.at !== 0) this.array = view;
    return view;
  }
}

let serials = 0;

/** The number of the next node. */
export function nextSerial(): number {
  return ++serials;
}

/** Refuses what has vanished with its step. */
export function requireAlive(x: Node, action: string): void {
  if (x.step === undefined || x.step.open) return;
  throw new ReferenceError(
    `Cannot ${action} a tensor of ${
      shapeText(x.shape)
    }: it was made in a step that has ended; only what step() returns stays`,
  );
}

/** A node of an array, which is used where it lies. */
export function nodeOf(array: NumberArray, shape: readonly number[]): Node {
  const dtype = array instanceof Float64Array ? "float64" : "float32";
  const place = placeOf(array);
  if (place === undefined) return new Node(shape, dtype, array.length, 0, array);
  const step = openStep();
  if (place.inArena && step === undefined) {
    throw new ReferenceError("Cannot make a tensor of numbers that were made in a step that has ended");
  }
  return new Node(shape, dtype, array.length, place.at, array, place.inArena ? step : undefined);
}

/** Where the numbers of a node lie in the engine's memory; an ordinary array is copied there for the operation. */
export function place(x: Node, action: string): number {
  requireAlive(x, action);
  if (x.at !== 0) return x.at;
  const at = take(bytesOf(x.dtype, x.size), action);
  if (x.woven === 0) viewAt(x.dtype, at, x.size).set(x.array!);
  else {
    unweave(running(), imagesOf(x), { z: x.woven, x: at });
    if (x.step === openStep()) x.at = at;
  }
  return at;
}

/** Where the numbers of a node lie woven; they are woven when they are not yet. */
export function placeWoven(x: Node, action: string): number {
  requireAlive(x, action);
  if (x.woven !== 0) return x.woven;
  const from = place(x, action);
  const batch = imagesOf(x);
  const z = take(bytesOf("float32", wovenLength(batch)), action);
  weave(running(), batch, { x: from, z });
  if (x.step !== undefined && x.step === openStep()) x.woven = z;
  return z;
}

/** A node of images as kernels describe them. */
export function imagesOf({ shape }: Node): Images {
  const [images, channels, height, width] = shape as [number, number, number, number];
  return { images, channels, size: [height, width] };
}

/** Whether the numbers are in an ordinary array. */
export function isOutside(x: Node): boolean {
  return x.at === 0 && x.woven === 0;
}

/** The node itself, or in a step its numbers as they are now in the arena: what the way back reads. */
export function held(x: Node, action: string): Node {
  requireAlive(x, action);
  const step = openStep();
  if (step === undefined || !isOutside(x)) return x;
  return new Node(x.shape, x.dtype, x.size, place(x, action), undefined, step);
}

/** Some of a node's numbers, in a shape of their own; they are shared, not copied. */
export function part(x: Node, start: number, shape: readonly number[], action: string): Node {
  requireAlive(x, action);
  const size = sizeOf(shape);
  const outside = isOutside(x);
  const at = outside ? 0 : place(x, action) + bytesOf(x.dtype, start);
  const array = outside ? x.array!.subarray(start, start + size) : undefined;
  const y = new Node(shape, x.dtype, size, at, array, x.step);
  y.owner = x;
  return y;
}

/** A node for an operation to fill; nothing is cleared. */
export function room(shape: readonly number[], dtype: DType, action: string): Node {
  const size = sizeOf(shape);
  return new Node(shape, dtype, size, take(bytesOf(dtype, size), action), undefined, openStep());
}

/** A node of float32 images for an operation to fill, woven. */
export function wovenRoom(shape: readonly number[], action: string): Node {
  const y = new Node(shape, "float32", sizeOf(shape), 0, undefined, openStep());
  y.woven = take(bytesOf("float32", wovenLength(imagesOf(y))), action);
  return y;
}

/** A node for an operation to fill in the place of woven images that nobody needs any more. */
export function over(x: Node): Node {
  const y = new Node(x.shape, "float32", x.size, 0, undefined, openStep());
  y.woven = x.woven;
  return y;
}

/** Ends an operation: outside a step its result becomes an ordinary array. */
export function finish(y: Node): Node {
  if (openStep() !== undefined) return y;
  y.array = viewAt(y.dtype, place(y, "finish"), y.size).slice();
  y.at = 0;
  y.woven = 0;
  return y;
}

/** Notes how y came about, if a gradient by one of the inputs is wanted. */
export function remember(y: Node, inputs: readonly Node[], gradient: Gradient): Node {
  if (!isRecording()) return y;
  for (const input of inputs) if (input.tracked) return track(y, inputs, gradient);
  return y;
}

function track(y: Node, inputs: readonly Node[], gradient: Gradient): Node {
  y.tracked = true;
  y.inputs = inputs;
  y.gradient = gradient;
  y.serial = nextSerial();
  return y;
}
