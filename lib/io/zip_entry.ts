import { quoted } from "./quoted.ts";
import type { Source } from "./source.ts";

/** Deflate's best: a match of 258 bytes takes two bits at least (zlib.net, "Technical details"). */
const BEST_RATIO = 1032;
/** An entry of the directory: its signature, and its size without the name. */
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
/** The same of the header that precedes an entry's bytes. */
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Stands where a number is too large for 32 bits; the number is elsewhere then. */
const ELSEWHERE = 0xffffffff;
/** The two ways to keep an entry that are read. */
const STORED = 0;
const DEFLATED = 8;

/** An entry of a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  /** The check sum of what it holds. */
  readonly crc: number;
  /** How many bytes it holds. */
  readonly size: number;
  /** Where its header begins, and where its bytes, as they are kept, begin and end. */
  readonly header: number;
  readonly start: number;
  readonly end: number;
  /** Where the next entry of the directory stands. */
  readonly next: number;
}

/** Reads and checks the entry at `at` of a directory that lies from `directory` up to, not including, `end`. */
export function zipEntry(source: Source, at: number, directory: number, end: number): ZipEntry {
  const u16 = (offset: number): number => source.view.getUint16(at + offset, true);
  const u32 = (offset: number): number => source.view.getUint32(at + offset, true);
  if (at + ENTRY_BYTES > end) throw source.error(at, `${end - at} bytes more`, `${ENTRY_BYTES} for an entry`);
  if (u32(0) !== ENTRY) throw source.error(at, source.hex(at, 4), "0x504b0102, an entry of the directory");
  const next = at + ENTRY_BYTES + u16(28) + u16(30) + u16(32);
  if (next > end) throw source.error(at, `${end - at} bytes more`, `${next - at} for an entry`);
  const name = nameAt(source, at + ENTRY_BYTES, u16(28));
  const method = u16(10);
  if (u16(8) & 1) throw source.error(at, `the entry ${quoted(name)}, which is encrypted`, "a plain one", TypeError);
  if (method !== STORED && method !== DEFLATED) {
    throw source.error(at, `the entry ${quoted(name)} of method ${method}`, `${STORED} or ${DEFLATED}`, TypeError);
  }
  const [crc, packed, size, header] = [u32(16), u32(20), u32(24), u32(42)];
  if ([packed, size, header].includes(ELSEWHERE)) {
    throw source.error(at, `the entry ${quoted(name)} with sizes of ZIP64`, "sizes below 4 GiB", TypeError);
  }
  const most = method === STORED ? packed : packed * BEST_RATIO;
  if (size > most || (method === STORED && size < packed)) {
    const found = `the entry ${quoted(name)} of ${packed} bytes that should hold ${size}`;
    throw source.error(at, found, method === STORED ? `${packed}` : `at most ${most}`, RangeError);
  }
  const start = startOf(source, name, header, directory);
  if (start + packed > directory) {
    const found = `${Math.max(directory - start, 0)} bytes of the entry ${quoted(name)}`;
    throw source.error(Math.min(start, directory), found, `${packed}`, RangeError);
  }
  return { name, deflated: method === DEFLATED, crc, size, header, start, end: start + packed, next };
}

/** Where the bytes of an entry begin: behind its own header, whose name and extra fields have lengths of their own. */
function startOf(source: Source, name: string, header: number, directory: number): number {
  if (header + LOCAL_BYTES > directory || source.view.getUint32(header, true) !== LOCAL) {
    const at = Math.min(header, directory);
    throw source.error(at, source.hex(at, 4), `0x504b0304, the header of the entry ${quoted(name)}`);
  }
  return header + LOCAL_BYTES + source.view.getUint16(header + 26, true) + source.view.getUint16(header + 28, true);
}

function nameAt(source: Source, at: number, length: number): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(source.data.subarray(at, at + length));
  } catch {
    throw source.error(at, source.hex(at, Math.min(length, 8)), `a name of ${length} bytes of UTF-8`);
  }
}
