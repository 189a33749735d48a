import { shapeText } from "../errors/mod.ts";
import { Rng } from "../random/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import { backward } from "./backward.ts";
import { noGrad } from "./no_grad.ts";
import { Parameter } from "./parameter.ts";

/** How closely a gradient is looked at. */
export interface GradcheckOptions {
  /** ε of the central difference; 1e-5 unless given. */
  readonly epsilon?: number;
  /** The largest |analytic − numeric| that is let pass, relative to the larger of them and 1; 1e-7 unless given. */
  readonly tolerance?: number;
  /** Which arguments to vary; all unless given. */
  readonly arguments?: readonly number[];
}

/**
 * Compares the gradient of a function of tensors with central differences, element by element, in float64.
 *
 * The function's values are weighted by fixed random numbers r and summed, J = Σ r f(x), so that every one of them counts.
 * By default truncation is about ε² = 1e-10 and round-off u / ε = 1e-11, both times J's size.
 *
 * @throws {Error} that names the function, the argument, the index and both values where they differ.
 * @throws {TypeError} when an argument is not float64.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { gradcheck, Tensor } from "nnr";
 *
 * const x = Tensor.of([0.5, -1], { dtype: "float64" });
 * gradcheck("tanh", (x) => x.tanh(), [x]);
 * expect(() => gradcheck("wrong", (x) => x.tanh().add(new Tensor(x.data, x.shape)), [x])).toThrow(
 *   "Cannot confirm the gradient of wrong by argument 0 at [0]: found",
 * );
 * ```
 */
export function gradcheck(
  name: string,
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  { epsilon = 1e-5, tolerance = 1e-7, arguments: varied = inputs.map((_, i) => i) }: GradcheckOptions = {},
): void {
  for (const [i, { dtype }] of inputs.entries()) {
    if (dtype === "float64") continue;
    throw new TypeError(`Cannot check the gradient of ${name}: argument ${i} is ${dtype}, expected float64`);
  }
  const parameters = inputs.map((input, i) => varied.includes(i) ? new Parameter(input) : input);
  const outputs = f(...parameters);
  const weights = Tensor.uniform(outputs.shape, -1, 1, { rng: new Rng(1), dtype: "float64" });
  const loss = (): number => noGrad(() => f(...parameters).mul(weights).sum().item());
  backward(outputs.mul(weights).sum());
  for (const at of varied) {
    const { data, shape, grad } = parameters[at] as Parameter;
    for (let i = 0; i < data.length; i++) {
      const analytic = grad?.data[i] ?? 0;
      const numeric = centralDifference(data, i, loss, epsilon);
      const size = Math.max(Math.abs(analytic), Math.abs(numeric), 1);
      if (Math.abs(analytic - numeric) <= tolerance * size) continue;
      throw new Error(
        `Cannot confirm the gradient of ${name} by argument ${at} at ${shapeText(indexOf(i, shape))}: ` +
          `found ${analytic} by the chain rule and ${numeric} by central differences`,
      );
    }
  }
}

/** (J(x + ε) − J(x − ε)) / 2ε for one element, which is put back. */
function centralDifference(data: Tensor["data"], i: number, loss: () => number, epsilon: number): number {
  const x = data[i]!;
  data[i] = x + epsilon;
  const ahead = loss();
  data[i] = x - epsilon;
  const behind = loss();
  data[i] = x;
  return (ahead - behind) / (2 * epsilon);
}

function indexOf(i: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const n of [...shape].reverse()) {
    index.unshift(i % n);
    i = Math.floor(i / n);
  }
  return index;
}
