import type { ArchiveEntry } from "./archive_entry.ts";
import type { ByteStream } from "./byte_stream.ts";
import { entryPath, shown, utf8 } from "./entry_name.ts";
import { BLOCK, tarHeader } from "./tar_header.ts";

/** The most bytes of what precedes a header to extend it. */
const LONGEST_EXTENSION = 2 ** 16;
/** Type flags that stand for other things than files and folders. */
const others: Readonly<Record<string, string>> = {
  "1": "a hard link",
  "2": "a symbolic link",
  "3": "a device",
  "4": "a device",
  "6": "a pipe",
  S: "a sparse file",
};

/** The files of a tar archive, one after another. */
export function* tarEntries(stream: ByteStream): Generator<ArchiveEntry, void> {
  let longer: Extension = {};
  for (;;) {
    const at = stream.at;
    const found = tarHeader(stream, stream.take(BLOCK, "a header"), at);
    if (!found) break;
    const { type } = found;
    if ("xgLK".includes(type)) {
      const extension = extend(stream, at, type, found.size);
      if (type !== "g") longer = { ...longer, ...extension };
      continue;
    }
    const { path: name = found.name, size = found.size } = longer;
    longer = {};
    const refuse = (what: string, expected: string): Error => stream.error(at, what, expected, TypeError);
    const path = entryPath(name, refuse);
    const folder = type === "5" || (type === "0" && name.endsWith("/"));
    if (!folder && type !== "0" && type !== "7") {
      const kind = others[type] ?? `an entry of type ${JSON.stringify(type)}`;
      throw refuse(`the entry ${shown(name)}, which is ${kind}`, "files and folders");
    }
    if (folder ? size > 0 : path === "") {
      throw refuse(`the entry ${shown(name)} of ${size} bytes`, folder ? "a folder of none" : "a file with a name");
    }
    const end = at + BLOCK + size;
    const content = contentOf(stream, path, end);
    if (!folder) yield { path, size, content: () => content };
    // What was not taken is passed over; `content` may have been left in its middle.
    for (const _ of contentOf(stream, path, end));
    stream.take(-size & (BLOCK - 1), "what fills up the last block");
  }
  const at = stream.at;
  for (let rest = stream.some(BLOCK); rest.length > 0; rest = stream.some(BLOCK)) {
    if (rest.some((byte) => byte !== 0)) throw stream.error(at, "bytes behind the archive's end", "zeros");
  }
}

/** The bytes of an archive up to `end`, which are an entry's. */
function* contentOf(stream: ByteStream, path: string, end: number): Generator<Uint8Array, void> {
  if (stream.at > end) {
    throw new RangeError(`Cannot read ${shown(path)} of ${stream.file}: the next entry was asked for before`);
  }
  for (let at = stream.at; at < end; at = stream.at) {
    const piece = stream.some(end - at);
    if (piece.length === 0) throw stream.error(at, `the end of the entry ${shown(path)}`, `${end - at} bytes more`);
    yield piece;
  }
}

/** What an extension says of the entry behind it. */
interface Extension {
  readonly path?: string;
  readonly size?: number;
}

/** Reads GNU's long name (L; K is a link's) or POSIX's records (x; g are for all entries, and none of them matters here). */
function extend(stream: ByteStream, at: number, type: string, size: number): Extension {
  if (size > LONGEST_EXTENSION) {
    throw stream.error(at, `an extension of ${size} bytes`, `at most ${LONGEST_EXTENSION}`, RangeError);
  }
  const bytes = stream.take(size, "an extension");
  stream.take(-size & (BLOCK - 1), "what fills up the last block");
  if (type === "L") {
    const end = bytes.indexOf(0);
    const path = utf8(end < 0 ? bytes : bytes.subarray(0, end));
    if (path === undefined) throw stream.error(at + BLOCK, "a name that is no UTF-8", "a name in UTF-8");
    return { path };
  }
  return type === "x" ? records(stream, at + BLOCK, bytes) : {};
}

/** Records `length key=value\n`, of which only path and size matter. */
function records(stream: ByteStream, start: number, bytes: Uint8Array): Extension {
  let extension: Extension = {};
  for (let at = 0; at < bytes.length;) {
    const [, digits = ""] = /^(\d{1,5}) /.exec(String.fromCharCode(...bytes.subarray(at, at + 6))) ?? [];
    const end = at + Number(digits);
    const record = utf8(bytes.subarray(at + digits.length + 1, end - 1));
    const equals = record?.indexOf("=") ?? -1;
    if (record === undefined || equals < 1 || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw stream.error(start + at, "a damaged record", "length, key and value");
    }
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (key === "path") extension = { ...extension, path: value };
    if (key === "size") {
      const size = /^\d+$/.test(value) ? Number(value) : NaN;
      if (!Number.isSafeInteger(size)) throw stream.error(start + at, `the size ${shown(value)}`, "a whole number");
      extension = { ...extension, size };
    }
    at = end;
  }
  return extension;
}
