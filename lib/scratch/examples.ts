import { firstNotFinite, shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import type { Network } from "./network.ts";

/** Inputs and what they are, row by row. */
export interface Examples {
  /** `[n, inputs]`. */
  readonly x: Tensor;
  /** `[n, outputs]`: for classes row i is 1 at the class of row i of x and 0 elsewhere, as `Tensor.oneHot` makes it. */
  readonly y: Tensor;
}

/** Refuses examples that do not fit a network or hold a value that is not finite. */
export function requireExamples(action: string, network: Network, { x, y }: Examples): void {
  const inputs = network[0]!.W.shape[0];
  const classes = network.at(-1)!.W.shape[1];
  const [n = 0] = x.shape;
  if (n < 1 || shapeText(x.shape) !== `[${n},${inputs}]` || shapeText(y.shape) !== `[${n},${classes}]`) {
    throw new RangeError(
      `Cannot ${action} x ${shapeText(x.shape)} and y ${shapeText(y.shape)}: ` +
        `expected [n,${inputs}] and [n,${classes}] with n at least 1`,
    );
  }
  for (const [name, { data, shape }] of [["x", x], ["y", y]] as const) {
    const at = firstNotFinite(data);
    if (at < 0) continue;
    const width = shape[1]!;
    throw new RangeError(
      `Cannot ${action} row ${Math.floor(at / width)} of ${name}: ` +
        `column ${at % width} is ${data[at]}, expected a finite number`,
    );
  }
}
