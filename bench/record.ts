/** What a run of the benchmark leaves behind. */
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../tools/paths.ts";

/** How long a step takes; over the rounds. */
export interface Row {
  readonly work: string;
  readonly peer: string;
  readonly runtime: string;
  readonly threads: number;
  readonly median_us: number;
  readonly min_us: number;
  readonly max_us: number;
  /** What the peer chose as its fastest way. */
  readonly note?: string;
}

/** A peer that did not do a work, and why. */
export interface Absence {
  readonly work: string;
  readonly peer: string;
  readonly runtime: string;
  readonly threads: number;
  readonly reason: string;
}

/** What was measured of one or more works. */
export interface Measured {
  readonly rows: readonly Row[];
  readonly absent: readonly Absence[];
  /** By peer. */
  readonly versions: Readonly<Record<string, string>>;
}

/** `results/bench.json`. */
export interface BenchRecord extends Measured {
  readonly machine: {
    readonly cores: number;
    readonly processor: string;
    /** Processes that were at work beside it when it began. */
    readonly load: number;
    /** Of one thread, in operations a nanosecond: see `peak.ts`. */
    readonly peak: number;
  };
  readonly rounds: number;
}

/** Where the record of the last whole run lies. */
export const recordFile: string = join(root, "results", "bench.json");

/** The machine as records name it. */
export function machine(load: number, peak: number): BenchRecord["machine"] {
  return { cores: navigator.hardwareConcurrency, processor: cpus()[0]?.model.trim() ?? "unknown", load, peak };
}

/** What was measured of several works, as one. */
export function together(parts: readonly Measured[]): Measured {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    absent: parts.flatMap(({ absent }) => absent),
    versions: Object.assign({}, ...parts.map(({ versions }) => versions)),
  };
}
