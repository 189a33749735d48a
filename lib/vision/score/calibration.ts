import { requireCount } from "../../errors/mod.ts";

/** Answers of one range of confidence. */
export interface CalibrationBin {
  /** Confidences in it are above `low` and at most `high`; the first holds 0 too. */
  readonly low: number;
  /** See `low`. */
  readonly high: number;
  /** How many answers. */
  readonly count: number;
  /** Their mean confidence; NaN where there are none. */
  readonly confidence: number;
  /** The share of them that is right; NaN where there are none. */
  readonly accuracy: number;
}

/** How far confidence is from accuracy. */
export interface Calibration {
  /** Σ (count / n) |accuracy − confidence| over the bins, 0 to 1. */
  readonly expectedError: number;
  /** For a reliability diagram. */
  readonly bins: readonly CalibrationBin[];
}

/**
 * Expected calibration error: Σ_b (n_b / n) |accuracy_b − confidence_b| over equal ranges of confidence.
 *
 * Of answers given with confidence 0.8 eight in ten should be right. With few answers a bin the error of a perfectly calibrated reader is
 * about √(p (1 − p) / n_b), not 0.
 * Source: Naeini et al. 2015; Guo et al. 2017, "On calibration of modern neural networks", eq. 3.
 *
 * @throws {RangeError} when there are no answers, not as many confidences, or a confidence is no number from 0 to 1.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { calibration } from "nnr";
 *
 * const { expectedError } = calibration([0.9, 0.9, 0.5, 0.5], [true, true, true, false]);
 * expect(expectedError).toBeCloseTo(0.05, 12);
 * ```
 */
export function calibration(
  confidences: readonly number[],
  correct: readonly boolean[],
  { bins = 10 }: { readonly bins?: number } = {},
): Calibration {
  requireCount("measure calibration", "number of bins", bins);
  if (confidences.length !== correct.length || correct.length === 0) {
    throw new RangeError(
      `Cannot measure calibration: ${correct.length} answers need as many confidences and at least one, found ${confidences.length}`,
    );
  }
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidences.forEach((confidence, i) => {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new RangeError(
        `Cannot measure calibration: confidence ${confidence} of answer ${i} must be a number from 0 to 1`,
      );
    }
    const sum = sums[Math.max(Math.ceil(confidence * bins) - 1, 0)]!;
    sum.count++;
    sum.confidence += confidence;
    sum.right += Number(correct[i]);
  });
  const expectedError = sums.reduce((total, { confidence, right }) => total + Math.abs(right - confidence), 0);
  return {
    expectedError: expectedError / correct.length,
    bins: sums.map(({ count, confidence, right }, i) => ({
      low: i / bins,
      high: (i + 1) / bins,
      count,
      confidence: confidence / count,
      accuracy: right / count,
    })),
  };
}
