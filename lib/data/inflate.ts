import { constants, gunzipSync, inflateSync } from "node:zlib";
import { FileBytes, LARGEST_FILE } from "./file_bytes.ts";

/** The two wrappings of a deflated stream. */
export type Wrapping = "gzip" | "zlib";

/** Deflate's best: a match of 258 bytes takes two bits at least (zlib.net, "Technical details"). */
const BEST_RATIO = 1032;
/** Enough compressed bytes for the header of what they hold. */
const PEEK = 4096;

/** The first bytes of what a stream holds: as many as a few thousand of its own give. */
export function inflateStart(packed: FileBytes, wrapping: Wrapping): FileBytes {
  const { buffer } = decompress(packed.part(0, PEEK), wrapping, { finishFlush: constants.Z_SYNC_FLUSH });
  return new FileBytes(packed.file, buffer, { holder: holder(packed, wrapping) });
}

/**
 * All that a stream holds, which must be `size` bytes and end where the stream's own bytes end.
 *
 * @throws {RangeError} when so few bytes cannot hold that many, or the size is above `LARGEST_FILE`: before any memory is taken.
 * @throws {SyntaxError} when the stream is damaged, cut off, of another size, or followed by other bytes.
 */
export function inflate(packed: FileBytes, wrapping: Wrapping, size: number): FileBytes {
  const most = Math.min(LARGEST_FILE, BEST_RATIO * packed.length);
  if (size > most) {
    const stream = `a ${wrapping} stream of ${packed.length} bytes that should hold ${size}`;
    throw packed.error(0, stream, `at most ${most}`, RangeError);
  }
  const { buffer, engine } = decompress(packed, wrapping, { maxOutputLength: size });
  if (buffer.length < size) {
    throw packed.error(0, `a ${wrapping} stream that holds ${buffer.length} bytes`, `${size} bytes`);
  }
  const rest = packed.length - engine.bytesWritten;
  if (rest > 0) throw packed.error(engine.bytesWritten, `${rest} bytes more`, `the end of the ${wrapping} stream`);
  return new FileBytes(packed.file, buffer, { holder: holder(packed, wrapping) });
}

function holder(packed: FileBytes, wrapping: Wrapping): string {
  return `what the ${wrapping} stream at byte ${packed.start} holds`;
}

/** What `info: true` gives: the bytes, and how many of the input they took. */
interface Decompressed {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function decompress(
  packed: FileBytes,
  wrapping: Wrapping,
  options: { readonly maxOutputLength?: number; readonly finishFlush?: number },
): Decompressed {
  try {
    const decode = wrapping === "gzip" ? gunzipSync : inflateSync;
    return decode(packed.data, { ...options, info: true }) as unknown as Decompressed;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw packed.error(0, `a ${wrapping} stream that holds more`, `${options.maxOutputLength} bytes`);
    }
    if (!code?.startsWith("Z_")) throw error;
    throw packed.error(0, `a damaged ${wrapping} stream (${message})`, "a whole one");
  }
}
