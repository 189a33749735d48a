import { noGrad, type Parameter } from "../autograd/mod.ts";
import { requireCount } from "../errors/mod.ts";
import { inMode, type Module } from "../nn/mod.ts";
import type { Rng } from "../random/mod.ts";
import { crossEntropy, step, symmetricEigen, Tensor } from "../tensor/mod.ts";

/** A place, or a direction, among the parameters of a model: as many numbers as it has, one after another. */
export type Weights = Float64Array;

/** The parameters of a model as they are now. */
export function weightsOf(model: Module): Weights {
  const tensors = model.parameters().map(({ tensor }) => tensor);
  const weights = new Float64Array(tensors.reduce((sum, { size }) => sum + size, 0));
  let at = 0;
  for (const { data } of tensors) {
    weights.set(data, at);
    at += data.length;
  }
  return weights;
}

function setWeights(model: Module, weights: Weights): void {
  let at = 0;
  for (const { tensor: { data } } of model.parameters()) {
    data.set(weights.subarray(at, at + data.length));
    at += data.length;
  }
}

/**
 * A direction scaled filter by filter to the size of the model's own filters: dᵢ ‖wᵢ‖ / ‖dᵢ‖. Nets that differ only in the
 * scale of their filters then have the same surface. Biases and batch norms do not move. Source: Li et al. 2018, section 4.
 *
 * A filter is what makes one output: of a convolution `[out, …]` a row, of a linear layer `[in, out]` a column.
 */
export function filterNormalised(model: Module, direction: Weights): Weights {
  const result = new Float64Array(direction.length);
  let at = 0;
  for (const { tensor } of model.parameters()) {
    for (const filter of filtersOf(tensor)) {
      let [own, other] = [0, 0];
      for (const i of filter) {
        own += tensor.data[i]! ** 2;
        other += direction[at + i]! ** 2;
      }
      const factor = other > 0 ? Math.sqrt(own / other) : 0;
      for (const i of filter) result[at + i] = direction[at + i]! * factor;
    }
    at += tensor.size;
  }
  return result;
}

/** For each filter where its numbers are; none of a bias, and of a batch norm. */
function filtersOf({ shape, size }: Parameter): number[][] {
  if (shape.length < 2) return [];
  const linear = shape.length === 2;
  const count = shape[linear ? 1 : 0]!;
  const length = size / count;
  return Array.from(
    { length: count },
    (_, k) => Array.from({ length }, (_, i) => linear ? i * count + k : k * length + i),
  );
}

/** A direction of standard normal numbers. */
export function randomDirection(model: Module, rng: Rng): Weights {
  return weightsOf(model).map(() => rng.normal());
}

/**
 * The two directions in which a path of weights went farthest from its end, orthonormal, and each place of the path in them:
 * the principal components of θₜ − θ_end, found through the small matrix of their products. Source: Li et al. 2018, section 7.
 *
 * @throws {RangeError} when the path has fewer than 3 places.
 */
export function pathPlane(path: readonly Weights[]): {
  readonly directions: readonly [Weights, Weights];
  readonly places: readonly (readonly [number, number])[];
  /** Of the squared distances from the end: what lies in the plane. */
  readonly share: number;
} {
  const end = path.at(-1);
  if (end === undefined || path.length < 3) {
    throw new RangeError(`Cannot lay a plane through a path: it must have at least 3 places, found ${path.length}`);
  }
  const away = path.slice(0, -1).map((weights) => weights.map((w, i) => w - end[i]!));
  const products = away.map((a) => away.map((b) => dot(a, b)));
  const { values, vectors } = symmetricEigen(Tensor.of(products, { dtype: "float64" }));
  const direction = (k: number): Weights => {
    const sum = new Float64Array(end.length);
    const rate = 1 / Math.sqrt(values.data[k]!);
    away.forEach((a, t) => {
      const c = vectors.at(t, k) * rate;
      for (let i = 0; i < sum.length; i++) sum[i]! += c * a[i]!;
    });
    return sum;
  };
  const directions = [direction(0), direction(1)] as const;
  const total = values.sum().item();
  return {
    directions,
    places: [...away.map((a) => [dot(a, directions[0]), dot(a, directions[1])] as const), [0, 0]],
    share: (values.data[0]! + values.data[1]!) / total,
  };
}

function dot(a: Weights, b: Weights): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Which part of the plane. */
export interface SurfaceOptions {
  /** The axes. */
  readonly directions: readonly [Weights, Weights];
  /** From where to where along each axis, 0 being the model as it is. */
  readonly ranges: readonly [readonly [number, number], readonly [number, number]];
  /** Places along each axis. */
  readonly points: number;
}

/**
 * The mean cross-entropy of examples at θ + a d₁ + b d₂, in evaluation mode; the model stays as it was.
 *
 * Shape of the result: `[points, points]`, a along rows, b from row to row.
 *
 * @throws {RangeError} when the number of points is no whole number of at least 1.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { filterNormalised, Linear, lossSurface, randomDirection, Rng, Tensor } from "nnr";
 *
 * const net = new Linear(2, 2, { rng: new Rng(1) });
 * const direction = (seed: number) => filterNormalised(net, randomDirection(net, new Rng(seed)));
 * const surface = lossSurface(net, { x: Tensor.of([[1, 2]]), y: Tensor.of([[1, 0]]) }, {
 *   directions: [direction(2), direction(3)],
 *   ranges: [[-1, 1], [-1, 1]],
 *   points: 5,
 * });
 * expect(surface.shape).toEqual([5, 5]);
 * ```
 */
export function lossSurface(
  model: Module,
  { x, y }: { readonly x: Tensor; readonly y: Tensor },
  { directions: [first, second], ranges, points }: SurfaceOptions,
): Tensor {
  requireCount("draw a loss surface", "number of points", points);
  const middle = weightsOf(model);
  const [across, up] = ranges.map(([low, high]) =>
    Array.from({ length: points }, (_, i) => points === 1 ? low : low + (high - low) * i / (points - 1))
  ) as [number[], number[]];
  const lossAt = (a: number, b: number): number => {
    setWeights(model, middle.map((w, k) => w + a * first[k]! + b * second[k]!));
    return step(() => noGrad(() => crossEntropy(model.forward(x), y, { average: true }).item()));
  };
  const losses = inMode(model, false, () => up.flatMap((b) => across.map((a) => lossAt(a, b))));
  setWeights(model, middle);
  return new Tensor(Float64Array.from(losses), [points, points]);
}
