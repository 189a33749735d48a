/** Bytes to be read, and the words that say where in them something is wrong. */
export class Source {
  /** What they are, such as `the .npy file`. */
  readonly what: string;
  readonly data: Uint8Array;
  readonly view: DataView;
  /** What holds the bytes, when it is not the file itself. */
  readonly holder: string;

  constructor(what: string, data: Uint8Array, holder = "") {
    const kind = Object.prototype.toString.call(data).slice(8, -1);
    if (kind !== "Uint8Array") {
      throw new TypeError(`Cannot read ${what}: found ${kind}, expected its bytes, a Uint8Array`);
    }
    this.what = what;
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.holder = holder;
  }

  /** The number of bytes. */
  get length(): number {
    return this.data.length;
  }

  /** Up to `size` bytes as error messages show them: `0x504b0304`. */
  hex(at: number, size: number): string {
    const digits = Array.from(this.data.subarray(at, at + size), (byte) => byte.toString(16).padStart(2, "0"));
    return `0x${digits.join("")}`;
  }

  /** `Cannot read FILE: at byte N found …, expected …`. */
  error(at: number, found: string, expected: string, Kind: new (message: string) => Error = SyntaxError): Error {
    const place = `at byte ${at}${this.holder && ` of ${this.holder}`}`;
    return new Kind(`Cannot read ${this.what}: ${place} found ${found}, expected ${expected}`);
  }

  /** Refuses to read beyond the last byte. */
  require(at: number, size: number, what: string): void {
    if (at + size <= this.length) return;
    throw this.error(Math.min(at, this.length), `${Math.max(this.length - at, 0)} bytes more`, `${size} for ${what}`);
  }
}
