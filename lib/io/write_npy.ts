import { shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { MAGIC } from "./npy_header.ts";
import { bytesOf } from "./number_type.ts";
import { MOST_AXES } from "./shape.ts";

/** Magic, version, length of the header. */
const PREFIX = 10;
/** The numbers begin at a multiple of this, as NumPy has it. */
const ALIGNMENT = 64;

/**
 * The bytes of a NumPy `.npy` file: float32 as `<f4`, float64 as `<f8`, in row-major order, version 1.0.
 *
 * @throws {RangeError} when the tensor has more than the 64 axes that NumPy knows.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Tensor, writeNpy } from "nnr";
 *
 * const bytes = writeNpy(Tensor.zeros([2, 3]));
 * expect(new TextDecoder().decode(bytes.subarray(10, 128)).trim())
 *   .toBe("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
 * ```
 */
export function writeNpy({ data, shape }: Tensor): Uint8Array {
  if (shape.length > MOST_AXES) {
    throw new RangeError(`Cannot write the .npy file of ${shapeText(shape)}: NumPy has at most ${MOST_AXES} axes`);
  }
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f${data.BYTES_PER_ELEMENT}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The header ends with a line feed.
  const start = Math.ceil((PREFIX + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, start - PREFIX, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(start - PREFIX - 1)}\n`), PREFIX);
  bytes.set(bytesOf(data), start);
  return bytes;
}
