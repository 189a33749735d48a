/** A character that a piece of ink may be, and how probable. */
export interface Candidate {
  /** One character, a capital or a digit. */
  readonly character: string;
  /** ln p(character | ink), at most 0. */
  readonly logProbability: number;
}

/** A run of segments of a line read as one character: the segments `from` … `to` − 1. */
export interface Hypothesis {
  /** The first segment. */
  readonly from: number;
  /** The segment after the last. */
  readonly to: number;
  /** ln of how well the shape of the run fits one letter, before anything is read: 0 for the best, negative for others. */
  readonly logPrior: number;
  /** What it may be, most probable first. */
  readonly candidates: readonly Candidate[];
}

/**
 * Every way to read a line: paths from segment 0 to the last over hypotheses that follow each other without a gap.
 *
 * A line is cut into more segments than letters; a letter is a run of one or more. The text is the path whose sum of
 * logarithms (letters, shapes, spaces, language) is largest.
 */
export interface Lattice {
  /** How many segments the line has. */
  readonly segments: number;
  /** Sorted by `from`, then `to`; for each segment at least one path passes it. */
  readonly hypotheses: readonly Hypothesis[];
  /** ln of the odds that a space stands before each segment, of which the first is −Infinity. Length: `segments`. */
  readonly spaces: readonly number[];
}
