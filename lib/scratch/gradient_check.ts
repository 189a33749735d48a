import { crossEntropy, type Tensor } from "../tensor/mod.ts";
import { lossGradient } from "./backward.ts";
import { type Examples, requireExamples } from "./examples.ts";
import { logits } from "./forward.ts";
import { copyNetwork, type Network, parameters } from "./network.ts";

/** One scalar's derivative, computed both ways. */
export interface DerivativeCheck {
  /** Where the scalar stands in its parameter: `[row, column]`, or `[unit]` of a bias. */
  readonly index: readonly number[];
  /** By the chain rule. */
  readonly analytic: number;
  /** By central differences. */
  readonly numeric: number;
  /** |a − n| / max(|a|, |n|); 0 where both are 0. */
  readonly error: number;
}

/** What was found for one parameter. */
export interface ParameterCheck {
  /** `W1`, `b1`, `W2` … */
  readonly name: string;
  /** Σ over its scalars of |a − n| / max(|a|, |n|). */
  readonly error: number;
  /** The scalar with the largest error. */
  readonly worst: DerivativeCheck;
}

/** What was found for all parameters. */
export interface GradientCheck {
  /** Σ over every scalar of the network. */
  readonly error: number;
  /** Parameter by parameter, in the order of `parameters`. */
  readonly parameters: readonly ParameterCheck[];
}

/**
 * Compares the gradient with (J(θ + ε) − J(θ − ε)) / 2ε for every scalar θ of every parameter.
 *
 * Everything is computed afresh in float64, on a copy: truncation costs O(ε²), round-off O(u / ε) with u = 2^−53.
 *
 * @throws {RangeError} when ε is not positive, or examples do not fit the network or hold NaN.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Rng, scratch, Tensor } from "nnr";
 *
 * const network = scratch.createNetwork([2, 3, 2], { rng: new Rng(1) });
 * const examples = { x: Tensor.of([[1, 2], [-1, 0.5]]), y: Tensor.oneHot([0, 1], 2) };
 * const { error, parameters } = scratch.gradientCheck(network, examples, { epsilon: 1e-5 });
 * expect(parameters.map(({ name }) => name)).toEqual(["W1", "b1", "W2", "b2"]);
 * expect(error).toBeLessThan(1e-6);
 * ```
 */
export function gradientCheck(
  network: Network,
  examples: Examples,
  { epsilon }: { readonly epsilon: number },
): GradientCheck {
  if (!(epsilon > 0 && epsilon < Infinity)) {
    throw new RangeError(`Cannot check a gradient with steps of ${epsilon}: epsilon must be a positive number`);
  }
  requireExamples("check a gradient on", network, examples);
  const exact = copyNetwork(network, "float64");
  const x = examples.x.as("float64");
  const y = examples.y.as("float64");
  const analytic = lossGradient(exact, { x, y }).gradients.flatMap(({ W, b }) => [W, b]);
  const loss = (): number => crossEntropy(logits(exact, x), y).item();
  const checks = parameters(exact).map(({ name, values }, i) => ({
    name,
    ...checkParameter(values, analytic[i]!, loss, epsilon),
  }));
  return { error: checks.reduce((sum, { error }) => sum + error, 0), parameters: checks };
}

function checkParameter(
  values: Tensor,
  analytic: Tensor,
  loss: () => number,
  epsilon: number,
): Omit<ParameterCheck, "name"> {
  const checks = Array.from(analytic.data, (a, i): DerivativeCheck => {
    const n = centralDifference(values, i, loss, epsilon);
    const error = a === n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n));
    return { index: indexOf(i, values.shape), analytic: a, numeric: n, error };
  });
  return {
    error: checks.reduce((sum, { error }) => sum + error, 0),
    worst: checks.reduce((worst, check) => check.error > worst.error ? check : worst),
  };
}

/** (J(θ + ε) − J(θ − ε)) / 2ε for θ = values[i], which is put back. */
function centralDifference({ data }: Tensor, i: number, loss: () => number, epsilon: number): number {
  const theta = data[i]!;
  data[i] = theta + epsilon;
  const ahead = loss();
  data[i] = theta - epsilon;
  const behind = loss();
  data[i] = theta;
  return (ahead - behind) / (2 * epsilon);
}

/** Position i of the values as row and column, or as unit of a bias. */
function indexOf(i: number, shape: readonly number[]): readonly number[] {
  const [, columns] = shape;
  return columns === undefined ? [i] : [Math.floor(i / columns), i % columns];
}
