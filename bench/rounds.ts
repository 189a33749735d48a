import { Child } from "./child.ts";
import type { Peer } from "./peers.ts";
import type { Measured } from "./record.ts";
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
const PAUSE = 40;

/** A peer at work. */
class Runner {
  readonly peer: Peer;
  /** What each round gave, in microseconds a step. */
  readonly times: number[] = [];
  version = "";
  note: string | undefined;
  refusal: string | undefined;
  readonly #child: Child;
  #microseconds = 0;

  constructor(peer: Peer, work: Work) {
    this.peer = peer;
    this.#child = new Child(peer, work);
  }

  async load(): Promise<void> {
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
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }

  async end(): Promise<void> {
    await this.#child.end();
  }

  async #ask(what: string): Promise<number> {
    if (this.refusal !== undefined) return NaN;
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
  const runners = peers.filter(({ absent }) => absent === undefined).map((peer) => new Runner(peer, work));
  try {
    tell("peers load");
    await Promise.all(runners.map((runner) => runner.load()));
    for (const runner of runners) {
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
  const named = ({ peer, runtime, threads }: Peer): Pick<Peer, "peer" | "runtime" | "threads"> => {
    return { peer, runtime, threads };
  };
  const rows = runners.filter(({ refusal }) => refusal === undefined).map(({ peer, times, note }) => ({
    ...{ work: work.name, ...named(peer) },
    ...{ median_us: rounded(median(times)), min_us: rounded(Math.min(...times)), max_us: rounded(Math.max(...times)) },
    ...note === undefined ? {} : { note },
  }));
  const reasons = [
    ...peers.map((peer) => ({ peer, reason: peer.absent })),
    ...runners.map(({ peer, refusal }) => ({ peer, reason: refusal })),
  ];
  const absent = reasons.flatMap(({ peer, reason }) =>
    reason === undefined ? [] : [{ work: work.name, ...named(peer), reason }]
  );
  const versions = Object.fromEntries(runners.map(({ peer, version }) => [`${peer.peer} in ${peer.runtime}`, version]));
  return { rows, absent, versions };
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
