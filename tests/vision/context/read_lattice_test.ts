import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { type Hypothesis, type Lattice, readLattice, Rng } from "nnr";
import { exp } from "../../../lib/elementary/mod.ts";
import { CHARACTERS } from "../../../lib/vision/context/mod.ts";
import { syntheticLines } from "../../../tools/language/score.ts";
import { everyWay } from "./every_text.ts";
import { heldOutLines } from "./held_out.ts";

/** The weights of the tests that compare with every way: no letter is left out, and no beginning. */
const exact = { language: 0.8, gaps: 1, doubt: 1e-9, beam: 10_000 };

/** A run of segments, with the probability of each character that it may be. */
function run(from: number, to: number, probabilities: Readonly<Record<string, number>>, logPrior = 0): Hypothesis {
  const candidates = Object.entries(probabilities).map(([character, p]) => ({
    character,
    logProbability: Math.log(p),
  }));
  return { from, to, logPrior, candidates };
}

/** A line without spaces, unless odds are given. */
function line(hypotheses: readonly Hypothesis[], odds: Readonly<Record<number, number>> = {}): Lattice {
  const segments = Math.max(...hypotheses.map(({ to }) => to));
  return {
    segments,
    hypotheses,
    spaces: Array.from({ length: segments }, (_, i) => (i === 0 ? -Infinity : odds[i] ?? -9)),
  };
}

/** A word, each letter sure unless it is said what else it may be: `{ 1: "0" }` makes the second letter O or 0, 3 : 7. */
function letters(word: string, doubts: Readonly<Record<number, string>> = {}, at = 0): Hypothesis[] {
  return [...word].map((character, i) => {
    const other = doubts[i];
    return run(at + i, at + i + 1, other ? { [character]: 0.3, [other]: 0.7 } : { [character]: 1 });
  });
}

/** Lattices of one to four segments. */
const lattices: fc.Arbitrary<Lattice> = fc.integer({ min: 1, max: 4 }).chain((segments) => {
  const number = fc.double({ min: -4, max: 0, noNaN: true });
  const candidates = fc.uniqueArray(fc.constantFrom(..."OI0AT1"), { minLength: 1, maxLength: 2 }).chain((characters) =>
    fc.tuple(...characters.map(() => number)).map((logs) =>
      characters.map((character, i) => ({ character, logProbability: logs[i]! }))
    )
  );
  const places = Array.from({ length: segments }, (_, from) => from).flatMap((from) =>
    [1, 2].filter((length) => from + length <= segments).map((length) => ({ from, to: from + length }))
  );
  return fc.record({
    hypotheses: fc.tuple(
      ...places.map((place) => fc.record({ logPrior: number, candidates }).map((more) => ({ ...place, ...more }))),
    ),
    odds: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: segments - 1, maxLength: segments - 1 }),
  }).map(({ hypotheses, odds }) => ({ segments, hypotheses, spaces: [-Infinity, ...odds] }));
});

/** Exact weights, with codes left out, possible, or all that there is. */
const weighings = fc.constantFrom(0, 0.4, 1).map((codes) => ({ ...exact, codes }));

