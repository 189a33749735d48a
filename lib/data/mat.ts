import { type FileBytes, openFile } from "./file_bytes.ts";
import { inflate, inflateStart } from "./inflate.ts";
import { tag } from "./mat_element.ts";
import { MATRIX, matrixHead, matrixValues } from "./mat_matrix.ts";
import type { StoredArray } from "./stored_array.ts";

/** Bytes before the first element. */
const HEADER = 128;
/** The code of an element that holds another one, compressed. */
const COMPRESSED = 15;

/**
 * Variables of a MATLAB 5 file (what `save -v6` and `-v7` write), by name: real numeric arrays, in row-major order.
 *
 * Other variables of the file may be anything; they are passed over. Source: "MAT-File Format", The MathWorks, chapter 1.
 *
 * @throws {SyntaxError} when the file is no such file, is cut off or damaged, or holds one of the names twice.
 * @throws {TypeError} when it is of version 4 or 7.3, or a variable is complex, sparse or not numeric.
 * @throws {RangeError} when the file or a variable is not there, or sizes are absurd or disagree.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readMat } from "nnr/data";
 *
 * const { cube } = readMat("tests/golden/scipy.mat", ["cube"]);
 * expect(cube.shape).toEqual([2, 3, 4]);
 * expect(cube.data.slice(0, 4)).toEqual(Float64Array.of(0, 0.125, 0.25, 0.375));
 * ```
 */
export function readMat<Name extends string>(path: string, names: readonly Name[]): Record<Name, StoredArray> {
  const found = new Map<string, StoredArray>();
  const others: string[] = [];
  for (const { name, values } of matrices(path)) {
    if (names.includes(name as Name)) found.set(name, values());
    else others.push(name);
  }
  for (const name of names) {
    if (found.has(name)) continue;
    const present = [...found.keys(), ...others].join(", ") || "none";
    throw new RangeError(`Cannot read ${path}: found no variable ${name} among its variables (${present})`);
  }
  return Object.fromEntries(found) as Record<Name, StoredArray>;
}

/**
 * The names of a MATLAB 5 file's variables, in their order.
 *
 * @throws {SyntaxError} when the file is no such file, is cut off or damaged, or holds a name twice.
 * @throws {TypeError} when it is of version 4 or 7.3.
 * @throws {RangeError} when it is not there, or sizes are absurd or disagree.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { matNames } from "nnr/data";
 *
 * expect(matNames("tests/golden/scipy.mat")).toContain("cube");
 * ```
 */
export function matNames(path: string): readonly string[] {
  return Array.from(matrices(path), ({ name }) => name);
}

/** The variables of a file one after another, each with what reads its values. */
function* matrices(path: string): Generator<{ readonly name: string; readonly values: () => StoredArray }, void> {
  const file = openFile(path);
  const little = byteOrder(file);
  const names = new Set<string>();
  for (let at = HEADER; at < file.length;) {
    const { type, start, end } = tag(file, at, little);
    if (type !== MATRIX && type !== COMPRESSED) {
      throw file.error(at, `an element of type ${type}`, `a matrix (${MATRIX}) or a compressed one (${COMPRESSED})`);
    }
    file.require(start, end - start, "the element");
    const whole = file.part(at, end);
    const packed = file.part(start, end);
    const head = matrixHead(type === MATRIX ? whole : inflateStart(packed, "zlib"), little);
    if (names.has(head.name)) throw file.error(at, `the variable ${head.name} again`, "each variable once");
    names.add(head.name);
    const values = (): StoredArray =>
      matrixValues(type === MATRIX ? whole : inflate(packed, "zlib", head.end), head, little);
    yield { name: head.name, values };
    at = end;
  }
}

/** Checks the file's header; tells whether its numbers are little-endian. */
function byteOrder(file: FileBytes): boolean {
  const version5 = "a MATLAB 5 file (save -v7)";
  file.require(0, HEADER, `the header of ${version5}`);
  // Four bytes of text begin version 5; a small number, so at least one zero byte, version 4.
  if (file.data.subarray(0, 4).includes(0)) throw file.error(0, "a MATLAB 4 file", version5, TypeError);
  const order = String.fromCharCode(file.data[126]!, file.data[127]!);
  if (order !== "IM" && order !== "MI") {
    throw file.error(
      126,
      `the byte order ${JSON.stringify(order)}`,
      `"IM" or "MI", the end of the header of ${version5}`,
    );
  }
  const version = file.view.getUint16(124, order === "IM");
  if (version === 0x0200) throw file.error(124, "a MATLAB 7.3 (HDF5) file", version5, TypeError);
  if (version !== 0x0100) throw file.error(124, `version 0x${version.toString(16)}`, `0x100, ${version5}`, TypeError);
  return order === "IM";
}
