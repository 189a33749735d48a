import type { RecordRow } from "nnr/data";

/** One run that is recorded. */
export interface Experiment {
  readonly what: string;
  /** The files of the data folder that it reads; one of the names in each entry has to be there. */
  readonly files: readonly string[];
  /** One training each; the first three unless given. */
  readonly seeds?: readonly number[];
  /** Trains with a seed. */
  readonly run: (seed: number, tell: Tell) => Outcome;
}

/** What a run gave, by name. */
export interface Outcome {
  /** Shares of images read right. */
  readonly measured: Readonly<Record<string, number>>;
  /** What was settled on the way, on held-out data. */
  readonly chosen?: Readonly<Record<string, number>>;
  /** What the measured shares come from, piece by piece. */
  readonly tables?: Readonly<Record<string, readonly RecordRow[]>>;
  /** Nets for `data/nets`, by name. */
  readonly nets?: Readonly<Record<string, KeptNet>>;
  /** Of its trainings, where some of them may have been done before; else of the run. */
  readonly seconds?: number;
}

/** A net that is kept: its file, and the hash of the file that its first hundred steps would give. */
export interface KeptNet {
  readonly bytes: Uint8Array;
  readonly sha256AfterHundredSteps: string;
}

/** Hears how far a run is. */
export type Tell = (text: string) => void;
