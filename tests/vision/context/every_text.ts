import { type Candidate, english, type Hypothesis, type Lattice } from "nnr";
import { exp, log } from "../../../lib/elementary/mod.ts";
import { SPACE, symbolOf } from "../../../lib/vision/context/mod.ts";

/** A way to read a whole lattice. */
export interface Way {
  readonly text: string;
  readonly score: number;
  readonly read: readonly { readonly hypothesis: Hypothesis; readonly candidate: Candidate }[];
}

/** Weights of the score. */
interface Weighing {
  readonly language: number;
  readonly codes: number;
  readonly gaps: number;
}

/** Every way to read a lattice, scored by the definition: each word of the language or a code. Only for short lattices. */
export function everyWay(lattice: Lattice, weights: Weighing): Way[] {
  return readings(lattice, 0).flatMap(({ text, read, ink }) => {
    const gaps = gapScore(lattice, text, read) * weights.gaps;
    return wordScores(text, weights).map((language) => ({ text, read, score: ink + gaps + language }));
  });
}

/** Every text from a segment on, spaces included, with its sum of ln p(c | ink) and ln p(run). */
function readings(lattice: Lattice, at: number): (Omit<Way, "score"> & { readonly ink: number })[] {
  if (at === lattice.segments) return [{ text: "", read: [], ink: 0 }];
  return lattice.hypotheses.filter(({ from }) => from === at).flatMap((hypothesis) =>
    readings(lattice, hypothesis.to).flatMap(({ text, read, ink }) =>
      hypothesis.candidates.flatMap((candidate) => {
        const own = ink + candidate.logProbability + hypothesis.logPrior;
        return (at === 0 ? [""] : ["", " "]).map((space) => ({
          ...{ text: space + candidate.character + text, ink: own },
          read: [{ hypothesis, candidate }, ...read],
        }));
      })
    )
  );
}

/** ln of the probability that gaps hold just these spaces. */
function gapScore({ spaces }: Lattice, text: string, read: Way["read"]): number {
  const spaced = new Set<number>();
  let at = -1;
  for (const character of text) {
    if (character === " ") spaced.add(read[at + 1]!.hypothesis.from);
    else at++;
  }
  return spaces.slice(1).reduce((sum, odds, i) => sum - log(1 + exp(spaced.has(i + 1) ? -odds : odds)), 0);
}

/** λ (ln P + ln 37 a symbol) of a text for each choice of what its words are: of the language, or a code of some kind. */
function wordScores(text: string, { language, codes }: Weighing): number[] {
  if (language === 0) return [0];
  let scores = [0];
  for (const word of text.split(" ")) {
    let state = english().start;
    let inLanguage = log(1 - codes);
    for (const symbol of [...word].map(symbolOf).concat(SPACE)) {
      inLanguage += english().logProbability(state, symbol) + log(37);
      state = english().next(state, symbol);
    }
    const alike = (characters: number): number => (word.length + 1) * log(37 / characters);
    const letters = /^[A-Z]*/.exec(word)![0].length;
    const kinds = [0];
    if (letters === word.length) kinds.push(alike(27));
    if (/^[0-9]*$/.test(word)) kinds.push(alike(11));
    // Letters, then digits: up to the first digit any of 36, from the second one any of 10 or the end.
    if (/^[A-Z]*[0-9]+$/.test(word)) {
      kinds.push((letters + 1) * log(37 / 36) + (word.length - letters) * log(37 / 11));
    }
    const inCode = kinds.map((kind) => log(codes / 4) + kind);
    scores = scores.flatMap((score) => [inLanguage, ...inCode].map((more) => score + language * more));
  }
  return scores;
}
