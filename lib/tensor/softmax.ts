import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { sameDType } from "./dtype.ts";
import { scaled } from "./elementwise.ts";
import { requireLabels } from "./labels.ts";
import { begin, int32At, isRecording, take } from "./memory.ts";
import { finish, type Node, place, remember, room } from "./node.ts";

/** Softmax over the last axis, or its logarithm. */
export function softmaxRows(name: "softmax" | "log-softmax", x: Node): Node {
  const logarithm = name === "log-softmax";
  const action = `take the ${name} of`;
  const count = rowLength(action, x);
  const { dtype } = x;
  const rows = x.size / count;
  const engine = begin();
  const y = room(x.shape, dtype, action);
  (logarithm ? kernels.logSoftmax : kernels.softmax)(engine, { dtype, rows, count, x: place(x, action), y: y.at });
  finish(y);
  return remember(y, [x], (dy) => {
    const engine = begin();
    const dx = room(x.shape, dtype, action);
    const pointers = { y: place(y, action), dy: place(dy, action), dx: dx.at };
    (logarithm ? kernels.logSoftmaxGradient : kernels.softmaxGradient)(engine, { dtype, rows, count, ...pointers });
    return [finish(dx)];
  });
}

function rowLength(action: string, { shape }: Node): number {
  const count = shape.at(-1) ?? 0;
  if (count >= 1) return count;
  throw new RangeError(`Cannot ${action} ${shapeText(shape)}: the last size must be at least 1`);
}

const ACTION = "take the cross-entropy of";

/**
 * J = −Σ t ln softmax(x) over the last axis, summed over rows, or their mean; ∂x = softmax(x) Σ t − t, computed on the way
 * forward, where softmax(x) is at hand.
 */
export function crossEntropyRows(x: Node, targets: Node, average: boolean): Node {
  sameDType(ACTION, x, targets);
  if (targets.tracked && isRecording()) {
    throw new TypeError(`Cannot ${ACTION} targets that are parameters: its gradient by targets is not known`);
  }
  return loss(x, average, (engine, loss) => {
    kernels.crossEntropyTargets(engine, { ...loss, targets: place(targets, ACTION) });
  });
}

/** The same for targets that are all of one class a row: J = −Σ ln softmax(x)[label]. */
export function crossEntropyLabels(x: Node, labels: ArrayLike<number>, average: boolean): Node {
  const count = rowLength(ACTION, x);
  const rows = x.size / count;
  if (labels.length !== rows) {
    throw new RangeError(`Cannot ${ACTION} ${shapeText(x.shape)}: found ${labels.length} labels, expected ${rows}`);
  }
  requireLabels(ACTION, labels, count);
  return loss(x, average, (engine, loss) => {
    const at = take(4 * rows, ACTION);
    int32At(at, rows).set(labels);
    kernels.crossEntropy(engine, { ...loss, labels: at });
  });
}

/** A loss whose kernel fills one number a row and, where a gradient is wanted, ∂x. */
function loss(x: Node, average: boolean, run: (engine: kernels.Engine, loss: kernels.Loss) => void): Node {
  const { dtype } = x;
  const count = rowLength(ACTION, x);
  const rows = x.size / count;
  const engine = begin();
  const scale = average ? 1 / rows : 1;
  const wanted = x.tracked && isRecording();
  const dx = wanted ? room(x.shape, dtype, ACTION) : undefined;
  const loss = room([], dtype, ACTION);
  const each = room([rows], dtype, ACTION);
  run(engine, { dtype, rows, count, scale, x: place(x, ACTION), loss: each.at, dx: dx?.at ?? 0 });
  const fold = average ? kernels.mean : kernels.sum;
  fold(engine, { dtype, x: each.at, z: loss.at, outer: 1, count: rows, inner: 1 });
  if (dx) finish(dx);
  finish(loss);
  return remember(loss, [x], (dy) => [dy.data[0] === 1 ? dx : scaled(dx!, dy.data[0]!)]);
}
