import type { Tensor } from "../tensor/mod.ts";
import { crc32 } from "./crc32.ts";
import { inflate, inflateStart } from "./inflate.ts";
import { LARGEST_START, npyHeader } from "./npy_header.ts";
import { quoted } from "./quoted.ts";
import { npyTensor } from "./read_npy.ts";
import { Source } from "./source.ts";
import { zipEntries } from "./zip_directory.ts";
import type { ZipEntry } from "./zip_entry.ts";

/** What NumPy adds to an array's name. */
export const SUFFIX = ".npy";

/**
 * The arrays of a NumPy `.npz` file by name: a ZIP archive of `.npy` files, stored or deflated (`savez`, `savez_compressed`).
 *
 * Sizes are checked before anything is inflated, and inflating stops where an entry holds more than it says.
 *
 * @throws {SyntaxError} when the file is no such archive, is cut off or damaged, or holds a name twice.
 * @throws {TypeError} when an entry is no array of real numbers, is encrypted or compressed otherwise.
 * @throws {RangeError} when sizes are absurd or disagree, or the entries hold more than half a GiB.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readNpz, Tensor, writeNpz } from "nnr";
 *
 * const bytes = writeNpz(new Map([["x", Tensor.of([1, 2])], ["y", Tensor.of([[3]])]]));
 * expect([...readNpz(bytes).keys()]).toEqual(["x", "y"]);
 * ```
 */
export function readNpz(bytes: Uint8Array): Map<string, Tensor> {
  const archive = new Source("the .npz file", bytes);
  const tensors = new Map<string, Tensor>();
  for (const entry of zipEntries(archive)) {
    if (!entry.name.endsWith(SUFFIX)) {
      throw archive.error(entry.header, `the entry ${quoted(entry.name)}`, `names that end with ${SUFFIX}`, TypeError);
    }
    tensors.set(entry.name.slice(0, -SUFFIX.length), npyTensor(content(archive, entry)));
  }
  return tensors;
}

/** What an entry holds. */
function content(archive: Source, entry: ZipEntry): Source {
  const { name, deflated, crc, size, start, end } = entry;
  const holder = `the entry ${quoted(name)}`;
  if (deflated) {
    const begin = new Source(archive.what, inflateStart(archive, entry, LARGEST_START), holder);
    const expected = npyHeader(begin).end;
    if (size !== expected) throw archive.error(start, `${size} bytes of ${holder}`, `${expected} for its shape`);
  }
  const bytes = deflated ? inflate(archive, entry) : archive.data.subarray(start, end);
  const sum = crc32(bytes);
  if (sum !== crc) throw archive.error(start, `${holder} with the check sum ${sum}`, `${crc}`);
  return new Source(archive.what, bytes, holder);
}
