import { log } from "../../elementary/mod.ts";
import { codedProbabilities, decodeGrams } from "./coding.ts";
import { DIGIT, DIGITS, SPACE, symbolOf, SYMBOLS } from "./symbols.ts";

/**
 * Probabilities of characters one after the other, by n-grams in back-off form: `P(c | h) = p` where the trie has `h c`,
 * else `α(h) P(c | h′)`, h′ being h without its first character and `α(h) = (1 − Σ p) / (1 − Σ P(c | h′))` over what the
 * trie has (Katz 1987), so that every history's probabilities add up to 1.
 *
 * A word stands between spaces; the first history is a space, and none reaches beyond one. The ten digits share a symbol
 * (a class of characters, as Brown et al. 1992 have classes of words): each has a tenth of its probability.
 *
 * A history is a state of the automaton of Aho and Corasick (1975): the longest end of the text that the trie goes on
 * from. A step is one look into a table.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { english } from "nnr";
 *
 * const perplexity = (text: string): number => Math.exp(-english().logProbabilityOf(text) / (text.length + 1));
 * expect(perplexity("THE TRAIN IS LATE")).toBeLessThan(5);
 * expect(perplexity("EHT NAIRT SI ETAL")).toBeGreaterThan(20);
 * ```
 */
export class LanguageModel {
  /** How many histories there are. */
  readonly states: number;
  /** The history at the start of a line, which is that after a space. */
  readonly start: number;
  readonly #next: Int32Array;
  readonly #probabilities: Float64Array;

  /** Reads a trie as `encodeGrams()` writes it. */
  constructor(trie: string) {
    const grams = decodeGrams(trie);
    this.states = 1 + grams.filter(({ inner }) => inner).length;
    const next = new Int32Array(this.states * SYMBOLS);
    const probabilities = new Float64Array(this.states * SYMBOLS).fill(1 / SYMBOLS);
    // State s goes on like shorter[s] wherever the trie has nothing of its own.
    const shorter = new Int32Array(this.states);
    let made = 1;
    let at = 0;
    for (let state = 0; state < this.states; state++) {
      const row = state * SYMBOLS;
      const below = shorter[state]! * SYMBOLS;
      const begin = at;
      while (!grams[at++]?.last) if (at >= grams.length) throw new SyntaxError(endsTooSoon(at));
      const own = grams.slice(begin, at);
      const kept = own.reduce((sum, { code }) => sum + codedProbabilities[code]!, 0);
      const keptBelow = own.reduce((sum, { symbol }) => sum + probabilities[below + symbol]!, 0);
      // The single symbols are all there: nothing is left to back off with, and rounding is made good.
      const all = own.length === SYMBOLS;
      const backOff = all ? 0 : (1 - kept) / (1 - keptBelow);
      for (let symbol = 0; symbol < SYMBOLS; symbol++) {
        probabilities[row + symbol] = probabilities[below + symbol]! * backOff;
        next[row + symbol] = next[below + symbol]!;
      }
      for (const { symbol, inner, code } of own) {
        probabilities[row + symbol] = codedProbabilities[code]! / (all ? kept : 1);
        if (!inner) continue;
        shorter[made] = next[row + symbol]!;
        next[row + symbol] = made++;
      }
    }
    for (let i = DIGIT; i < probabilities.length; i += SYMBOLS) probabilities[i]! /= DIGITS;
    this.#next = next;
    this.#probabilities = probabilities;
    this.start = this.next(0, SPACE);
  }

  /** ln P(c | h) of a symbol: 0–25 for A–Z, 26 for any one digit, 27 for the space. */
  logProbability(state: number, symbol: number): number {
    return log(this.#probabilities[state * SYMBOLS + symbol]!);
  }

  /** The history after a symbol. */
  next(state: number, symbol: number): number {
    return this.#next[state * SYMBOLS + symbol]!;
  }

  /** ln P of a whole line, the space after it included. */
  logProbabilityOf(text: string): number {
    let state = this.start;
    let total = 0;
    for (const character of `${text} `) {
      const symbol = symbolOf(character);
      total += this.logProbability(state, symbol);
      state = this.next(state, symbol);
    }
    return total;
  }
}

function endsTooSoon(grams: number): string {
  return `Cannot read a language model: it ends after ${grams} n-grams in the middle of a history`;
}
