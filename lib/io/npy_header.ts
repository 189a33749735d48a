import { type NumberType, numberTypes } from "./number_type.ts";
import { quoted } from "./quoted.ts";
import { checkedShape, countOf } from "./shape.ts";
import type { Source } from "./source.ts";

/** `\x93NUMPY`. */
export const MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** As large as NumPy reads without being told to trust the file (`max_header_size`). */
const LARGEST_HEADER = 10_000;
/** The most bytes that precede the numbers: magic, version, the header's length, the header. */
export const LARGEST_START: number = 12 + LARGEST_HEADER;

/** NumPy's words for types of numbers, without the sign for the order of bytes. */
const types: ReadonlyMap<string, NumberType> = new Map([
  ["b1", numberTypes.bool],
  ["u1", numberTypes.uint8],
  ["i1", numberTypes.int8],
  ["u2", numberTypes.uint16],
  ["i2", numberTypes.int16],
  ["u4", numberTypes.uint32],
  ["i4", numberTypes.int32],
  ["u8", numberTypes.uint64],
  ["i8", numberTypes.int64],
  ["f2", numberTypes.float16],
  ["f4", numberTypes.float32],
  ["f8", numberTypes.float64],
]);

/** What precedes the numbers of an array. */
export interface NpyHeader {
  readonly type: NumberType;
  readonly little: boolean;
  /** Whether the first axis runs fastest. */
  readonly fortran: boolean;
  readonly shape: readonly number[];
  readonly count: number;
  /** Where the numbers begin, and where they must end. */
  readonly start: number;
  readonly end: number;
}

/** Reads and checks what precedes the numbers; the bytes may end with it. */
export function npyHeader(source: Source): NpyHeader {
  source.require(0, MAGIC.length + 2, "the start of an array");
  if (!MAGIC.every((byte, i) => source.data[i] === byte)) {
    throw source.error(0, source.hex(0, MAGIC.length), "0x934e554d5059, the start of an array");
  }
  const version = source.data[6]!;
  if (version < 1 || version > 3) throw source.error(6, `version ${version}`, "1, 2 or 3", TypeError);
  // The header's length takes two bytes in version 1, four later.
  const at = version === 1 ? 10 : 12;
  source.require(8, at - 8, "the length of the header");
  const length = version === 1 ? source.view.getUint16(8, true) : source.view.getUint32(8, true);
  if (length > LARGEST_HEADER) {
    throw source.error(8, `a header of ${length} bytes`, `at most ${LARGEST_HEADER}`, RangeError);
  }
  source.require(at, length, "the header");
  const { descr, fortran_order: fortran, shape: sizes } = dictionary(source, at, at + length);
  const { type, little } = numberType(source, at, descr);
  if (typeof fortran !== "boolean") throw source.error(at, "no fortran_order", "True or False");
  const shape = checkedShape(source, at, sizes);
  const count = countOf(shape);
  const start = at + length;
  return { type, little, fortran, shape, count, start, end: start + count * type.bytes };
}

/** The header: a dictionary of Python, which other brackets and quotes make JSON. */
function dictionary(source: Source, start: number, end: number): Record<string, unknown> {
  const text = new TextDecoder().decode(source.data.subarray(start, end));
  const json = text.replaceAll("'", '"').replaceAll("(", "[").replaceAll(")", "]")
    .replaceAll("True", "true").replaceAll("False", "false").replace(/,\s*([\]}])/g, "$1");
  try {
    const found: unknown = JSON.parse(json);
    if (found !== null && typeof found === "object") return found as Record<string, unknown>;
  } catch {
    // The words of engines differ; what follows says the same in all.
  }
  throw source.error(start, "no header", "a dictionary of descr, fortran_order and shape");
}

function numberType(source: Source, at: number, descr: unknown): { type: NumberType; little: boolean } {
  const expected = `<, > or | before ${[...types.keys()].join(", ")}`;
  if (typeof descr !== "string") {
    const found = Array.isArray(descr) ? "records of named fields" : "no descr";
    throw source.error(at, found, expected, TypeError);
  }
  const type = /^[<>|]/.test(descr) ? types.get(descr.slice(1)) : undefined;
  // Only of a single byte is there no order of bytes.
  if (type && (descr[0] !== "|" || type.bytes === 1)) return { type, little: descr[0] === "<" };
  const objects = descr.endsWith("O") ? ", pickled Python objects" : "";
  throw source.error(at, `the number type ${quoted(descr)}${objects}`, expected, TypeError);
}
