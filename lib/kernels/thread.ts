/** What a thread of the pool runs, and the block of memory through which it is spoken to. */
import type { Kernel, Kernels, LinearMemory } from "./module.ts";

/** Words of the control block, by what they count. */
export const slots = { tickets: 0, done: 1, bell: 2, asleep: 3, limit: 4, failed: 5, ready: 6, busy: 16 };
type Slots = typeof slots;

/** Bytes of the control block: 64 words, then the job as 64 float64 (kernel, units, units a part, number of arguments, arguments). */
export const CONTROL_BYTES = 768;
/** Words before the job. */
export const WORDS = 64;

/** What a thread is given when it starts. */
export interface Start {
  readonly memory: LinearMemory;
  readonly module: object;
  readonly names: readonly string[];
  readonly control: number;
  readonly words: number;
  readonly id: number;
  readonly scratch: number;
  readonly slots: Slots;
  readonly patience: number;
}

/** Takes parts of the job until none is left; returns how many it did. Stands alone: threads get it as text. */
export function work(kernels: readonly Kernel[], words: Int32Array, job: Float64Array, slots: Slots): number {
  for (let parts = 0;; parts++) {
    let left = Atomics.load(words, slots.tickets);
    while (left > 0 && Atomics.compareExchange(words, slots.tickets, left, left - 1) !== left) {
      left = Atomics.load(words, slots.tickets);
    }
    if (left <= 0) return parts;
    const args: number[] = [];
    for (let i = 0; i < job[3]!; i++) args.push(job[4 + i]!);
    const begin = (left - 1) * job[2]!;
    try {
      kernels[job[0]!]!(...args, begin, Math.min(begin + job[2]!, job[1]!));
    } catch {
      Atomics.store(words, slots.failed, 1);
    }
    Atomics.add(words, slots.done, 1);
  }
}

/** The life of a thread. Stands alone: threads get it as text. */
export function serve(take: typeof work, start: Start): void {
  const { memory, module, names, control, id, slots } = start;
  const imports = { env: { memory: memory as WebAssembly.Memory } };
  const exports = new WebAssembly.Instance(module as WebAssembly.Module, imports).exports as Kernels;
  exports["start"]!(id, start.scratch);
  const kernels = names.map((name) => exports[name]!);
  const words = new Int32Array(memory.buffer, control, start.words);
  const job = new Float64Array(memory.buffer, control + 4 * start.words, 64);
  Atomics.add(words, slots.ready, 1);
  for (;;) {
    const limit = Atomics.load(words, slots.limit);
    if (id >= limit) {
      Atomics.wait(words, slots.limit, limit);
      continue;
    }
    const bell = Atomics.load(words, slots.bell);
    Atomics.store(words, slots.busy + id, 1);
    take(kernels, words, job, slots);
    Atomics.store(words, slots.busy + id, 0);
    const until = performance.now() + start.patience;
    for (let looks = 1; Atomics.load(words, slots.bell) === bell; looks++) {
      if (looks % 256 === 0 && performance.now() > until) {
        Atomics.add(words, slots.asleep, 1);
        Atomics.wait(words, slots.bell, bell);
        Atomics.sub(words, slots.asleep, 1);
      }
    }
  }
}
