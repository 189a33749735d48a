import { exp, log } from "../../elementary/mod.ts";
import type { Candidate, Hypothesis, Lattice } from "../lattice.ts";
import type { Preference } from "./preference.ts";
import { runsBySegment } from "./runs.ts";
import { SPACE } from "./symbols.ts";
import type { Weights } from "./weights.ts";

/** A beginning of the text: what can follow, and how it scores, hangs on how far it has read and on its history alone. */
export interface Beginning {
  /** How many segments are read. */
  readonly at: number;
  /** The history of the language. */
  readonly history: number;
  /** The score of the best path to here. */
  score: number;
  /** Its last step; the empty beginning has none. */
  best: Step | undefined;
  /** Every step that leads here from a beginning that was kept. */
  readonly steps: Step[];
}

/** One character more: a run of segments, perhaps after a space. */
export interface Step {
  readonly from: Beginning;
  readonly hypothesis: Hypothesis;
  readonly candidate: Candidate;
  readonly spaced: boolean;
  readonly score: number;
}

/** What the search leaves. */
export interface Searched {
  /** The beginnings that were kept, those that have read least first. */
  readonly beginnings: readonly Beginning[];
  /** What ending there adds to the score of each that has read everything. */
  readonly ends: ReadonlyMap<Beginning, number>;
  /** The whole text whose score is largest. */
  readonly best: Beginning;
}

/** A beginning that scores this much less than the best has a share of about e⁻¹⁶, a ten-millionth, and is dropped. */
const FAR = 16;

/**
 * Finds the text of a line with the largest score:
 * `Σ ln p(c | ink) + ln p(run) + λ (ln P(c | h) + ln 37) + μ ln p(gap)`,
 * over its characters; the gap before a segment holds a space with the odds of the lattice, and none inside a run.
 *
 * The net's `p(c | ink)`, divided by what c is without ink, is the likelihood of the ink up to a factor, and a language
 * multiplies it (Bourlard and Morgan 1994). Beginnings that have read as far with the same history are one, so that the
 * search is exact while at most `beam` differ; of more, the best are kept (Lowerre 1976).
 *
 * @throws {RangeError} when no runs lead from the first segment to the last.
 */
export function search(lattice: Lattice, language: Preference, { gaps, doubt, beam }: Required<Weights>): Searched {
  const { segments, spaces } = lattice;
  const runs = runsBySegment(lattice, doubt);
  const closed = spaces.map((odds) => weighted(gaps, logSigmoid(-odds)));
  const spaced = spaces.map((odds) => weighted(gaps, logSigmoid(odds)));
  const open = Array.from({ length: segments + 1 }, () => new Map<number, Beginning>());
  open[0]!.set(language.start, { at: 0, history: language.start, score: 0, best: undefined, steps: [] });
  const beginnings: Beginning[] = [];
  let last: readonly Beginning[] = [];
  for (let at = 0; at <= segments; at++) {
    last = keep(open[at]!.values(), beam);
    beginnings.push(...last);
    const entries = last.flatMap((from) => [
      { from, spaced: false, history: from.history, score: at === 0 ? 0 : closed[at]! },
      {
        ...{ from, spaced: true, history: language.next(from.history, SPACE) },
        score: at === 0 ? -Infinity : spaced[at]! + language.score(from.history, SPACE),
      },
    ]).filter(({ score }) => score > -Infinity);
    for (const { hypothesis, readings } of runs[at] ?? []) {
      const inside = closed.slice(at + 1, hypothesis.to).reduce((sum, score) => sum + score, hypothesis.logPrior);
      for (const { from, spaced, history, score: before } of entries) {
        for (const { candidate, symbol } of readings) {
          const score = before + inside + candidate.logProbability + language.score(history, symbol);
          const step = { from, hypothesis, candidate, spaced, score };
          if (score > -Infinity) take(step, open[hypothesis.to]!, language.next(history, symbol));
        }
      }
    }
  }
  const ends = new Map(last.map((end) => [end, language.score(end.history, SPACE)]));
  const best = last.reduce(
    (best, end) => end.score + ends.get(end)! > best.score + ends.get(best)! ? end : best,
    last[0]!,
  );
  if (!best) throw new RangeError(`Cannot read a line of ${segments} segments: no runs lead to its end`);
  return { beginnings, ends, best };
}

/** Takes a step to the beginning with a history, a new one or one that is there. */
function take(step: Step, open: Map<number, Beginning>, history: number): void {
  const score = step.from.score + step.score;
  const there = open.get(history);
  if (!there) {
    open.set(history, { at: step.hypothesis.to, history, score, best: step, steps: [step] });
    return;
  }
  there.steps.push(step);
  if (score > there.score) [there.score, there.best] = [score, step];
}

/** The best of the beginnings that have read as far, the best first. */
function keep(open: Iterable<Beginning>, beam: number): Beginning[] {
  const sorted = [...open].sort((a, b) => b.score - a.score || a.history - b.history);
  return sorted.slice(0, beam).filter(({ score }) => score >= sorted[0]!.score - FAR);
}

/** ln σ(x), for every x from −∞ to ∞. */
function logSigmoid(x: number): number {
  return x < 0 ? (x === -Infinity ? x : x - log(1 + exp(x))) : -log(1 + exp(-x));
}

/** A weighted logarithm; what does not count is not impossible either. */
function weighted(weight: number, logarithm: number): number {
  return weight === 0 ? 0 : weight * logarithm;
}
