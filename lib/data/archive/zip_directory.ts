import { ByteStream, filePieces, type OpenFile } from "./byte_stream.ts";
import { entryPath, shown, utf8 } from "./entry_name.ts";

/** The end of the directory: its signature, its size without a comment, and the longest comment. */
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
/** An entry of the directory: its signature, and its size without the name. */
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
/** The size of the header that precedes an entry's bytes, without the name. */
export const LOCAL_BYTES = 30;
/** The two ways to keep an entry that are read. */
const STORED = 0;
const DEFLATED = 8;
/** Stands where a number is too large for 32 bits. */
const ELSEWHERE = 0xffffffff;
/** The kinds of file in the upper half of the attributes, as Unix has them. */
const KIND = 0o170000;
const [NONE, FOLDER, FILE] = [0, 0o040000, 0o100000];
/** The most bytes of a directory: some 100 for each of 600 000 entries. */
const LARGEST_DIRECTORY = 2 ** 26;

/** An entry as the directory lists it. */
export interface Listed {
  readonly path: string;
  readonly deflated: boolean;
  readonly crc: number;
  /** Bytes as they are kept, and as they are. */
  readonly packed: number;
  readonly size: number;
  /** Where its header begins, and where what follows the entry does. */
  readonly header: number;
  readonly limit: number;
}

/**
 * The files of a ZIP archive as its directory lists them, checked but not inflated.
 *
 * Source: PKWARE, "APPNOTE.TXT: .ZIP File Format Specification", sections 4.3 and 4.4.
 */
export function zipDirectory(file: OpenFile): Listed[] {
  const { start, size, count } = endOfDirectory(file);
  const view = new DataView(bytesAt(file, start, size).buffer);
  const listed: Omit<Listed, "limit">[] = [];
  let [at, found] = [0, 0];
  for (; at < size; found++) {
    const refuse = refusal(file, start + at);
    if (at + ENTRY_BYTES > size || view.getUint32(at, true) !== ENTRY) throw refuse("no entry", "one of the directory");
    const length = view.getUint16(at + 28, true);
    const next = at + ENTRY_BYTES + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > size) throw refuse(`${size - at} bytes`, `${next - at} for an entry`);
    const name = utf8(new Uint8Array(view.buffer, at + ENTRY_BYTES, length));
    if (name === undefined) throw refuse("a name that is no UTF-8", "a name in UTF-8");
    const entry = entryAt(view, at, name, start, refuse);
    if (entry) listed.push(entry);
    at = next;
  }
  if (found !== count) throw refusal(file, start + size)(`a directory of ${found} entries`, `${count}`);
  listed.sort((a, b) => a.header - b.header);
  return listed.map((entry, i) => {
    const limit = listed[i + 1]?.header ?? start;
    if (entry.header + LOCAL_BYTES + entry.packed <= limit) return { ...entry, limit };
    const room = `${Math.max(limit - entry.header, 0)} bytes up to what follows`;
    throw refusal(file, entry.header)(`the entry ${shown(entry.path)} with ${room}`, `${entry.packed} and a header`);
  });
}

type Refusal = (found: string, expected: string, Kind?: new (message: string) => Error) => Error;

function refusal({ path, descriptor }: OpenFile, at: number): Refusal {
  const stream = new ByteStream(path, filePieces(descriptor, at, at));
  return (found, expected, Kind) => stream.error(at, found, expected, Kind);
}

function bytesAt({ path, descriptor }: OpenFile, start: number, size: number): Uint8Array {
  return new ByteStream(path, filePieces(descriptor, start, start + size)).take(size, "the directory");
}

/** Where the directory stands: last in the file, but for its end and a comment, whose length that tells. */
function endOfDirectory(file: OpenFile): { start: number; size: number; count: number } {
  const from = Math.max(file.size - END_BYTES - LONGEST_COMMENT, 0);
  const bytes = bytesAt(file, from, file.size - from);
  const view = new DataView(bytes.buffer);
  for (let at = bytes.length - END_BYTES; at >= 0; at--) {
    const comment = bytes.length - at - END_BYTES;
    if (view.getUint32(at, true) !== END || view.getUint16(at + 20, true) !== comment) continue;
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    const refuse = refusal(file, from + at);
    if (start === ELSEWHERE) throw refuse("an archive of ZIP64", "sizes below 4 GiB", TypeError);
    if (start + size !== from + at) {
      throw refuse(`a directory from byte ${start} to ${start + size}`, `one that ends at byte ${from + at}`);
    }
    if (size > LARGEST_DIRECTORY) {
      throw refuse(`a directory of ${size} bytes`, `at most ${LARGEST_DIRECTORY}`, RangeError);
    }
    return { start, size, count };
  }
  throw refusal(file, file.size)("the end", "the directory of a ZIP archive before it");
}

/** Reads and checks an entry of the directory; undefined for a folder. */
function entryAt(
  view: DataView,
  at: number,
  name: string,
  directory: number,
  refuse: Refusal,
): Omit<Listed, "limit"> | undefined {
  const u16 = (offset: number): number => view.getUint16(at + offset, true);
  const u32 = (offset: number): number => view.getUint32(at + offset, true);
  const entry = `the entry ${shown(name)}`;
  const path = entryPath(name, (found, expected) => refuse(found, expected, TypeError));
  const kind = (u32(38) >>> 16) & KIND;
  if (![NONE, FOLDER, FILE].includes(kind)) {
    throw refuse(`${entry}, which is a link or a device`, "files and folders", TypeError);
  }
  const [method, crc, packed, size, header] = [u16(10), u32(16), u32(20), u32(24), u32(42)];
  if (u16(8) & 1) throw refuse(`${entry}, which is encrypted`, "a plain one", TypeError);
  if (method !== STORED && method !== DEFLATED) {
    throw refuse(`${entry} of method ${method}`, `${STORED} or ${DEFLATED}`, TypeError);
  }
  if ([packed, size, header].includes(ELSEWHERE)) {
    throw refuse(`${entry} with sizes of ZIP64`, "sizes below 4 GiB", TypeError);
  }
  if (header >= directory) throw refuse(`${entry} at byte ${header}`, `a byte before ${directory}`);
  if (kind === FOLDER || name.endsWith("/")) {
    if (size > 0) throw refuse(`${entry} of ${size} bytes`, "a folder of none");
    return undefined;
  }
  if (path === "") throw refuse(entry, "a file with a name");
  if (method === STORED && size !== packed) {
    throw refuse(`${entry} of ${packed} bytes that should hold ${size}`, `${packed}`);
  }
  return { path, deflated: method === DEFLATED, crc, packed, size, header };
}
