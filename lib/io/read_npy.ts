import { type NumberArray, Tensor } from "../tensor/mod.ts";
import { npyHeader } from "./npy_header.ts";
import { readNumbers } from "./number_type.ts";
import { Source } from "./source.ts";

/**
 * The array of a NumPy `.npy` file, in row-major order, whatever its order there.
 *
 * Layout: `\x93NUMPY`, version (1.0 to 3.0), the header's length, the header (a Python dictionary: descr, fortran_order,
 * shape), the numbers (NumPy's reference, "numpy.lib.format").
 *
 * f8 stays float64, f4 float32; f2, bool and whole numbers of up to 16 bits become float32, larger ones float64.
 *
 * @throws {SyntaxError} when the file is no such file, is cut off or damaged.
 * @throws {TypeError} when it holds anything but real numbers, such as pickled objects, text or fields.
 * @throws {RangeError} when its sizes are absurd, or a whole number does not fit into float64.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readNpy, Tensor, writeNpy } from "nnr";
 *
 * expect(readNpy(writeNpy(Tensor.of([[1, 2], [3, 4]]))).toArray()).toEqual([[1, 2], [3, 4]]);
 * ```
 */
export function readNpy(bytes: Uint8Array): Tensor {
  return npyTensor(new Source("the .npy file", bytes));
}

/** The array that fills these bytes. */
export function npyTensor(source: Source): Tensor {
  const { type, little, fortran, shape, count, start, end } = npyHeader(source);
  if (source.length !== end) {
    throw source.error(start, `${source.length - start} bytes`, `${end - start} for the shape [${shape}]`);
  }
  const numbers = readNumbers(source, start, count, type, little);
  return new Tensor(fortran ? rowMajor(numbers, shape) : numbers, shape);
}

/** Numbers whose first axis runs fastest, in the order where the last one does. */
function rowMajor(numbers: NumberArray, shape: readonly number[]): NumberArray {
  const out = numbers.slice();
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const index = shape.map(() => 0);
  let to = 0;
  for (let from = 0; from < numbers.length; from++) {
    out[to] = numbers[from]!;
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      to -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
