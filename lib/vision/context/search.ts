import { exp, log } from "../../elementary/mod.ts";
import type { Candidate, Hypothesis, Lattice } from "../lattice.ts";
import type { Preference } from "./preference.ts";
import { type Run, runsBySegment } from "./runs.ts";
import { SPACE } from "./symbols.ts";
import type { ContextWeights } from "./weights.ts";

/** A beginning of the text: how it can go on hangs on how far it has read, and on its history, alone. */
export interface Beginning {
  /** The history of the language. */
  readonly history: number;
  /** The score of the best way to here. */
  score: number;
  /** Its last step; none where a line begins. */
  best: Step | undefined;
  /** The steps that lead here, but for those that hardly count. */
  readonly steps: Step[];
}

/** What a beginning goes on with: a character, or a space. */
export interface Step {
  readonly from: Beginning;
  readonly score: number;
  /** The character's segments, and which it is; undefined for a space. */
  readonly read: { readonly hypothesis: Hypothesis; readonly candidate: Candidate } | undefined;
}

/** What the search leaves. */
export interface Searched {
  /** The beginnings that were kept, each after those that lead to it. */
  readonly beginnings: readonly Beginning[];
  /** What ending there adds to the score of each that has read everything and may end. */
  readonly ends: ReadonlyMap<Beginning, number>;
  /** The whole text whose score is largest. */
  readonly best: Beginning;
}

/** What scores this much less than the best has about e⁻¹⁶, a ten-millionth, of its share, and is dropped. */
const FAR = 16;

/**
 * Finds the text of a line with the largest score:
 * `Σ ln p(c | ink) + ln p(run) + λ (ln P(c | h) + ln 37) + μ ln p(gap)`,
 * over its characters, where a word may be a code instead (see `preference()`); the gap before a segment holds a space
 * with the odds of the lattice, and none inside a run.
 *
 * The net's `p(c | ink)`, divided by what c is without ink, is the likelihood of the ink up to a factor, and a language
 * multiplies it (Bourlard and Morgan 1994). Beginnings that have read as far with the same history are one, so that the
 * search is exact while at most `beam` differ; of more, the best are kept (Lowerre 1976).
 *
 * @throws {RangeError} when no runs lead from the first segment to the last.
 */
export function search(
  lattice: Lattice,
  language: Preference,
  { gaps, doubt, beam }: Required<ContextWeights>,
): Searched {
  const { segments, spaces } = lattice;
  const runs = runsBySegment(lattice, doubt);
  const closed = spaces.map((odds) => weighted(gaps, logSigmoid(-odds)));
  const open = Array.from({ length: segments + 1 }, () => new Map<number, Beginning>());
  let begun = language.starts.map(({ history, score }): Beginning => ({ history, score, best: undefined, steps: [] }));
  let read: Beginning[] = [];
  const beginnings = [...begun];
  for (let at = 0; at <= segments; at++) {
    if (at > 0) {
      read = keep(open[at]!.values(), beam);
      begun = at < segments ? wordsAfter(read, weighted(gaps, logSigmoid(spaces[at]!)), language) : [];
      beginnings.push(...read, ...begun);
    }
    for (const run of runs[at] ?? []) {
      const { to, logPrior } = run.hypothesis;
      const inside = closed.slice(at + 1, to).reduce((sum, score) => sum + score, logPrior);
      for (const from of read) extend(from, inside + closed[at]!, run, language, open[to]!);
      for (const from of begun) extend(from, inside, run, language, open[to]!);
    }
  }
  const ends = new Map(
    read.map((end) => [end, language.score(end.history, SPACE)] as const).filter(([, score]) => score > -Infinity),
  );
  const better = (a: Beginning, b: Beginning): Beginning => b.score + ends.get(b)! > a.score + ends.get(a)! ? b : a;
  if (ends.size === 0) throw new RangeError(`Cannot read a line of ${segments} segments: no runs lead to its end`);
  return { beginnings, ends, best: [...ends.keys()].reduce(better) };
}

/** Goes on with each reading of a run. */
function extend(
  from: Beginning,
  score: number,
  { hypothesis, readings }: Run,
  language: Preference,
  open: Map<number, Beginning>,
): void {
  for (const { candidate, symbol } of readings) {
    const gained = score + candidate.logProbability + language.score(from.history, symbol);
    if (gained > -Infinity) {
      take({ from, score: gained, read: { hypothesis, candidate } }, language.next(from.history, symbol), open);
    }
  }
}

/** The beginnings of new words: a space leads there from whatever has been read. */
function wordsAfter(read: readonly Beginning[], score: number, language: Preference): Beginning[] {
  const open = new Map<number, Beginning>();
  for (const from of read) {
    const ended = score + language.score(from.history, SPACE);
    for (const start of ended > -Infinity ? language.starts : []) {
      take({ from, score: ended + start.score, read: undefined }, start.history, open);
    }
  }
  return [...open.values()];
}

/** Takes a step to the beginning with a history, a new one or one that is there. */
function take(step: Step, history: number, open: Map<number, Beginning>): void {
  const score = step.from.score + step.score;
  const there = open.get(history);
  if (!there) {
    open.set(history, { history, score, best: step, steps: [step] });
    return;
  }
  if (score >= there.score - FAR) there.steps.push(step);
  if (score > there.score) [there.score, there.best] = [score, step];
}

/** The best beginnings that have read as far, the best first. */
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
