import { Child } from "./child.ts";
import type { Peer } from "./peers.ts";
import type { Measured, Row } from "./record.ts";
import type { Work } from "./works.ts";

/** How long is measured. */
export interface Effort {
  /** How often each peer has its turn; the median is over them. */
  readonly rounds: number;
  /** How long a turn is, in seconds, unless a single step is longer. */
  readonly turn: number;
}

/** How long a peer may take to load and to compile, in seconds. */
const READY = 300;
/** How long a peer may take to run itself in, or for a turn, in seconds. */
const PATIENCE = 25;
/** Of a turn, what passes before the clock starts: the caches are full of another's numbers. */
const UNTIMED = 0.25;
/** Steps of more microseconds take part in a few rounds only. */
const LONG = 1e6;
const FEW = 3;
/** Between turns, in milliseconds: threads without work look for it a while before they sleep. */
const PAUSE = 20;

/** A peer at work. */
class Runner {
  readonly peer: Peer;
  /** What each round gave, in microseconds a step. */
  readonly times: number[] = [];
  version = "";
  note: string | undefined;
  refusal: string | undefined;
  #child: Child | undefined;
  #microseconds = 0;

  constructor(peer: Peer) {
    this.peer = peer;
    this.refusal = peer.absent;
  }

  async load(work: Work): Promise<void> {
    if (this.refusal !== undefined) return;
    try {
      this.#child = new Child(this.peer, work);
    } catch (error) {
      this.refusal = (error as Error).message;
      return;
    }
    const { version = "", refusal } = await this.#child.answer(READY);
    this.version = version;
    this.refusal = refusal;
  }

  async warm(seconds: number): Promise<void> {
    this.#microseconds = await this.#ask(`warm ${seconds}`);
  }

  /** One turn; `round` counts from 0, which is not recorded. */
  async turn(seconds: number, round: number): Promise<void> {
    const long = this.#microseconds > LONG;
    if (this.refusal !== undefined || (long && (round === 0 || round > FEW))) return;
    const steps = Math.max(1, Math.round(seconds * 1e6 / this.#microseconds));
    if (steps > 1) await this.#ask(String(Math.ceil(UNTIMED * steps)));
    const microseconds = await this.#ask(String(steps));
    if (round > 0) this.times.push(microseconds);
    await new Promise((resolve) => setTimeout(resolve, this.peer.lingers ?? PAUSE));
  }

  async end(): Promise<void> {
    await this.#child?.end();
  }

  async #ask(what: string): Promise<number> {
    if (this.refusal !== undefined || this.#child === undefined) return NaN;
    const { microseconds = NaN, note, refusal } = await this.#child.ask(what, PATIENCE);
    this.refusal = refusal;
    this.note ??= note ?? undefined;
    return microseconds;
  }
}

/**
 * Measures a work: each peer in a process of its own that idles while another has its turn. The turns go round, so that
 * what disturbs the machine disturbs all alike.
 */
export async function measure(
  work: Work,
  peers: readonly Peer[],
  { rounds, turn }: Effort,
  tell: (text: string) => void,
): Promise<Measured> {
  const runners = peers.map((peer) => new Runner(peer));
  try {
    tell("peers load");
    await Promise.all(runners.map((runner) => runner.load(work)));
    for (const runner of runners.filter(({ refusal }) => refusal === undefined)) {
      tell(`${runner.peer.peer} in ${runner.peer.runtime} runs itself in`);
      await runner.warm(2 * turn);
    }
    for (let round = 0; round <= rounds; round++) {
      if (round > 0) tell(`round ${round} of ${rounds}`);
      for (const runner of runners) await runner.turn(turn, round);
    }
  } finally {
    await Promise.all(runners.map((runner) => runner.end()));
  }
  const rows = runners.flatMap(({ peer, times, note, refusal }) =>
    refusal !== undefined ? [] : [{
      ...named(work, peer),
      ...{
        median_us: rounded(median(times)),
        min_us: rounded(Math.min(...times)),
        max_us: rounded(Math.max(...times)),
      },
      ...note === undefined ? {} : { note },
    }]
  );
  const absent = runners.flatMap(({ peer, refusal }) =>
    refusal === undefined ? [] : [{ ...named(work, peer), reason: refusal }]
  );
  const versions = Object.fromEntries(
    runners.filter(({ version }) => version !== "").map((
      { peer, version },
    ) => [`${peer.peer} in ${peer.runtime}`, version]),
  );
  return { rows, absent, versions };
}

function named({ name }: Work, { peer, runtime, threads }: Peer): Pick<Row, "work" | "peer" | "runtime" | "threads"> {
  return { work: name, peer, runtime, threads };
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** To a tenth of a microsecond. */
function rounded(microseconds: number): number {
  return Math.round(10 * microseconds) / 10;
}
