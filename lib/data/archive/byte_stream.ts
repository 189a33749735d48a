import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Bytes that are read at a time. */
const PIECE = 2 ** 16;

/** The bytes of a file from `start` up to, not including, `end`, piece by piece. */
export function* filePieces(descriptor: number, start: number, end: number): Generator<Uint8Array, void> {
  for (let at = start; at < end;) {
    const piece = new Uint8Array(Math.min(PIECE, end - at));
    const count = readSync(descriptor, piece, 0, piece.length, at);
    if (count === 0) return;
    yield piece.subarray(0, count);
    at += count;
  }
}

/** An open file: what it is called, its descriptor and its size. */
export interface OpenFile {
  readonly path: string;
  readonly descriptor: number;
  readonly size: number;
}

/**
 * Opens a file for as long as `use` yields.
 *
 * @throws {RangeError} when it is not there.
 */
export function* withOpenFile<T>(path: string, use: (file: OpenFile) => Iterable<T>): Generator<T, void> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new RangeError(`Cannot read ${path}: there is no such file`);
  const descriptor = openSync(path, "r");
  try {
    yield* use({ path, descriptor, size: found.size });
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes that come one after another, and the words that say where in them something stands. */
export class ByteStream {
  readonly file: string;
  /** What holds the bytes, when it is not the file itself. */
  readonly holder: string;
  readonly #pieces: Iterator<Uint8Array, void>;
  #piece: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(file: string, pieces: Iterator<Uint8Array, void>, holder = "") {
    this.file = file;
    this.#pieces = pieces;
    this.holder = holder;
  }

  /** How many bytes were taken. */
  get at(): number {
    return this.#at;
  }

  /** The next bytes, at most `size` and at least 1; none at the end. They are shared. */
  some(size: number): Uint8Array {
    while (this.#piece.length === 0) {
      const { value, done } = this.#pieces.next();
      if (done) return this.#piece;
      this.#piece = value;
    }
    const bytes = this.#piece.subarray(0, size);
    this.#piece = this.#piece.subarray(bytes.length);
    this.#at += bytes.length;
    return bytes;
  }

  /** The next `size` bytes. */
  take(size: number, what: string): Uint8Array {
    const bytes = new Uint8Array(size);
    const start = this.#at;
    for (let count = 0; count < size;) {
      const part = this.some(size - count);
      if (part.length === 0) throw this.error(start, `${count} bytes more`, `${size} for ${what}`);
      bytes.set(part, count);
      count += part.length;
    }
    return bytes;
  }

  /** `Cannot read FILE: at byte N found …, expected …`. */
  error(at: number, found: string, expected: string, Kind: new (message: string) => Error = SyntaxError): Error {
    const place = `at byte ${at}${this.holder && ` of ${this.holder}`}`;
    return new Kind(`Cannot read ${this.file}: ${place} found ${found}, expected ${expected}`);
  }
}
