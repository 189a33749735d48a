import type { Hypothesis, Lattice } from "../lattice.ts";
import { english } from "./english.ts";
import type { LanguageModel } from "./language_model.ts";
import { posteriors } from "./posterior.ts";
import { preference } from "./preference.ts";
import { type Beginning, search, type Step } from "./search.ts";
import { completeWeights, type ContextWeights } from "./weights.ts";

/** A character and the share of the texts in which it stands there. */
export interface Alternative {
  /** A capital or a digit. */
  readonly character: string;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** A character that was read. */
export interface ReadCharacter extends Alternative {
  /** Its first segment. */
  readonly from: number;
  /** The segment after its last. */
  readonly to: number;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
  /** What else the same segments may be, the most probable first. */
  readonly alternatives: readonly Alternative[];
}

/** What a line says. */
export interface Reading {
  /** The characters, with single spaces between words. */
  readonly text: string;
  /** The text's score, larger for better. */
  readonly score: number;
  /** In reading order. */
  readonly characters: readonly ReadCharacter[];
}

/** What `readLattice()` takes into account. */
export interface ReadLatticeOptions extends ContextWeights {
  /** The language; English unless said otherwise. */
  readonly model?: LanguageModel;
}

/** Alternatives with a smaller share are not told. */
const LEAST = 1e-3;

/**
 * Reads a line: the segmentation, the letters and the spaces that are most probable together, and how sure each is.
 *
 * A confidence is the share of the kept texts that have this character on these segments. `language: 0` leaves context
 * out: then every run's best candidate is read, in the segmentation and with the spaces that its own odds prefer.
 *
 * @throws {RangeError} when no runs lead from the first segment to the last, one leads out of the line, the odds of spaces
 * are not as many as segments, a character is none of A–Z and 0–9, or a weight makes no sense.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readLattice } from "nnr";
 *
 * const ink = (at: number, likely: string, other: string) => ({
 *   from: at,
 *   to: at + 1,
 *   logPrior: 0,
 *   candidates: [{ character: likely, logProbability: -0.5 }, { character: other, logProbability: -1 }],
 * });
 * const hypotheses = [ink(0, "6", "G"), ink(1, "0", "O"), ink(2, "O", "0"), ink(3, "D", "O")];
 * const lattice = { segments: 4, hypotheses, spaces: [-Infinity, -9, -9, -9] };
 * expect(readLattice(lattice).text).toBe("GOOD");
 * expect(readLattice(lattice, { language: 0 }).text).toBe("60OD");
 * ```
 */
export function readLattice(lattice: Lattice, options: ReadLatticeOptions = {}): Reading {
  if (lattice.segments === 0) return { text: "", score: 0, characters: [] };
  const { model = english(), ...given } = options;
  const weights = completeWeights(given);
  const searched = search(lattice, preference(model, weights), weights);
  const { best, ends } = searched;
  const shares = sharesByRun(posteriors(searched));
  const characters: ReadCharacter[] = [];
  let spaced = false;
  for (const { read } of stepsTo(best)) {
    if (read) {
      const { from, to } = read.hypothesis;
      const { character } = read.candidate;
      const all = [...shares.get(read.hypothesis)!].map(([character, confidence]) => ({ character, confidence }));
      const { confidence } = all.find((found) => found.character === character)!;
      const alternatives = all.filter((found) => found.character !== character && found.confidence >= LEAST)
        .sort((a, b) => b.confidence - a.confidence || (a.character < b.character ? -1 : 1));
      characters.push({ character, confidence, from, to, spaced, alternatives });
    }
    spaced = !read;
  }
  const text = characters.map(({ character, spaced }) => (spaced ? ` ${character}` : character)).join("");
  return { text, score: best.score + ends.get(best)!, characters };
}

/** The steps to a beginning, in reading order. */
function stepsTo(beginning: Beginning): Step[] {
  const steps: Step[] = [];
  for (let { best } = beginning; best; best = best.from.best) steps.push(best);
  return steps.reverse();
}

/** The share of each character on each run. */
function sharesByRun(shares: ReadonlyMap<Step, number>): ReadonlyMap<Hypothesis, ReadonlyMap<string, number>> {
  const runs = new Map<Hypothesis, Map<string, number>>();
  for (const [{ read }, share] of shares) {
    if (!read) continue;
    const { hypothesis, candidate: { character } } = read;
    const run = runs.get(hypothesis) ?? new Map<string, number>();
    runs.set(hypothesis, run.set(character, Math.min(1, (run.get(character) ?? 0) + share)));
  }
  return runs;
}
