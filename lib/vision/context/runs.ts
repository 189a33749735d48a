import { log } from "../../elementary/mod.ts";
import type { Candidate, Hypothesis, Lattice } from "../lattice.ts";
import { symbolOf } from "./symbols.ts";

/** A hypothesis of the lattice, and the characters that are considered for it. */
export interface Run {
  readonly hypothesis: Hypothesis;
  readonly readings: readonly { readonly candidate: Candidate; readonly symbol: number }[];
}

/** The runs that start at each segment, with those candidates that are at least `doubt` times as probable as the best. */
export function runsBySegment({ segments, hypotheses, spaces }: Lattice, doubt: number): readonly (readonly Run[])[] {
  if (spaces.length !== segments) {
    throw new RangeError(`Cannot read a line of ${segments} segments: there are odds of ${spaces.length} spaces`);
  }
  const runs: Run[][] = Array.from({ length: segments }, () => []);
  for (const hypothesis of hypotheses) {
    const { from, to, candidates } = hypothesis;
    if (!(from >= 0 && from < to && to <= segments)) {
      throw new RangeError(`Cannot read a line of ${segments} segments: there is no run from ${from} to ${to}`);
    }
    const best = candidates.reduce((best, { logProbability }) => Math.max(best, logProbability), -Infinity);
    const probable = candidates.filter(({ logProbability }) => logProbability >= best + log(doubt));
    const readings = probable.map((candidate) => ({ candidate, symbol: symbolOf(candidate.character) }));
    runs[from]!.push({ hypothesis, readings });
  }
  return runs;
}
