import type { Score } from "./evaluate.ts";

/** What an epoch came to. */
export interface EpochRecord {
  /** The first is 1. */
  readonly epoch: number;
  /** Mean loss a row, as the steps met it. */
  readonly loss: number;
  /** On the validation set, after the epoch; absent where there is none. */
  readonly validation?: Score;
}
