import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { LanguageModel } from "nnr";
import { countGrams, type Gram } from "../../tools/language/count.ts";
import { embed } from "../../tools/language/embed.ts";
import { prune } from "../../tools/language/prune.ts";
import { estimate } from "../../tools/language/witten_bell.ts";
import { generated, trieOf } from "../../tools/language.ts";
import { codedProbabilities, decodeGrams, encodeGrams, nearestCode, symbolOf } from "../../lib/vision/context/mod.ts";
import { exp, log } from "../../lib/elementary/mod.ts";

const words = new Map([["ABBA", 3], ["AB", 2], ["BABE", 1], ["A0", 1]]);

/** The n-gram of a text. */
function gramOf(root: Gram, text: string): Gram | undefined {
  let gram: Gram | undefined = root;
  for (const character of text) gram = gram?.children.find(({ symbol }) => symbol === symbolOf(character));
  return gram;
}

function size({ children }: Gram): number {
  return children.reduce((sum, child) => sum + 1 + size(child), 0);
}

describe("countGrams()", () => {
  it("counts what follows each history inside a word, from the space before it to the one after it", () => {
    const root = countGrams(words, 3);
    const counts = {
      "A": 3 + 3 + 2 + 1 + 1,
      " A": 3 + 2 + 1,
      "AB": 3 + 2 + 1,
      " AB": 3 + 2,
      "BA": 3 + 1,
      "A ": 3,
      "BA ": 3,
    };
    for (const [text, count] of Object.entries(counts)) expect(gramOf(root, text)?.count).toBe(count);
    expect(gramOf(root, "A B")).toBeUndefined();
    expect(gramOf(root, " ABB")).toBeUndefined();
  });
});

describe("estimate()", () => {
  it("mixes each history with the shorter one by how many kinds follow it", () => {
    const root = countGrams(words, 2);
    estimate(root);
    // After B: B and A and E and a space, 3 + 4 + 1 + 5 times; A is, of 26 symbols in all, the 10 that the first test counts.
    const total = root.children.reduce((sum, { count }) => sum + count, 0);
    const kinds = root.children.filter(({ count }) => count > 0).length;
    const a = (10 + kinds / 28) / (total + kinds);
    expect([gramOf(root, "BB")!, gramOf(root, "BA")!, gramOf(root, "BE")!].map(({ count }) => count)).toEqual([
      3,
      4,
      1,
    ]);
    expect(gramOf(root, "A")!.probability).toBeCloseTo(a, 12);
    const followers = gramOf(root, "B")!.children.reduce((sum, { count }) => sum + count, 0);
    expect(gramOf(root, "BA")!.probability).toBeCloseTo((4 + 4 * a) / (followers + 4), 12);
  });
});

describe("prune()", () => {
  it("takes away what the shorter history says too, and keeps what it does not", () => {
    const root = countGrams(words, 3);
    estimate(root);
    const before = size(root);
    prune(root, 0.01);
    expect(size(root)).toBeLessThan(before);
    expect(root.children.length).toBe(28);
    // Q never occurs: its history goes. After a digit a space is sure, and stays.
    expect(gramOf(root, "Q")!.children).toEqual([]);
    expect(gramOf(root, "0 ")).toBeDefined();
  });

  it("takes away more, the higher the threshold, until single symbols are left", () => {
    const sizes = [0, 1e-3, 1e-2, Infinity].map((threshold) => {
      const root = countGrams(words, 8);
      estimate(root);
      prune(root, threshold);
      return size(root);
    });
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => b - a));
    expect(sizes.at(-1)).toBe(28);
  });
});

describe("embed()", () => {
  it("keeps the probabilities of a model, as near as its codes are", () => {
    const root = countGrams(words, 8);
    estimate(root);
    const model = new LanguageModel(embed(root));
    for (const word of ["ABBA", "AB", "BABE"]) {
      let exact = 0;
      for (let end = 2; end <= word.length + 2; end++) {
        exact += log(gramOf(root, ` ${word} `.slice(0, end))!.probability);
      }
      // Codes stand half of (k + 1) / 64 from their bounds, at most a quarter, and less for the probable.
      expect(Math.abs(model.logProbabilityOf(word) - exact)).toBeLessThan(0.25 * (word.length + 1));
    }
  });

  it("is read as it was written", () => {
    const gram = fc.record({
      symbol: fc.integer({ min: 0, max: 27 }),
      last: fc.boolean(),
      inner: fc.boolean(),
      code: fc.integer({ min: 0, max: 31 }),
    });
    fc.assert(fc.property(fc.array(gram), (grams) => expect(decodeGrams(encodeGrams(grams))).toEqual(grams)));
  });

  it("finds the nearest of its 32 probabilities", () => {
    fc.assert(fc.property(fc.double({ min: 1e-5, max: 1, noNaN: true }), (p) => {
      const off = Math.abs(codedProbabilities[nearestCode(p)]! - p);
      for (const other of codedProbabilities) expect(off).toBeLessThanOrEqual(Math.abs(other - p));
    }));
    expect(codedProbabilities[31]).toBe(exp(-8));
  });
});

describe("the embedded language model", () => {
  it("takes less than 150 kB", () => expect(generated().length).toBeLessThan(150_000));

  it("does not depend on the order in which words are counted", () => {
    expect(trieOf(new Map([...words].reverse()))).toBe(trieOf(words));
  });
});
