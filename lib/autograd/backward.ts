import { shapeText } from "../errors/mod.ts";
import { combine, Node, nodeOfTensor, requireAlive, type Tensor, withoutRecording } from "../tensor/mod.ts";

let walks = 0;

/**
 * ∂J/∂θ for every parameter θ that J was computed from, added to its `grad`.
 *
 * Goes back through the operations in the reverse order of their making: when the turn comes to a node, all that was
 * computed from it has passed its gradient on. Going back twice adds the gradient twice.
 *
 * @throws {RangeError} when J is more than one number.
 * @throws {TypeError} when J was computed from no parameter.
 * @throws {ReferenceError} when J, or a gradient that would be added to, was made in a step that has ended.
 * @throws {Error} when a parameter has changed since J was computed.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { backward, Parameter, Tensor } from "nnr";
 *
 * const w = new Parameter(Tensor.of([[3], [4]]));
 * backward(Tensor.of([[1, 2]]).matmul(w).sum());
 * expect(w.grad?.toArray()).toEqual([[1], [2]]);
 * ```
 */
export function backward(loss: Tensor): void {
  const root = nodeOfTensor(loss);
  if (root.size !== 1) {
    throw new RangeError(`Cannot go back from ${shapeText(root.shape)}: a loss is one number, found ${root.size}`);
  }
  if (root.gradient === undefined) {
    throw new TypeError("Cannot go back: the loss was computed from no parameter, or inside noGrad()");
  }
  requireAlive(root, "go back from");
  const order = reachable(root);
  root.slope = new Node(
    root.shape,
    root.dtype,
    1,
    0,
    root.dtype === "float64" ? Float64Array.of(1) : Float32Array.of(1),
  );
  withoutRecording(() => order.forEach(passOn));
}

/** The computed nodes behind a root, the latest first. */
function reachable(root: Node): Node[] {
  const walk = ++walks;
  root.walk = walk;
  const found = [root];
  for (const node of found) {
    for (const input of node.inputs) {
      if (input.changed > node.serial) {
        throw new Error(
          `Cannot go back: a parameter of ${shapeText(input.shape)} has changed since the loss was computed from it`,
        );
      }
      if (input.gradient === undefined || input.walk === walk) continue;
      input.walk = walk;
      // What an interrupted walk left behind.
      input.slope = undefined;
      found.push(input);
    }
  }
  return found.sort((a, b) => b.serial - a.serial);
}

function passOn(node: Node): void {
  const { slope } = node;
  node.slope = undefined;
  if (slope === undefined) return;
  const gradients = node.gradient!(slope);
  node.inputs.forEach((input, i) => {
    const gradient = gradients[i];
    if (!input.tracked || gradient === undefined) return;
    if (gradients.indexOf(gradient) < i) gradient.shared = true;
    if (input.slope) requireOpen(input.slope);
    input.slope = input.slope ? combine("add", input.slope, gradient) : gradient;
  });
}

/** A gradient that vanished with its step cannot be added to. */
function requireOpen({ shape, step }: Node): void {
  if (step === undefined || step.open) return;
  throw new ReferenceError(
    `Cannot add to the gradient of ${shapeText(shape)}: it was found in a step that has ended; ` +
      "call zeroGrad() before each step",
  );
}
