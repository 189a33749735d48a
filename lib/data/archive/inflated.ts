import { Gunzip, Inflate } from "fflate";
import { crc32 } from "../../io/mod.ts";

/** Bytes that are inflated at a time: what they hold is at most 1032 times as many. */
const SLICE = 2 ** 14;
/** A stream that gives nothing for so many bytes has ended before; a block of deflate's is at most half as long. */
const LONGEST_PAUSE = 2 ** 17;
/** What follows a gzip stream: check sum and size of what it holds (RFC 1952, section 2.3.1). */
const TRAILER = 8;

/** Says what is wrong with a stream: what was found, and what was expected. */
export type Refuse = (found: string, expected: string) => Error;

/** What a deflated stream holds, piece by piece. */
export function* inflated(packed: Iterable<Uint8Array>, refuse: Refuse): Generator<Uint8Array, void> {
  yield* decoded(new Inflate(), packed, refuse);
}

/** What a gzip stream of one member holds, piece by piece; its check sum is compared at the end. */
export function* gunzipped(packed: Iterable<Uint8Array>, refuse: Refuse): Generator<Uint8Array, void> {
  const stream = new Gunzip();
  let several = false;
  stream.onmember = () => {
    several = true;
  };
  let last: Uint8Array = new Uint8Array(0);
  const watched = function* (): Generator<Uint8Array, void> {
    for (const piece of packed) {
      last = ending(last, piece);
      yield piece;
    }
  };
  let [sum, size] = [0, 0];
  for (const piece of decoded(stream, watched(), refuse)) {
    if (several) break;
    sum = crc32(piece, sum);
    size += piece.length;
    yield piece;
  }
  if (several) throw refuse("several gzip streams", "one");
  if (last.length < TRAILER) throw refuse(`${last.length} bytes`, "a gzip stream");
  const view = new DataView(last.buffer);
  if (view.getUint32(0, true) === sum && view.getUint32(4, true) === size % 2 ** 32) return;
  throw refuse("a gzip stream whose check sum or size is not that of what it holds", "a whole one");
}

/** The last bytes of two pieces that follow each other, as many as a trailer has. */
function ending(before: Uint8Array, piece: Uint8Array): Uint8Array {
  const both = new Uint8Array(before.length + Math.min(piece.length, TRAILER));
  both.set(before);
  both.set(piece.subarray(-TRAILER), before.length);
  return both.slice(-TRAILER);
}

function* decoded(stream: Inflate | Gunzip, packed: Iterable<Uint8Array>, refuse: Refuse): Generator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  stream.ondata = (piece) => {
    if (piece.length > 0) pieces.push(piece);
  };
  let pause = 0;
  const push = (bytes: Uint8Array, final: boolean): Uint8Array[] => {
    pieces = [];
    try {
      stream.push(bytes, final);
    } catch {
      throw refuse("a damaged or cut-off stream", "a whole one");
    }
    pause = pieces.length > 0 ? 0 : pause + bytes.length;
    if (pause > LONGEST_PAUSE) throw refuse(`${pause} bytes that hold nothing`, "the end of the stream before them");
    return pieces;
  };
  for (const piece of packed) {
    for (let at = 0; at < piece.length; at += SLICE) yield* push(piece.subarray(at, at + SLICE), false);
  }
  yield* push(new Uint8Array(0), true);
}
