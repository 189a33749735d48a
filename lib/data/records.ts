import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project.ts";

/** What a full run on real data gave; `deno task results` writes them. */
export interface RunRecord {
  /** What was run, in a sentence. */
  readonly what: string;
  /** The project's version. */
  readonly version: string;
  /** The files that were read, with their SHA-256. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** Always full, so far. */
  readonly budget: string;
  /** Bits agree within one arithmetic: fused or plain. */
  readonly arithmetic: string;
  /** One training each. */
  readonly seeds: readonly number[];
  /** Cores, processor and runtime. */
  readonly machine: string;
  /** Seconds of training for each seed. */
  readonly seconds: readonly number[];
  /** What was settled on held-out data, a value for each seed. */
  readonly chosen: Readonly<Record<string, readonly number[]>>;
  /** Shares of images read right, decibels, counts: by name, a value for each seed. */
  readonly measured: Readonly<Record<string, readonly number[]>>;
  /** What was measured piece by piece with the first seed, such as photo by photo; by the name of the table. */
  readonly tables?: Readonly<Record<string, readonly RecordRow[]>>;
  /** The nets of the first seed that were kept in `data/nets`. */
  readonly nets?: readonly RecordedNet[];
}

/** A net that a run kept. */
export interface RecordedNet {
  /** Of its file. */
  readonly name: string;
  /** Of its file. */
  readonly sha256: string;
  /** Of the file that its first hundred steps would give. */
  readonly sha256AfterHundredSteps: string;
}

/** A row of a record's table, by the names of its columns. */
export type RecordRow = Readonly<Record<string, number | string>>;

/**
 * A record of `results/`, such as `readRecord("mnist")`.
 *
 * @throws {RangeError} when there is no such record.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { readRecord } from "nnr/data";
 *
 * expect(() => readRecord("unheard-of")).toThrow("Cannot read the record unheard-of: there is no results/unheard-of.json");
 * ```
 */
export function readRecord(name: string): RunRecord {
  const file = join(projectRoot(), "results", `${name}.json`);
  if (!existsSync(file)) {
    throw new RangeError(
      `Cannot read the record ${name}: there is no results/${name}.json (deno task results ${name} writes it)`,
    );
  }
  return JSON.parse(readFileSync(file, "utf8")) as RunRecord;
}

/** A record of `results/`, or undefined where it has not been made. */
export function findRecord(name: string): RunRecord | undefined {
  return existsSync(join(projectRoot(), "results", `${name}.json`)) ? readRecord(name) : undefined;
}
