import { type CodedGram, codedProbabilities, encodeGrams, nearestCode } from "../../lib/vision/context/mod.ts";
import type { Gram } from "./count.ts";

/** The share of a history that is left to what did not follow it, at least: the codes must not add up to more than 1. */
const LEFT = 1 / 1024;

/** The trie of n-grams, coded. */
export function embed(root: Gram): string {
  const coded: CodedGram[] = [];
  const queue = [root];
  for (const { children } of queue) {
    const codes = codesOf(children);
    [...children].sort((a, b) => a.symbol - b.symbol).forEach((child, i) => {
      const inner = child.children.length > 0;
      coded.push({ symbol: child.symbol, last: i === children.length - 1, inner, code: codes.get(child)! });
      if (inner) queue.push(child);
    });
  }
  return encodeGrams(coded);
}

/**
 * The codes of a history's n-grams. The least probable come first, and what a code is off by is made good by the next,
 * so that their sum, on which what is left to the shorter history depends, comes out right.
 */
function codesOf(grams: readonly Gram[]): ReadonlyMap<Gram, number> {
  const codes = new Map<Gram, number>();
  let owed = 0;
  for (const gram of [...grams].sort((a, b) => a.probability - b.probability || a.symbol - b.symbol)) {
    const code = nearestCode(gram.probability + owed);
    owed += gram.probability - codedProbabilities[code]!;
    codes.set(gram, code);
  }
  // The largest yields where rounding has left nothing.
  const largest = [...codes.keys()].at(-1)!;
  while (sum(codes.values()) > 1 - LEFT) codes.set(largest, codes.get(largest)! + 1);
  return codes;
}

function sum(codes: Iterable<number>): number {
  let total = 0;
  for (const code of codes) total += codedProbabilities[code]!;
  return total;
}
