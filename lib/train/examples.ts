import { firstNotFinite, requireCount, shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** Inputs and what should come out, row by row. */
export interface Examples {
  /** `[n, …]`. */
  readonly x: Tensor;
  /** `[n, …]`: one-hot rows for classes, or whatever the loss compares with. */
  readonly y: Tensor;
}

/** Refuses examples that are none, are not paired, or hold a value that is not finite. */
export function requireExamples(action: string, { x, y }: Examples): number {
  const [n = 0] = x.shape;
  if (n < 1 || n !== y.shape[0]) {
    throw new RangeError(
      `Cannot ${action} x ${shapeText(x.shape)} and y ${shapeText(y.shape)}: ` +
        "both must have the same number of rows, at least 1",
    );
  }
  for (const [name, { data }] of [["x", x], ["y", y]] as const) {
    const at = firstNotFinite(data);
    if (at < 0) continue;
    const row = Math.floor(at * n / data.length);
    throw new RangeError(`Cannot ${action} row ${row} of ${name}: found ${data[at]}, expected a finite number`);
  }
  return n;
}

/** Refuses a batch size that is no whole number of at least 1. */
export function requireBatchSize(action: string, batchSize: number): void {
  requireCount(action, "batch size", batchSize);
}
