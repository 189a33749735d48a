import { requireCount } from "../errors/mod.ts";
import { startThread, undisturbed } from "./host.ts";
import type { Kernel, Kernels } from "./module.ts";
import { serve, slots, type Start, WORDS, work } from "./thread.ts";

/** At most this many threads: one busy word each. */
export const MOST_THREADS = 32;

/** What the pool needs to know of the engine it works for. */
export interface PoolOptions extends Pick<Start, "memory" | "module" | "names" | "control"> {
  readonly kernels: Kernels;
  /** Where the working memory of each thread lies. */
  readonly scratch: (id: number) => number;
  /** The most threads that there can be. */
  readonly most: number;
  /** Shares all work, however small, whether it helps or not, with threads that sleep at once: for tests. */
  readonly eager: boolean;
}

/** How long an idle thread looks for work before it sleeps, in milliseconds: longer than the gaps within a training step. */
const PATIENCE = 0.5;
/** Work that takes less than this many times a round trip to another thread stays where it is. */
const WORTH_TRIPS = 4;
/** Work that takes more nanoseconds is cut finer. */
const LONG = 400e3;
/** A round trip where none was measured yet, in nanoseconds. */
const USUAL_TRIP = 2000;
/** Work that has to pass by before threads are started, in nanoseconds: starting one takes some 20 ms. */
const WORTH_START = 10e6;
/** No round trip is quicker, whatever a coarse clock says, nor slower, unless a core was busy: then it is measured again. */
const LEAST_TRIP = 300;
const MOST_TRIP = 10_000;
/** When to measure again, and how long to measure at most, in milliseconds. */
const MEASURE_AGAIN = 20;
const MEASURE_LONGEST = 0.5;
/** How long after a pause threads are not judged, in milliseconds: they were asleep, and come late. */
const WAKING = 1;
/** How long threads are left alone when they do not help, in milliseconds: at first, and at most. */
const SHORT_REST = 3;
const LONG_REST = 1000;

