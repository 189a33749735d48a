import type { NumberArray, Tensor } from "../tensor/mod.ts";
import { float16Word } from "./half.ts";
import { bytesOf } from "./number_type.ts";
import { LARGEST_HEADER, LENGTH_BYTES, METADATA } from "./safetensors_header.ts";
import { requireText } from "./text.ts";

const ACTION = "write the safetensors file";
/** The numbers begin at a multiple of the largest one's size. */
const ALIGNMENT = 8;

/** How tensors are written. */
export interface SafetensorsOptions {
  /** float32 rounded to float16, which takes half of the space and keeps 11 significant bits; not unless given. */
  readonly half?: boolean;
}

/**
 * The bytes of a safetensors file: tensors by name, and texts beside them.
 *
 * Wider numbers stand before narrower ones and the header is filled up with spaces, so that every number is aligned to its size;
 * otherwise the tensors keep their order.
 *
 * @throws {RangeError} when a tensor is called `__metadata__`, UTF-8 cannot say a text, or names and texts are too long to be read.
 * @throws {TypeError} when a text is none.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Tensor, writeSafetensors } from "nnr";
 *
 * const bytes = writeSafetensors(new Map([["bias", Tensor.zeros([1])]]));
 * expect(bytes.length).toBe(8 + 64 + 4);
 * expect(new TextDecoder().decode(bytes.subarray(8, 72)).trim())
 *   .toBe('{"bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
 * ```
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
  { half = false }: SafetensorsOptions = {},
): Uint8Array {
  for (const text of [...tensors.keys(), ...Object.entries(metadata).flat()]) requireText(ACTION, text);
  if (tensors.has(METADATA)) {
    throw new RangeError(`Cannot ${ACTION}: found a tensor called ${METADATA}, which is the name of the texts`);
  }
  const numbers = Array.from(tensors, ([name, { shape, data }]) => ({ name, shape, data: half ? halved(data) : data }));
  numbers.sort((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  // Text by text, as an object would move names that are whole numbers to its front.
  const members = Object.keys(metadata).length > 0 ? [`"${METADATA}":${JSON.stringify(metadata)}`] : [];
  let size = 0;
  for (const { name, shape, data } of numbers) {
    const dtype = `F${8 * data.BYTES_PER_ELEMENT}`;
    const end = size + data.byteLength;
    members.push(`${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape}],"data_offsets":[${size},${end}]}`);
    size = end;
  }
  const header = new TextEncoder().encode(`{${members.join(",")}}`);
  const length = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  if (length > LARGEST_HEADER) {
    throw new RangeError(`Cannot ${ACTION}: found a header of ${length} bytes, expected at most ${LARGEST_HEADER}`);
  }
  const bytes = new Uint8Array(LENGTH_BYTES + length + size).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + length;
  for (const { data } of numbers) {
    bytes.set(bytesOf(data), at);
    at += data.byteLength;
  }
  return bytes;
}

/** float32 as float16's words; float64 as it is. */
function halved(data: NumberArray): NumberArray | Uint16Array {
  return data.BYTES_PER_ELEMENT === 8 ? data : Uint16Array.from(data, float16Word);
}
