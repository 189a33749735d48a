/**
 * How the language model is embedded: a trie of n-grams, breadth first, each n-gram two characters of base 64, that is,
 * 12 bits: its symbol (5), whether it is the last of its history's (1), whether longer n-grams go on from it (1), and
 * its probability (5).
 *
 * A probability is one of 32: code k stands for `ln p = −8 ((k + 1) / 32)²`, fine near 1 and coarse near e⁻⁸.
 */
import { exp } from "../../elementary/mod.ts";

/** An n-gram of the trie, without its history. */
export interface CodedGram {
  readonly symbol: number;
  readonly last: boolean;
  readonly inner: boolean;
  /** The code of its probability. */
  readonly code: number;
}

const CODES = 32;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The probability of each code. */
export const codedProbabilities: readonly number[] = Array.from({ length: CODES }, (_, k) => {
  const root = (k + 1) / CODES;
  return exp(-8 * root * root);
});

/** The code whose probability is nearest. */
export function nearestCode(probability: number): number {
  let best = 0;
  for (let code = 1; code < CODES; code++) {
    if (Math.abs(codedProbabilities[code]! - probability) < Math.abs(codedProbabilities[best]! - probability)) {
      best = code;
    }
  }
  return best;
}

/** Writes n-grams, two characters each. */
export function encodeGrams(grams: readonly CodedGram[]): string {
  const parts = grams.map(({ symbol, last, inner, code }) => {
    const bits = (symbol << 7) | (Number(last) << 6) | (Number(inner) << 5) | code;
    return BASE64[bits >> 6]! + BASE64[bits & 63]!;
  });
  return parts.join("");
}

/** Reads what `encodeGrams()` wrote. */
export function decodeGrams(text: string): CodedGram[] {
  const grams: CodedGram[] = [];
  const sixBits = new Map([...BASE64].map((character, i) => [character, i]));
  for (let at = 0; at < text.length; at += 2) {
    const [high, low] = [sixBits.get(text[at]!), sixBits.get(text[at + 1]!)];
    if (high === undefined || low === undefined) {
      throw new SyntaxError(`Cannot read a language model: "${text.slice(at, at + 2)}" at ${at} is not base 64`);
    }
    const bits = (high << 6) | low;
    grams.push({ symbol: bits >> 7, last: (bits & 64) > 0, inner: (bits & 32) > 0, code: bits & 31 });
  }
  return grams;
}