/**
 * Threads that share the parts of one job at a time.
 *
 * Parts are taken by whoever is free, the calling thread included, so that nobody waits for a thread that sleeps, starts
 * or was put aside by the system. A part's result depends on its place alone; so results do not depend on the number of
 * threads, nor on who did what. The job's arguments are read after a ticket was taken: from then until the part is done
 * the caller does not write them.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #words: Int32Array;
  readonly #job: Float64Array;
  readonly #list: readonly Kernel[];
  readonly #index: ReadonlyMap<string, number>;
  #threads = 1;
  #started = 1;
  /** Threads were called for that are not started yet. */
  #called = false;
  /** A job was begun and not ended: unless it is under way, an interrupt struck in its middle. */
  #open = false;
  /** The end of this turn of the event loop is awaited. */
  #watched = false;
  #trip = 0;
  #measureAfter = 0;
  /** Recent jobs: the time they took, and what they would have taken alone; in milliseconds. */
  #took = 0;
  #alone = 0;
  #rest = SHORT_REST;
  #restUntil = 0;
  #judgeAfter = 0;
  /** When the last job ended. */
  #last = 0;
  #helped = 0;
  #passed = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#words = new Int32Array(options.memory.buffer, options.control, WORDS);
    this.#job = new Float64Array(options.memory.buffer, options.control + 4 * WORDS, 64);
    this.#list = options.names.map((name) => options.kernels[name]!);
    this.#index = new Map(options.names.map((name, i) => [name, i]));
  }

  /** How many threads share the work, the calling one included. */
  get threads(): number {
    return this.#threads;
  }

  set threads(count: number) {
    requireCount("share work", "number of threads", count);
    this.#threads = Math.min(count, this.#options.most);
    Atomics.store(this.#words, slots.limit, this.#threads);
    Atomics.notify(this.#words, slots.limit);
    this.#trip = 0;
    this.#measureAfter = 0;
    this.#restUntil = 0;
  }

  /** How many parts other threads have done so far. */
  get helped(): number {
    return this.#helped;
  }

  /**
   * Runs a kernel over `units`, in parts of a multiple of `step`; `nanoseconds` is what one thread needs, about. It
   * decides whether the work is shared, and nothing else.
   */
  run(name: string, nanoseconds: number, units: number, step: number, args: readonly number[]): void {
    if (units <= 0) return;
    if (this.#open) this.#recover();
    if (this.#threads > 1 && units > step && this.#helps(nanoseconds)) {
      this.#share(name, nanoseconds, units, step, args);
    } else this.#options.kernels[name]!(...args, 0, units);
  }

  /** Starts the threads that are missing, as soon as no interrupt can strike; nobody waits for them. */
  start(): void {
    if (this.#called || this.#started >= this.#threads) return;
    undisturbed(() => {
      this.#called = false;
      const { memory, module, names, control, scratch, eager } = this.#options;
      const source = `(start) => (${serve})(${work}, start)`;
      for (; this.#started < this.#threads; this.#started++) {
        const id = this.#started;
        const own = { id, scratch: scratch(id), words: WORDS, slots, patience: eager ? 0 : PATIENCE };
        startThread(source, { memory, module, names, control, ...own } satisfies Start);
      }
    });
    this.#called = this.#started < this.#threads;
  }

  /**
   * Whether other threads are likely to help: they are started once enough work has passed by that could be shared, and
   * until the first is ready it is as if there were none.
   */
  #helps(nanoseconds: number): boolean {
    if (this.#options.eager) {
      this.start();
      return true;
    }
    if (nanoseconds < WORTH_TRIPS * (this.#trip || USUAL_TRIP)) return false;
    if (this.#started < this.#threads) {
      this.#passed += nanoseconds;
      if (this.#passed > WORTH_START) this.start();
    }
    if (Atomics.load(this.#words, slots.ready) === 0) return false;
    return this.#restUntil === 0 || performance.now() > this.#restUntil;
  }

  #share(name: string, nanoseconds: number, units: number, step: number, args: readonly number[]): void {
    const words = this.#words;
    this.#watch();
    this.#open = true;
    // Of long work two parts a thread: whoever is late takes fewer. Of short work one, so that each thread mostly meets the
    // numbers that it met before: they are near.
    const parts = this.#threads * (nanoseconds > LONG ? 2 : 1);
    const size = Math.ceil(units / parts / step) * step;
    const count = Math.ceil(units / size);
    this.#write(this.#index.get(name)!, units, size, args);
    const begin = performance.now();
    this.#publish(count);
    const mine = work(this.#list, words, this.#job, slots);
    const middle = performance.now();
    this.#join(count);
    this.#open = false;
    this.#helped += count - mine;
    if (Atomics.exchange(words, slots.failed, 0)) {
      throw new Error(`Cannot run the kernel ${name}: it failed in a thread`);
    }
    if (begin - this.#last > WAKING) this.#judgeAfter = begin + WAKING;
    this.#last = performance.now();
    if (mine > 0 && begin >= this.#judgeAfter) this.#judge(this.#last - begin, ((middle - begin) / mine) * count);
    if (this.#trip === 0 && mine < count && begin >= this.#measureAfter) this.#calibrate();
  }

  /** Measures the round trip to threads that are awake: the quickest of a few jobs without work that others do. */
  #calibrate(): void {
    this.#open = true;
    const start = performance.now();
    let quickest = Infinity, end = start;
    for (let i = 0; i < 8 && end - start < MEASURE_LONGEST; i++) {
      this.#write(this.#index.get("widen")!, 0, 0, [0, 0]);
      const begin = end;
      this.#publish(1);
      this.#join(1);
      end = performance.now();
      quickest = Math.min(quickest, end - begin);
    }
    this.#open = false;
    this.#measureAfter = end + MEASURE_AGAIN;
    if (1e6 * quickest <= MOST_TRIP) this.#trip = Math.max(1e6 * quickest, LEAST_TRIP);
  }

  #write(kernel: number, units: number, size: number, args: readonly number[]): void {
    this.#job[0] = kernel;
    this.#job[1] = units;
    this.#job[2] = size;
    this.#job[3] = args.length;
    this.#job.set(args, 4);
  }

  #publish(parts: number): void {
    Atomics.store(this.#words, slots.done, 0);
    Atomics.store(this.#words, slots.tickets, parts);
    Atomics.add(this.#words, slots.bell, 1);
    if (Atomics.load(this.#words, slots.asleep) > 0) Atomics.notify(this.#words, slots.bell);
  }

  /** Waits for the parts that others have taken: a while by looking, then, as their core may be needed, by sleeping. */
  #join(parts: number): void {
    for (let looks = 0;; looks++) {
      const done = Atomics.load(this.#words, slots.done);
      if (done === parts) return;
      if (looks > 20000) Atomics.wait(this.#words, slots.done, done, 0.05);
    }
  }

  /** Every job ends before the event loop turns, unless an interrupt struck: then nobody may go on with it. */
  #watch(): void {
    if (this.#watched) return;
    void Promise.resolve().then(() => {
      this.#watched = false;
      if (this.#open) this.#recover();
    });
    this.#watched = true;
  }

  /** After an interrupt: withdraws what is left of the job and waits until nobody works on it, and on its memory. */
  #recover(): void {
    Atomics.store(this.#words, slots.tickets, 0);
    for (let id = 1; id < this.#started; id++) {
      while (Atomics.load(this.#words, slots.busy + id) === 1) Atomics.wait(this.#words, slots.busy + id, 1, 0.05);
    }
    Atomics.store(this.#words, slots.failed, 0);
    this.#open = false;
  }

  /** Compares what jobs took with what they would have taken alone; threads that do not help rest for a while. */
  #judge(took: number, alone: number): void {
    this.#took += took;
    this.#alone += alone;
    if (this.#took < 2) return;
    if (this.#alone > 1.1 * this.#took) this.#rest = SHORT_REST;
    else {
      this.#restUntil = performance.now() + this.#rest;
      this.#rest = Math.min(2 * this.#rest, LONG_REST);
    }
    this.#took = 0;
    this.#alone = 0;
  }
}
