import { firstNotFinite, shapeText } from "../errors/mod.ts";
import type { Tensor } from "./tensor.ts";

/** Refuses what is no matrix, or holds a value that is not finite. */
export function requireFiniteMatrix(action: string, A: Tensor): void {
  if (A.shape.length !== 2) throw new RangeError(`Cannot ${action} ${shapeText(A.shape)}: it must be a matrix`);
  const at = firstNotFinite(A.data);
  if (at < 0) return;
  const columns = A.shape[1]!;
  throw new RangeError(
    `Cannot ${action} ${shapeText(A.shape)}: found ${A.data[at]} in row ${Math.floor(at / columns)}, ` +
      `column ${at % columns}, expected a finite number`,
  );
}
