import { log } from "../../lib/elementary/mod.ts";
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
 * The codes of a history's n-grams: those that lie nearest, then changed one by one for as long as that brings them, and
 * what they leave to the shorter history, nearer to what they should be.
 */
function codesOf(grams: readonly Gram[]): ReadonlyMap<Gram, number> {
  const probabilities = grams.map(({ probability }) => probability);
  const left = Math.max(1 - sum(probabilities), LEFT);
  // Near and far count by their logarithms, as the search counts them; the probable more, as it meets them more often.
  const offBy = (codes: readonly number[]): number => {
    const rest = 1 - sum(codes.map((code) => codedProbabilities[code]!));
    if (rest < LEFT) return Infinity;
    const off = codes.map((code, i) => farness(probabilities[i]!, codedProbabilities[code]!));
    return sum(off) + farness(left, rest);
  };
  let codes = probabilities.map(nearestCode);
  while (offBy(codes) === Infinity) codes[codes.indexOf(Math.min(...codes))]!++;
  for (;;) {
    const others = codes.flatMap((code, i) =>
      [code - 1, code + 1].filter((next) => codedProbabilities[next] !== undefined).map((next) => codes.with(i, next))
    );
    const best = others.reduce((best, other) => (offBy(other) < offBy(best) ? other : best), codes);
    if (best === codes) return new Map(grams.map((gram, i) => [gram, codes[i]!]));
    codes = best;
  }
}

function farness(p: number, q: number): number {
  const ratio = log(p / q);
  return Math.sqrt(p) * ratio * ratio;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
