import { exp, log } from "../../elementary/mod.ts";
import type { Candidate, Hypothesis, Lattice } from "../lattice.ts";
import type { LanguageModel } from "./language_model.ts";
import { CHARACTERS, SPACE, symbolOf } from "./symbols.ts";
import type { Weights } from "./weights.ts";

/** A beginning of the text: what is left of the lattice, and of the language, depends on these alone. */
export interface Beginning {
  /** How many segments are read. */
  readonly at: number;
  /** The history of the language model. */
  readonly state: number;
  /** The score of the best path to here. */
  score: number;
  /** Its last step; the first beginning has none. */
  best: Step | undefined;
  /** Every step that leads here from a beginning that was kept. */
  readonly steps: Step[];
}

/** One character read: a run of segments, perhaps after a space. */
export interface Step {
  readonly from: Beginning;
  readonly hypothesis: Hypothesis;
  readonly candidate: Candidate;
  readonly spaced: boolean;
  readonly score: number;
}

/** What the search leaves: the beginnings that were kept, by how far they read, and the scores of ending after each. */
export interface Searched {
  readonly beginnings: readonly (readonly Beginning[])[];
  readonly ends: ReadonlyMap<Beginning, number>;
  /** The whole text whose score is largest. */
  readonly best: Beginning;
}

/** Beginnings whose score lies further below the best than this have a share of e⁻¹⁶, 10⁻⁷, and are dropped. */
const FAR = 16;
/** ln of the number of characters, the space among them. */
const EVERYTHING = log(CHARACTERS.length + 1);

/**
 * Finds the text of a line of which the score is largest:
 * `Σ ln p(c | ink) + ln p(run) + λ (ln P(c | h) + ln 37) + μ ln p(gaps)`.
 *
 * The net tells `p(c | ink)`; divided by what c would be without ink it is a likelihood up to a constant (Bourlard and
 * Morgan 1994), and `ln 37` does that: a language that knows nothing prefers neither many characters nor few. The gap
 * before a segment holds a space with the odds of the lattice, and none inside a run.
 *
 * Beginnings that have read as far and have the same history are one, so that the search is exact while no more than
 * `beam` differ; then the best are kept (Lowerre 1976).
 */
export function search(lattice: Lattice, model: LanguageModel, weights: Required<Weights>): Searched {
  const { language, gaps, beam } = weights;
  const gapScores = lattice.spaces.map((odds) => [gaps * logSigmoid(-odds), gaps * logSigmoid(odds)] as const);
  const starting = hypothesesBySegment(lattice, weights.doubt);
  const beginnings: Beginning[][] = [];
  const open: Map<number, Beginning>[] = Array.from({ length: lattice.segments + 1 }, () => new Map());
  open[0]!.set(model.start, { at: 0, state: model.start, score: 0, best: undefined, steps: [] });

  for (let at = 0; at <= lattice.segments; at++) {
    const kept = keep([...open[at]!.values()], beam);
    beginnings.push(kept);
    for (const { hypothesis, candidates } of starting[at] ?? []) {
      const inside = gapScores.slice(at + 1, hypothesis.to).reduce((sum, [none]) => sum + none, 0);
      for (const from of kept) {
        for (const spaced of [false, true]) {
          const gap = at === 0 ? (spaced ? -Infinity : 0) : gapScores[at]![spaced ? 1 : 0];
          if (gap === -Infinity) continue;
          const history = spaced && language > 0 ? model.next(from.state, SPACE) : from.state;
          const space = spaced && language > 0 ? language * (model.logProbability(from.state, SPACE) + EVERYTHING) : 0;
          for (const { candidate, symbol } of candidates) {
            let score = candidate.logProbability + hypothesis.logPrior + gap + inside + space;
            if (language > 0) score += language * (model.logProbability(history, symbol) + EVERYTHING);
            if (score === -Infinity) continue;
            // A language that does not count has no history to remember.
            const state = language > 0 ? model.next(history, symbol) : history;
            advance(open[hypothesis.to]!, state, { from, hypothesis, candidate, spaced, score }, hypothesis.to);
          }
        }
      }
    }
  }

  const ends = new Map<Beginning, number>();
  let best: Beginning | undefined;
  for (const last of beginnings[lattice.segments]!) {
    ends.set(last, language > 0 ? language * (model.logProbability(last.state, SPACE) + EVERYTHING) : 0);
    if (!best || last.score + ends.get(last)! > best.score + ends.get(best)!) best = last;
  }
  if (!best) throw new RangeError(`Cannot read a line of ${lattice.segments} segments: no runs lead to its end`);
  return { beginnings, ends, best };
}

/** Takes a step to a beginning, a new one or one that is there. */
function advance(open: Map<number, Beginning>, state: number, step: Step, at: number): void {
  const score = step.from.score + step.score;
  const there = open.get(state);
  if (!there) {
    open.set(state, { at, state, score, best: step, steps: [step] });
    return;
  }
  there.steps.push(step);
  if (score > there.score) [there.score, there.best] = [score, step];
}

/** The best beginnings, the best first. */
function keep(open: Beginning[], beam: number): Beginning[] {
  open.sort((a, b) => b.score - a.score || a.state - b.state);
  const least = (open[0]?.score ?? 0) - FAR;
  return open.slice(0, beam).filter(({ score }) => score >= least);
}

/** A run, and the characters that are considered for it. */
interface Run {
  readonly hypothesis: Hypothesis;
  readonly candidates: readonly { readonly candidate: Candidate; readonly symbol: number }[];
}

/** The runs that start at each segment, with the candidates that are probable enough. */
function hypothesesBySegment({ segments, hypotheses }: Lattice, doubt: number): readonly (readonly Run[])[] {
  const starting: Run[][] = Array.from({ length: segments }, () => []);
  for (const hypothesis of hypotheses) {
    const { candidates } = hypothesis;
    const most = candidates.reduce((most, { logProbability }) => Math.max(most, logProbability), -Infinity);
    const probable = candidates.filter(({ logProbability }) => logProbability >= most + log(doubt));
    starting[hypothesis.from]!.push({
      hypothesis,
      candidates: probable.map((candidate) => ({ candidate, symbol: symbolOf(candidate.character) })),
    });
  }
  return starting;
}

/** ln σ(x), for every x from −∞ to ∞. */
function logSigmoid(x: number): number {
  return x < 0 ? (x === -Infinity ? x : x - log(1 + exp(x))) : -log(1 + exp(-x));
}
