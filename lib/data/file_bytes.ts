import { readFileSync, statSync } from "node:fs";

/** The most bytes that a file, or what it decompresses to, may have: 640 MiB; EMNIST's 697 932 images of bymerge take 547 MB. */
export const LARGEST_FILE: number = 640 * 2 ** 20;

/** Bytes of a file, and the words that say where in it they stand. */
export class FileBytes {
  readonly file: string;
  readonly data: Uint8Array;
  readonly view: DataView;
  /** Where `data` begins. */
  readonly start: number;
  /** What holds the bytes, when it is not the file itself. */
  readonly holder: string;

  constructor(file: string, data: Uint8Array, { start = 0, holder = "" }: { start?: number; holder?: string } = {}) {
    this.file = file;
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.start = start;
    this.holder = holder;
  }

  /** The number of bytes. */
  get length(): number {
    return this.data.length;
  }

  /** Bytes from `at` up to, not including, `end`; they are shared. */
  part(at: number, end: number): FileBytes {
    return new FileBytes(this.file, this.data.subarray(at, end), { start: this.start + at, holder: this.holder });
  }

  /** `Cannot read FILE: at byte N found …, expected …`. */
  error(at: number, found: string, expected: string, Kind: new (message: string) => Error = SyntaxError): Error {
    const place = `at byte ${this.start + at}${this.holder && ` of ${this.holder}`}`;
    return new Kind(`Cannot read ${this.file}: ${place} found ${found}, expected ${expected}`);
  }

  /** Refuses to read beyond the last byte. */
  require(at: number, size: number, what: string): void {
    if (at + size <= this.length) return;
    throw this.error(Math.min(at, this.length), `${Math.max(this.length - at, 0)} bytes more`, `${size} for ${what}`);
  }
}

/**
 * A whole file.
 *
 * @throws {RangeError} when it is not there or larger than `LARGEST_FILE`.
 */
export function openFile(path: string): FileBytes {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new RangeError(`Cannot read ${path}: there is no such file`);
  if (found.size > LARGEST_FILE) {
    throw new RangeError(`Cannot read ${path}: found ${found.size} bytes, expected at most ${LARGEST_FILE}`);
  }
  return new FileBytes(path, readFileSync(path));
}
