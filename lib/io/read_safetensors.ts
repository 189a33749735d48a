import { Tensor } from "../tensor/mod.ts";
import { readNumbers } from "./number_type.ts";
import { safetensorsHeader } from "./safetensors_header.ts";
import { Source } from "./source.ts";

/** What a safetensors file holds. */
export interface Safetensors {
  /** The tensors by name, in the order in which the file holds their numbers. */
  readonly tensors: Map<string, Tensor>;
  /** Texts by name, such as `{ format: "pt" }`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The tensors of a safetensors file, each a copy.
 *
 * Layout: the header's length (8 bytes, little-endian), the header (JSON: name → dtype, shape, data_offsets), the numbers,
 * little-endian, row after row, without gaps (github.com/huggingface/safetensors, "Format").
 *
 * F64 stays float64, F32 float32; F16, BF16, BOOL and whole numbers of up to 16 bits become float32, larger ones float64.
 *
 * @throws {SyntaxError} when the file is cut off, its header is no JSON object, or a name comes twice.
 * @throws {TypeError} when numbers are of a type not named above.
 * @throws {RangeError} when lengths, sizes or offsets are absurd or disagree, or a whole number does not fit into float64.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readSafetensors, Tensor, writeSafetensors } from "nnr";
 *
 * const bytes = writeSafetensors(new Map([["fc.weight", Tensor.of([[1, 2], [3, 4]])]]), { epoch: "7" });
 * const { tensors, metadata } = readSafetensors(bytes);
 * expect(tensors.get("fc.weight")?.toArray()).toEqual([[1, 2], [3, 4]]);
 * expect(metadata.epoch).toBe("7");
 * ```
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const source = new Source("the safetensors file", bytes);
  const { entries, metadata } = safetensorsHeader(source);
  const tensors = new Map<string, Tensor>();
  for (const { name, type, shape, count, start } of entries) {
    tensors.set(name, new Tensor(readNumbers(source, start, count, type, true), shape));
  }
  return { tensors, metadata };
}
