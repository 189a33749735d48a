/** Every piece of memory begins on a cache line. */
const LINE = 64;

interface Hole {
  at: number;
  size: number;
}

/**
 * One linear memory, shared out from both ends: a step's arena grows upwards and is released whole; what is kept
 * (parameters) is taken from the top downwards, one piece at a time, and given back in any order.
 *
 * Pointers are byte addresses, multiples of 64. Nothing is cleared. The memory never grows, so views stay valid.
 */
export class Memory {
  readonly #buffer: ArrayBufferLike;
  /** The arena's first free byte. */
  #top: number;
  /** Where what is kept begins. */
  #floor: number;
  /** Gaps among what is kept, in order of address; no two touch. */
  readonly #holes: Hole[] = [];
  readonly #kept: Map<number, number> = new Map();

  /** Shares out the bytes of the buffer from `start` on. */
  constructor(buffer: ArrayBufferLike, start: number) {
    this.#buffer = buffer;
    this.#top = roundUp(start);
    this.#floor = buffer.byteLength - (buffer.byteLength % LINE);
  }

  /** Bytes between the arena and what is kept. */
  get left(): number {
    return this.#floor - this.#top;
  }

  /** A piece of the arena. `op` says in an error what it was for: `Cannot multiply: …`. */
  take(bytes: number, op: string): number {
    const size = roundUp(bytes);
    if (!(size <= this.left)) throw this.#full(bytes, op);
    const at = this.#top;
    this.#top += size;
    return at;
  }

  /** The state of the arena, for `release`. */
  mark(): number {
    return this.#top;
  }

  /** Gives back all that the arena gave out since `mark` was taken. */
  release(mark: number): void {
    this.#top = mark;
  }

  /** A piece that stays until `free`: the first gap that is large enough, or new memory below the rest. */
  keep(bytes: number, op: string): number {
    const size = Math.max(roundUp(bytes), LINE);
    const index = this.#holes.findIndex((hole) => hole.size >= size);
    if (index < 0 && !(size <= this.left)) throw this.#full(bytes, op);
    let at = this.#floor - size;
    if (index < 0) this.#floor = at;
    else {
      const hole = this.#holes[index]!;
      at = hole.at;
      hole.at += size;
      hole.size -= size;
      if (hole.size === 0) this.#holes.splice(index, 1);
    }
    this.#kept.set(at, size);
    return at;
  }

  /** Gives back a kept piece. */
  free(pointer: number): void {
    const size = this.#kept.get(pointer);
    if (size === undefined) throw new RangeError(`Cannot free the memory at ${pointer}: none is kept there`);
    this.#kept.delete(pointer);
    const next = this.#holes.findIndex((hole) => hole.at > pointer);
    const index = next < 0 ? this.#holes.length : next;
    this.#holes.splice(index, 0, { at: pointer, size });
    this.#join(index);
    if (index > 0) this.#join(index - 1);
    if (this.#holes[0]!.at === this.#floor) this.#floor += this.#holes.shift()!.size;
  }

  /** Joins a gap with the next one where they touch. */
  #join(index: number): void {
    const hole = this.#holes[index]!;
    const next = this.#holes[index + 1];
    if (next === undefined || hole.at + hole.size !== next.at) return;
    // In this order an interrupt between the two loses memory, and gives none out twice.
    this.#holes.splice(index + 1, 1);
    hole.size += next.size;
  }

  /** The `length` float32 numbers at a pointer: a view, not a copy. */
  float32(pointer: number, length: number): Float32Array {
    return new Float32Array(this.#buffer, pointer, length);
  }

  /** The `length` float64 numbers at a pointer. */
  float64(pointer: number, length: number): Float64Array {
    return new Float64Array(this.#buffer, pointer, length);
  }

  /** The `length` int32 numbers at a pointer. */
  int32(pointer: number, length: number): Int32Array {
    return new Int32Array(this.#buffer, pointer, length);
  }

  #full(bytes: number, op: string): RangeError {
    return new RangeError(
      `Cannot ${op}: it needs ${bytes} bytes, and ${this.left} of ${this.#buffer.byteLength} are left; ` +
        "NNR_MEMORY sets the size in MiB",
    );
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE;
}
