import type { Line } from "./find_letters.ts";
import type { Candidate, Lattice } from "./lattice.ts";

/**
 * A line's lattice: its runs of segments with what a reader takes each for, and the odds of its spaces.
 *
 * @param read the candidates of each run, given all of a line's runs at once, as nets read batches.
 */
export function latticeOf(
  line: Line,
  read: (runs: readonly { readonly from: number; readonly to: number }[]) => readonly (readonly Candidate[])[],
): Lattice {
  const candidates = read(line.runs);
  return {
    segments: line.segments.length,
    hypotheses: line.runs.map(({ from, to, logPrior }, i) => ({ from, to, logPrior, candidates: candidates[i]! })),
    spaces: line.spaces,
  };
}
