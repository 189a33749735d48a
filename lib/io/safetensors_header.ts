import { jsonObject } from "./json_object.ts";
import { type NumberType, numberTypes } from "./number_type.ts";
import { quoted } from "./quoted.ts";
import { checkedShape, countOf } from "./shape.ts";
import type { Source } from "./source.ts";

/** The header's own length, in 8 bytes, comes first. */
export const LENGTH_BYTES = 8;
/** The name of what is no tensor. */
export const METADATA = "__metadata__";
/** Room for some forty thousand tensors. The format's own library allows 100 MB, which take JSON and its checks half a minute. */
export const LARGEST_HEADER: number = 2 ** 22;

/** The words of the format for types of numbers. */
const types: ReadonlyMap<unknown, NumberType> = new Map([
  ["BOOL", numberTypes.bool],
  ["U8", numberTypes.uint8],
  ["I8", numberTypes.int8],
  ["U16", numberTypes.uint16],
  ["I16", numberTypes.int16],
  ["U32", numberTypes.uint32],
  ["I32", numberTypes.int32],
  ["U64", numberTypes.uint64],
  ["I64", numberTypes.int64],
  ["F16", numberTypes.float16],
  ["BF16", numberTypes.bfloat16],
  ["F32", numberTypes.float32],
  ["F64", numberTypes.float64],
]);

/** What the header says of a tensor. */
export interface Entry {
  readonly name: string;
  readonly type: NumberType;
  readonly shape: readonly number[];
  readonly count: number;
  /** Where its numbers begin and end, in bytes of the file. */
  readonly start: number;
  readonly end: number;
}

/** What the header says, the tensors in the order in which their numbers lie. */
export interface SafetensorsHeader {
  readonly entries: readonly Entry[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads and checks all that precedes the numbers. */
export function safetensorsHeader(source: Source): SafetensorsHeader {
  source.require(0, LENGTH_BYTES, "the length of the header");
  const length = Number(source.view.getBigUint64(0, true));
  if (length > LARGEST_HEADER) {
    throw source.error(0, `a header of ${length} bytes`, `at most ${LARGEST_HEADER}`, RangeError);
  }
  source.require(LENGTH_BYTES, length, "the header");
  const data = LENGTH_BYTES + length;
  const { members, places } = jsonObject(source, LENGTH_BYTES, data);
  const entries: Entry[] = [];
  for (const [name, at] of places) if (name !== METADATA) entries.push(entry(source, at, data, name, members[name]));
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  requireNoGaps(source, entries, data);
  return { entries, metadata: metadata(source, places.get(METADATA) ?? 0, members[METADATA]) };
}

/** Checks what the header says of one tensor; `at` is its name's place, `data` that of the first number of all. */
function entry(source: Source, at: number, data: number, name: string, about: unknown): Entry {
  const whose = `of the tensor ${quoted(name)}`;
  const { dtype, shape: sizes, data_offsets: offsets } = (about ?? {}) as Record<string, unknown>;
  const type = types.get(dtype);
  if (!type) {
    const found = typeof dtype === "string" ? `the number type ${quoted(dtype)}` : "no number type";
    throw source.error(at, `${found} ${whose}`, [...types.keys()].join(", "), TypeError);
  }
  const shape = checkedShape(source, at, sizes, name);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every((n) => typeof n === "number")) {
    throw source.error(at, `no data_offsets ${whose}`, "where its bytes begin and end");
  }
  const [begin, end] = offsets as [number, number];
  if (!(Number.isSafeInteger(begin) && Number.isSafeInteger(end) && 0 <= begin && begin <= end)) {
    throw source.error(
      at,
      `the data_offsets [${begin},${end}] ${whose}`,
      "whole numbers from 0 on, in order",
      RangeError,
    );
  }
  if (data + end > source.length) {
    const expected = `at most ${source.length - data}, where the file ends`;
    throw source.error(at, `the data_offsets [${begin},${end}] ${whose}`, expected, RangeError);
  }
  const count = countOf(shape);
  if (end - begin !== count * type.bytes) {
    const expected = `${count * type.bytes} for ${dtype} of the shape [${shape}]`;
    throw source.error(at, `${end - begin} bytes ${whose}`, expected, RangeError);
  }
  return { name, type, shape, count, start: data + begin, end: data + end };
}

/** Refuses bytes that belong to two tensors, or to none. */
function requireNoGaps(source: Source, entries: readonly Entry[], data: number): void {
  let at = data;
  for (const { name, start, end } of entries) {
    if (start !== at) {
      const found = start < at
        ? `bytes of two tensors, ${quoted(name)} the second`
        : `${start - at} bytes of no tensor`;
      throw source.error(Math.min(start, at), found, "tensors one after another", RangeError);
    }
    at = end;
  }
  if (at < source.length) {
    throw source.error(at, `${source.length - at} bytes of no tensor`, "the end of the file", RangeError);
  }
}

function metadata(source: Source, at: number, found: unknown): Record<string, string> {
  if (found === undefined) return {};
  if (found !== null && typeof found === "object" && Object.values(found).every((text) => typeof text === "string")) {
    if (!Array.isArray(found)) return found as Record<string, string>;
  }
  throw source.error(at, `a ${METADATA} that is something else`, "an object of texts");
}
