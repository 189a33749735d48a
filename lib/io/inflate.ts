import { Inflate } from "fflate";
import { quoted } from "./quoted.ts";
import type { Source } from "./source.ts";
import type { ZipEntry } from "./zip_entry.ts";

/** Bytes that are inflated at a time: what they hold is at most 1032 times as many. */
const SLICE = 2 ** 14;
/** A stream that gives nothing for so many bytes has ended before; a block of deflate's is at most half as long. */
const LONGEST_PAUSE = 2 ** 17;

/** The first bytes of what a deflated entry holds: `length`, where there are as many. */
export function inflateStart(archive: Source, entry: ZipEntry, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(length, entry.size));
  let at = 0;
  for (const chunk of chunks(archive, entry)) {
    const part = chunk.subarray(0, bytes.length - at);
    bytes.set(part, at);
    at += part.length;
    if (at === bytes.length) break;
  }
  return bytes.subarray(0, at);
}

/** All that a deflated entry holds; stops where that is more than the entry says. */
export function inflate(archive: Source, entry: ZipEntry): Uint8Array {
  const { name, start, size } = entry;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks(archive, entry)) {
    if (at + chunk.length > size) {
      throw archive.error(start, `the entry ${quoted(name)} that holds more`, `${size} bytes`);
    }
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at < size) throw archive.error(start, `the entry ${quoted(name)} that holds ${at} bytes`, `${size}`);
  return bytes;
}

/** What a deflated entry holds, slice by slice. */
function* chunks(archive: Source, { name, start, end }: ZipEntry): Generator<Uint8Array, undefined> {
  let chunk = new Uint8Array(0);
  const stream = new Inflate((bytes) => chunk = bytes);
  let pause = 0;
  for (let at = start; at < end; at += SLICE) {
    try {
      stream.push(archive.data.subarray(at, Math.min(at + SLICE, end)), at + SLICE >= end);
    } catch {
      throw archive.error(start, `the entry ${quoted(name)} in a damaged deflate stream`, "a whole one");
    }
    pause = chunk.length > 0 ? 0 : pause + SLICE;
    if (pause > LONGEST_PAUSE) {
      throw archive.error(at, `bytes of the entry ${quoted(name)} that hold nothing`, "the end of its deflate stream");
    }
    yield chunk;
  }
}
