/** How much each kind of evidence counts. The defaults were chosen on synthetic lines: `tools/language/weights.ts`. */
export interface ContextWeights {
  /** λ of the language: 0 leaves it out, 1 trusts it like a calibrated net. */
  readonly language?: number;
  /** The share of words that are of no language: codes, plates, alphabets. They are read as the net sees them. */
  readonly codes?: number;
  /** μ of the gaps' widths. */
  readonly gaps?: number;
  /**
   * A letter less probable than the best reading of its run by more than this factor is not considered: where the net is
   * sure, context changes no letter. On photos nets are sure of wrong letters too, so it is small.
   */
  readonly doubt?: number;
  /** How many beginnings of the text are kept at each segment. */
  readonly beam?: number;
}

export const defaultWeights: Required<ContextWeights> = { language: 0.8, codes: 0.4, gaps: 1, doubt: 1e-5, beam: 32 };

/** The weights that were given, or their defaults; a RangeError where one makes no sense. */
export function completeWeights(given: ContextWeights): Required<ContextWeights> {
  const weights = { ...defaultWeights, ...given };
  const allowed: Readonly<Record<keyof ContextWeights, readonly [holds: boolean, rule: string]>> = {
    language: [weights.language >= 0 && weights.language < Infinity, "at least 0"],
    codes: [weights.codes >= 0 && weights.codes <= 1, "a share from 0 to 1"],
    gaps: [weights.gaps >= 0 && weights.gaps < Infinity, "at least 0"],
    doubt: [weights.doubt > 0 && weights.doubt <= 1, "above 0 and at most 1"],
    beam: [Number.isSafeInteger(weights.beam) && weights.beam >= 1, "a whole number of at least 1"],
  };
  for (const [name, [holds, rule]] of Object.entries(allowed)) {
    if (holds) continue;
    throw new RangeError(
      `Cannot weigh context: ${name} must be ${rule}, found ${weights[name as keyof ContextWeights]}`,
    );
  }
  return weights;
}