describe("readLattice()", () => {
  it("finds the best of all ways to read a short line", () => {
    fc.assert(
      fc.property(lattices, weighings, (lattice, weights) => {
        const ways = everyWay(lattice, weights);
        const { text, score } = readLattice(lattice, weights);
        const best = ways.reduce((best, way) => (way.score > best.score ? way : best));
        // Sums of some twenty terms of at most 40, in another order.
        expect(Math.abs(score - best.score)).toBeLessThan(1e-12);
        expect(ways.some((way) => way.text === text && way.score > best.score - 1e-12)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("tells each character's share of all ways", () => {
    fc.assert(
      fc.property(lattices, weighings, (lattice, weights) => {
        const ways = everyWay(lattice, weights);
        const total = ways.reduce((sum, { score }) => sum + exp(score), 0);
        for (const { from, to, character, confidence, alternatives } of readLattice(lattice, weights).characters) {
          for (const { character: c, confidence: share } of [{ character, confidence }, ...alternatives]) {
            const having = ways.filter(({ read }) =>
              read.some(({ hypothesis: h, candidate }) => h.from === from && h.to === to && candidate.character === c)
            );
            // What is dropped has shares of e⁻¹⁶, and there are at most some thousand ways.
            expect(Math.abs(having.reduce((sum, { score }) => sum + exp(score), 0) / total - share)).toBeLessThan(1e-4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes each run's best letter when context does not count", () => {
    const random = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 10 });
    fc.assert(fc.property(random, fc.integer({ min: 0, max: 35 }), (word, other) => {
      const hypotheses = word.map((character, i) => run(i, i + 1, { [CHARACTERS[other]!]: 0.49, [character]: 0.51 }));
      expect(readLattice(line(hypotheses), { language: 0 }).text).toBe(word.join(""));
    }));
  });

  it("settles what looks alike by the letters around it", () => {
    expect(readLattice(line(letters("GOOD", { 1: "0", 2: "0" }))).text).toBe("GOOD");
    expect(readLattice(line(letters("LISTEN", { 0: "1", 1: "1", 2: "5" }))).text).toBe("LISTEN");
    expect(readLattice(line(letters("SIZE", { 0: "5", 1: "L", 2: "2" }))).text).toBe("SIZE");
    expect(readLattice(line(letters("QUIET", { 0: "O", 1: "V" }))).text).toBe("QUIET");
    expect(readLattice(line(letters("2015", { 1: "O", 2: "I", 3: "S" }))).text).toBe("2015");
  });

  it("joins what one letter was broken into", () => {
    // A K in two pieces, which alone look like I and C.
    const broken = [run(2, 3, { I: 1 }, -1), run(3, 4, { C: 1 }, -1), run(2, 4, { K: 0.5, X: 0.5 }, -1)];
    const lattice = line([...letters("BA"), ...broken, ...letters("ING", {}, 4)]);
    expect(readLattice(lattice).text).toBe("BAKING");
    expect(readLattice(lattice).characters.map(({ from, to }) => to - from)).toEqual([1, 1, 2, 1, 1, 1]);
  });

  it("parts what two letters were drawn as", () => {
    // LI in one run looks like U.
    const touching = [run(1, 2, { L: 1 }, -1), run(2, 3, { I: 1 }, -1), run(1, 3, { U: 1 })];
    const lattice = line([...letters("C"), ...touching, ...letters("MB", {}, 3)]);
    expect(readLattice(lattice).text).toBe("CLIMB");
    expect(readLattice(lattice, { language: 0 }).text).toBe("CUMB");
  });

  it("puts a space where words meet, when the gap leaves it open", () => {
    const lattice = line(letters("HELLOWORLD"), { 5: 0 });
    expect(readLattice(lattice).text).toBe("HELLO WORLD");
    expect(readLattice(lattice).characters[5]!.spaced).toBe(true);
    expect(readLattice(line(letters("HELPLESS"), { 4: 0 })).text).toBe("HELPLESS");
  });

  it("never puts a space where the lattice rules it out, nor leaves out one that it is sure of", () => {
    expect(readLattice(line(letters("THEEND"), { 3: -Infinity })).text).toBe("THEEND");
    expect(readLattice(line(letters("THEEND"), { 1: Infinity })).text).toMatch(/^T H/);
  });

  it("changes no letter of which the net is sure", () => {
    // A wrong letter that any reader would correct: to the net it is a thousand and one times as probable.
    const sure = line([...letters("KITCH"), run(5, 6, { F: 1001 / 1002, E: 1 / 1002 }), ...letters("N", {}, 6)]);
    expect(readLattice(sure, { doubt: 1e-3 }).text).toBe("KITCHFN");
    expect(readLattice(sure).text).toBe("KITCHEN");
  });

  it("scores no better with a narrow beam, and no worse with a wider one over many lines", () => {
    const lines = syntheticLines(heldOutLines, 1, new Rng(3));
    const scores = [1, 2, 4, 8, 16, 32, 64].map((beam) =>
      lines.map(({ lattice }) => readLattice(lattice, { beam }).score)
    );
    const sums = scores.map((all) => all.reduce((sum, score) => sum + score, 0));
    expect(sums).toEqual([...sums].sort((a, b) => a - b));
    for (const all of scores) all.forEach((score, i) => expect(score).toBeLessThanOrEqual(scores.at(-1)![i]!));
  });

  it("reads nothing from an empty line", () => {
    expect(readLattice({ segments: 0, hypotheses: [], spaces: [] })).toEqual({ text: "", score: 0, characters: [] });
  });

  it("refuses a line without a way through, a run that leads out of it, too few odds, and weights that make no sense", () => {
    expect(() => readLattice(line(letters("A", {}, 1)))).toThrow(
      "Cannot read a line of 2 segments: no runs lead to its end",
    );
    const outside = { segments: 1, hypotheses: [run(0, 2, { A: 1 })], spaces: [-Infinity] };
    expect(() => readLattice(outside)).toThrow("Cannot read a line of 1 segments: there is no run from 0 to 2");
    const odd = { ...line(letters("AB")), spaces: [-Infinity] };
    expect(() => readLattice(odd)).toThrow("Cannot read a line of 2 segments: there are odds of 1 spaces");
    const refused = { language: -1, codes: 2, gaps: NaN, doubt: 0, beam: 0.5 };
    for (const [name, value] of Object.entries(refused)) {
      expect(() => readLattice(line(letters("A")), { [name]: value })).toThrow(
        new RegExp(`${name} must be .*${value}`),
      );
    }
  });
});
