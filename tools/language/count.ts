import { SPACE, symbolOf, SYMBOLS } from "../../lib/vision/context/mod.ts";
import type { WordCounts } from "./words.ts";

/** An n-gram `h c`: a history h, and the symbol c that followed it. */
export interface Gram {
  readonly symbol: number;
  /** How often it occurred. */
  count: number;
  /** P(c | h), once it is estimated. */
  probability: number;
  /** The n-gram without its first symbol; a single symbol has none. */
  readonly suffix: Gram | undefined;
  /** The n-grams that go on from this one. */
  children: Gram[];
}

/** Counts the n-grams of words up to a length, each word between two spaces; no history goes beyond the space before it. */
export function countGrams(words: WordCounts, longest: number): Gram {
  const root = gram(-1, undefined);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) root.children.push(gram(symbol, undefined));
  for (const [word, count] of words) {
    // The histories of the next symbol, the shortest first.
    let histories = [root, root.children[SPACE]!];
    for (const symbol of [...`${word} `].map(symbolOf)) {
      const next = [root];
      let suffix: Gram | undefined;
      for (const history of histories) {
        suffix = childOf(history, symbol, suffix);
        suffix.count += count;
        next.push(suffix);
      }
      histories = next.slice(0, longest);
    }
  }
  return root;
}

function childOf({ children }: Gram, symbol: number, suffix: Gram | undefined): Gram {
  const found = children.find((child) => child.symbol === symbol);
  if (found) return found;
  const made = gram(symbol, suffix);
  children.push(made);
  return made;
}

function gram(symbol: number, suffix: Gram | undefined): Gram {
  return { symbol, count: 0, probability: 0, suffix, children: [] };
}
