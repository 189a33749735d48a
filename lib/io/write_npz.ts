import { zipSync } from "fflate";
import type { Tensor } from "../tensor/mod.ts";
import { quoted } from "./quoted.ts";
import { SUFFIX } from "./read_npz.ts";
import { requireText } from "./text.ts";
import { writeNpy } from "./write_npy.ts";
import { LARGEST_CONTENT } from "./zip_directory.ts";

const ACTION = "write the .npz file";
/** The directory of an archive counts entries, and the bytes of their names, in 16 bits. */
const MOST = 0xffff;
/** An archive's first day, so that the same arrays give the same bytes; NumPy writes it, too. */
const DATE: Date = new Date(1980, 0, 1);

/** How an archive is written. */
export interface NpzOptions {
  /** Whether entries are deflated. */
  readonly compressed?: boolean;
}

/**
 * The bytes of a NumPy `.npz` file: each tensor an entry, stored (as by `savez`) or, `compressed`, deflated.
 *
 * @throws {RangeError} when the arrays take more than half a GiB, are more than 65535, or UTF-8 cannot say a name.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readNpz, Tensor, writeNpz } from "nnr";
 *
 * const zeros = new Map([["x", Tensor.zeros([100, 100])]]);
 * const bytes = writeNpz(zeros, { compressed: true });
 * expect(bytes.length).toBeLessThan(1000);
 * expect(readNpz(bytes).get("x")?.shape).toEqual([100, 100]);
 * ```
 */
export function writeNpz(tensors: ReadonlyMap<string, Tensor>, { compressed = false }: NpzOptions = {}): Uint8Array {
  requireMost("entries", tensors.size, MOST);
  const files: Record<string, Uint8Array> = {};
  let size = 0;
  for (const [name, tensor] of tensors) {
    requireText(ACTION, name);
    const entry = name + SUFFIX;
    requireMost(`bytes in the name ${quoted(name)}`, new TextEncoder().encode(entry).length, MOST);
    const bytes = writeNpy(tensor);
    size += bytes.length;
    requireMost("bytes", size, LARGEST_CONTENT);
    files[entry] = bytes;
  }
  return zipSync(files, { level: compressed ? 6 : 0, mtime: DATE });
}

function requireMost(what: string, count: number, most: number): void {
  if (count <= most) return;
  throw new RangeError(`Cannot ${ACTION}: found ${count} ${what}, expected at most ${most}`);
}
