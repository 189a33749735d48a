/**
 * Synthetic lattices: what a finder and a calibrated net might make of a line of text. Weights of context are chosen on
 * them, and tests read them.
 *
 * A character's ink is a point in space: its class's place and normal noise, so that the posterior of each class is
 * known exactly, and calibrated. Classes of a group lie near each other, others far apart.
 */
import type { Candidate, Hypothesis, Lattice, Rng } from "nnr";
import { exp, log } from "../../lib/elementary/mod.ts";
import { CHARACTERS } from "../../lib/vision/context/mod.ts";
import { gapBounds } from "../../lib/vision/words.ts";

/** Which characters look alike, and how far apart they lie, in deviations of the noise; at 2, one in six is mistaken. */
const groups: readonly (readonly [members: string, distance: number])[] = [
  ...[["O0", 0.8], ["I1L", 1.5], ["S5", 2.5], ["Z2", 2.5], ["UV", 3], ["B8", 3], ["G6", 3]] as const,
  ...[["DQ", 3.5], ["A4", 3.5], ["YT7", 3.5], ["MNH", 4], ["CEF", 4], ["PR", 4], ["KX", 4]] as const,
];
/** How far apart other characters lie. */
const APART = 6.5;
/** Ink that is no letter lies on the way from nowhere to a class. */
const NOWHERE = 0.8;
/** One letter in ten is two pieces of ink; next to one in six a run of two letters is proposed. */
const BROKEN = 0.1;
const JOINED = 1 / 6;

/** The gap inside a broken letter, where no space can be. */
const CUT = -Infinity;

/** Places of the classes: a coordinate a group, and one a class. */
const places: readonly Float64Array[] = [...CHARACTERS].map((character, index) => {
  const group = groups.findIndex(([members]) => members.includes(character));
  const place = new Float64Array(groups.length + CHARACTERS.length);
  if (group >= 0) place[group] = APART / Math.SQRT2;
  place[groups.length + index] = (groups[group]?.[1] ?? APART) / Math.SQRT2;
  return place;
});

/** Lattices of the lines of a page by one writer. */
export function syntheticPage(texts: readonly string[], rng: Rng): Lattice[] {
  const letterGap = rng.uniform(0.1, 0.35);
  const wordGap = letterGap + rng.uniform(0.35, 0.9);
  const lines = texts.map((text) => syntheticLine(text, letterGap, wordGap, rng));
  const bounds = gapBounds(lines.map(({ gaps }) => ({ gaps: gaps.filter((gap) => gap > CUT), height: 1 })));
  return lines.map(({ segments, hypotheses, gaps }, i) => {
    const { bound, scale } = bounds[i]!;
    return { segments, hypotheses, spaces: [-Infinity, ...gaps.map((gap) => (gap - bound) / scale)] };
  });
}

/** The runs of a line, and its gaps in letter heights. */
function syntheticLine(
  text: string,
  letterGap: number,
  wordGap: number,
  rng: Rng,
): { readonly segments: number; readonly hypotheses: readonly Hypothesis[]; readonly gaps: readonly number[] } {
  const hypotheses: Hypothesis[] = [];
  const gaps: number[] = [];
  let at = 0;
  let before = 0;
  for (const word of text.split(" ")) {
    for (const [i, character] of [...word].entries()) {
      if (at > 0) {
        const gap = rng.normal(i === 0 ? wordGap : letterGap, i === 0 ? 0.15 : 0.07);
        gaps.push(gap);
        if (i > 0 && rng.uniform() < JOINED) hypotheses.push(junk(before, at + 1, rng));
      }
      before = at;
      at += rng.uniform() < BROKEN ? 2 : 1;
      if (at - before === 2) {
        gaps.push(CUT);
        hypotheses.push(junk(before, before + 1, rng), junk(before + 1, at, rng));
      }
      hypotheses.push(letter(character, before, at, rng));
    }
  }
  hypotheses.sort((a, b) => a.from - b.from || a.to - b.to);
  return { segments: at, hypotheses, gaps };
}

function letter(character: string, from: number, to: number, rng: Rng): Hypothesis {
  const logPrior = -Math.abs(rng.normal(0, 0.5));
  return { from, to, logPrior, candidates: candidatesOf(places[CHARACTERS.indexOf(character)]!, 1, rng) };
}

function junk(from: number, to: number, rng: Rng): Hypothesis {
  const logPrior = -0.5 - Math.abs(rng.normal(0, 2));
  return { from, to, logPrior, candidates: candidatesOf(places[rng.integer(CHARACTERS.length)]!, NOWHERE, rng) };
}

/** Each class's posterior, given a point near a place: the softmax of `x·μ − μ·μ / 2`. */
function candidatesOf(place: Float64Array, scale: number, rng: Rng): Candidate[] {
  const x = place.map((coordinate) => scale * coordinate + rng.normal());
  const logits = places.map((mean) => mean.reduce((sum, m, k) => sum + m * (x[k]! - m / 2), 0));
  const most = Math.max(...logits);
  const logSum = most + log(logits.reduce((sum, logit) => sum + exp(logit - most), 0));
  return logits.map((logit, i) => ({ character: CHARACTERS[i]!, logProbability: logit - logSum }))
    .sort((a, b) => b.logProbability - a.logProbability);
}
