import { requireCount, shapeText } from "../errors/mod.ts";
import { type DType, type RandomOptions, Tensor } from "../tensor/mod.ts";
import { type Activation, linear, sigmoid } from "./activation.ts";
import { type Initialiser, xavierUniform } from "./initialise.ts";

/** post = φ(X W + b). */
export interface Layer {
  /** Weights, `[inputs, outputs]`: a column holds what one unit weighs its inputs with. */
  readonly W: Tensor;
  /** Biases, `[outputs]`. */
  readonly b: Tensor;
  /** φ. */
  readonly activation: Activation;
}

/** Layers in the order in which data meets them; the last one gives the logits, or whatever its activation makes of them. */
export type Network = readonly Layer[];

/** How a network starts. */
export interface NetworkOptions extends RandomOptions {
  /** The activation of every layer but the last; sigmoid unless given. */
  readonly hidden?: Activation;
  /** The activation of the last layer; linear, which gives logits, unless given. */
  readonly output?: Activation;
  /** Where weights start; `xavierUniform` unless given. */
  readonly initialise?: Initialiser;
}

/**
 * A fully connected network with weights from `initialise` and biases 0.
 *
 * @throws {RangeError} when there are fewer than two sizes, or one is no whole number of at least 1.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch } from "nnr";
 *
 * const network = scratch.createNetwork([1024, 64, 36], { rng: new Rng(1) });
 * const numbers = scratch.parameters(network).map(({ name, values }) => `${name}: ${values.size}`);
 * expect(numbers).toEqual(["W1: 65536", "b1: 64", "W2: 2304", "b2: 36"]);
 * ```
 */
export function createNetwork(sizes: readonly number[], options: NetworkOptions): Network {
  const { rng, dtype = "float32", hidden = sigmoid, output = linear, initialise = xavierUniform } = options;
  const action = `make a network of sizes ${shapeText(sizes)}`;
  if (sizes.length < 2) throw new RangeError(`Cannot ${action}: it needs at least inputs and outputs`);
  for (const size of sizes) requireCount(action, "size of a layer", size);
  return sizes.slice(1).map((outputs, i) => ({
    W: initialise([sizes[i]!, outputs], { rng, dtype }),
    b: Tensor.zeros([outputs], { dtype }),
    activation: i < sizes.length - 2 ? hidden : output,
  }));
}

/**
 * The same network with values of its own, which training the other leaves alone; in another number type if asked.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch } from "nnr";
 *
 * const network = scratch.createNetwork([2, 2], { rng: new Rng(1) });
 * const before = scratch.copyNetwork(network);
 * network[0]?.W.data.fill(0);
 * expect(before[0]?.W.abs().max().item()).toBeGreaterThan(0);
 * ```
 */
export function copyNetwork(network: Network, dtype?: DType): Network {
  return network.map(({ W, b, activation }) => ({ W: W.as(dtype ?? W.dtype), b: b.as(dtype ?? b.dtype), activation }));
}

/** A weight matrix or bias with its name. */
export interface NamedParameter {
  /** `W1`, `b1`, `W2` … */
  readonly name: string;
  /** The network's own, not a copy. */
  readonly values: Tensor;
}

/** All weights and biases, layer after layer. */
export function parameters(network: Network): readonly NamedParameter[] {
  return network.flatMap(({ W, b }, i) => [{ name: `W${i + 1}`, values: W }, { name: `b${i + 1}`, values: b }]);
}

/**
 * The columns of a weight matrix as images, one a unit.
 *
 * Shapes: W `[height · width, units]`; `[units, height, width]` comes back.
 *
 * @throws {RangeError} when an image of that size does not hold a column.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { scratch, Tensor } from "nnr";
 *
 * const W = Tensor.of([[1, 10], [2, 20], [3, 30], [4, 40]]);
 * expect(scratch.columnImages(W, [2, 2]).toArray()).toEqual([[[1, 2], [3, 4]], [[10, 20], [30, 40]]]);
 * ```
 */
export function columnImages(W: Tensor, [height, width]: readonly [number, number]): Tensor {
  const columns = W.transpose();
  const [units = 0, inputs = 0] = columns.shape;
  if (height * width !== inputs) {
    throw new RangeError(`Cannot show columns of ${inputs} weights as images of ${height} by ${width}`);
  }
  return columns.reshape([units, height, width]);
}
