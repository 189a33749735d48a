import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { english, LanguageModel } from "nnr";
import { trieOf } from "../../../tools/language.ts";
import { heldOutWords, trainingWords } from "../../../tools/language/words.ts";
import { exp } from "../../../lib/elementary/mod.ts";
import { CHARACTERS, encodeGrams, SPACE, symbolOf } from "../../../lib/vision/context/mod.ts";
import { heldOutLines } from "./held_out.ts";

const text = fc.array(fc.constantFrom(...CHARACTERS, " "), { maxLength: 12 }).map((characters) => characters.join(""));

/** The history after a text. */
function historyAfter(model: LanguageModel, text: string): number {
  return [...text].reduce((state, character) => model.next(state, symbolOf(character)), model.start);
}

/** e to the mean −ln P of a character, each text's end counted as one. */
function perplexity(model: LanguageModel, texts: readonly string[]): number {
  const total = texts.reduce((sum, text) => sum - model.logProbabilityOf(text), 0);
  return exp(total / texts.reduce((sum, { length }) => sum + length + 1, 0));
}

/** What an n-gram of a trie needs; code 0 stands for a probability near 1, 31 for e⁻⁸. */
function coded(
  symbol: number,
  code: number,
  { last = false, inner = false } = {},
): Parameters<typeof encodeGrams>[0][0] {
  return { symbol, code, last, inner };
}

describe("LanguageModel", () => {
  it("has probabilities that add up to 1 after any history", () => {
    fc.assert(fc.property(text, (before) => {
      const state = historyAfter(english(), before);
      const sum = [...CHARACTERS, " "].reduce((sum, c) => sum + exp(english().logProbability(state, symbolOf(c))), 0);
      // 37 terms, and as many roundings in each of at most eight back-offs.
      expect(Math.abs(sum - 1)).toBeLessThan(37 * 8 * Number.EPSILON);
    }));
  });

  it("forgets what stands before a space", () => {
    fc.assert(fc.property(text, (before) => expect(historyAfter(english(), `${before} `)).toBe(english().start)));
  });

  it("takes every digit for as probable as any other", () => {
    expect(english().logProbabilityOf("1987")).toBe(english().logProbabilityOf("3042"));
    expect(english().logProbabilityOf("7TH")).toBe(english().logProbabilityOf("4TH"));
  });

  it("backs off by hand", () => {
    // 28 symbols alike, and after a space A with the probability of code 7, e^(−8 (8/32)²) = e^−½.
    const model = new LanguageModel(encodeGrams([
      ...Array.from({ length: 28 }, (_, symbol) => coded(symbol, 20, { last: symbol === 27, inner: symbol === SPACE })),
      coded(0, 7, { last: true }),
    ]));
    expect(model.logProbability(model.start, 0)).toBeCloseTo(-0.5, 12);
    expect(exp(model.logProbability(model.start, 1))).toBeCloseTo((1 - exp(-0.5)) / 27, 12);
    expect(model.next(model.start, 0)).toBe(0);
  });

  it("expects lines and words that it has never seen better than pairs of letters do", () => {
    const pairs = new LanguageModel(trieOf(trainingWords(), 2, 0));
    const words = heldOutWords();
    const known = trainingWords();
    expect(words.filter((word) => known.has(word))).toEqual([]);
    // Measured: 5.4 against 13.0 on lines, 6.6 against 13.0 on words.
    expect(perplexity(english(), heldOutLines)).toBeLessThan(perplexity(pairs, heldOutLines) / 2);
    expect(perplexity(english(), words)).toBeLessThan(perplexity(pairs, words) * 0.55);
  });

  it("prefers letters among letters and digits among digits", () => {
    const rather = (a: string, b: string): void => {
      expect(english().logProbabilityOf(a)).toBeGreaterThan(english().logProbabilityOf(b));
    };
    rather("GOOD", "G00D");
    rather("2001", "2OO1");
    rather("LIST", "L1ST");
    rather("1ST", "IST");
    rather("SIZE", "5I2E");
    rather("QUOTE", "QVOTE");
  });

  it("refuses what is no trie", () => {
    expect(() => new LanguageModel("A")).toThrow('Cannot read a language model: "A" at 0 is not base 64');
    expect(() => new LanguageModel("A!")).toThrow('Cannot read a language model: "A!" at 0 is not base 64');
    expect(() => new LanguageModel(encodeGrams([coded(0, 5), coded(1, 5)]))).toThrow(
      "Cannot read a language model: it ends after 2 n-grams in the middle of a history",
    );
    expect(() => english().logProbabilityOf("é")).toThrow('Cannot find the symbol of "é": only A–Z, 0–9 and the space');
  });
});
