import { quoted } from "./quoted.ts";
import type { Source } from "./source.ts";

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** Space, tab and the ends of a line. */
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

/** The members of a JSON object, and the byte at which each one's name stands. */
export interface JsonObject {
  readonly members: Readonly<Record<string, unknown>>;
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Reads the JSON object that fills the bytes from `start` up to, not including, `end`.
 *
 * @throws {SyntaxError} when there is none, or an object in it has a name twice (`JSON.parse` keeps the last and tells nobody).
 */
export function jsonObject(source: Source, start: number, end: number): JsonObject {
  // What begins with a brace and is JSON is an object. Engines differ in what they say of other text.
  const members = source.data[start] === OPENING_BRACE ? parsed(source, start, end) : undefined;
  if (members === undefined) throw source.error(start, "no JSON object", `one of ${end - start} bytes of UTF-8`);
  return { members: members as Record<string, unknown>, places: placesOfNames(source, start, end) };
}

/** The value of a JSON text; nothing when it is none. */
function parsed(source: Source, start: number, end: number): unknown {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return JSON.parse(decoder.decode(source.data.subarray(start, end)));
  } catch {
    return undefined;
  }
}

/** Where the names of the outermost object of a JSON text stand. */
function placesOfNames(source: Source, start: number, end: number): ReadonlyMap<string, number> {
  const { data } = source;
  const objects: Map<string, number>[] = [];
  let places = new Map<string, number>();
  for (let at = start; at < end; at++) {
    if (data[at] === OPENING_BRACE) objects.push(new Map());
    else if (data[at] === CLOSING_BRACE) places = objects.pop()!;
    else if (data[at] === QUOTE) {
      const after = endOfText(data, at);
      let next = after;
      while (BLANKS.includes(data[next]!)) next++;
      // In JSON, the text before a colon is a name, and nothing else is.
      if (data[next] === COLON) {
        const name = parsed(source, at, after) as string;
        const names = objects.at(-1)!;
        if (names.has(name)) throw source.error(at, `the name ${quoted(name)} again`, "each name once");
        names.set(name, at);
      }
      at = after - 1;
    }
  }
  return places;
}

/** The place after the quote that ends the text that begins at `at`. */
function endOfText(data: Uint8Array, at: number): number {
  for (let end = at + 1;; end++) {
    if (data[end] === BACKSLASH) end++;
    else if (data[end] === QUOTE) return end + 1;
  }
}
