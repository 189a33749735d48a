import { type Engine, engine } from "../kernels/mod.ts";
import type { DType, NumberArray } from "./dtype.ts";

/** A span of time whose results lie in the arena and vanish together. */
export class Step {
  /** False once it has ended, or was interrupted. */
  open = true;
  /** The step around this one. */
  readonly outer: Step | undefined;
  /** What the arena held when it began. */
  readonly mark: number;

  constructor(outer: Step | undefined, mark: number) {
    this.outer = outer;
    this.mark = mark;
  }
}

let started: Engine | undefined;
/** Where the arena begins. */
let base = 0;
/** The whole memory. */
let buffer: ArrayBufferLike | undefined;
let current: Step | undefined;
let recording = true;
let watched = false;

/** The engine, started when first asked for. */
export function running(): Engine {
  if (started === undefined) {
    started = engine();
    base = started.memory.mark();
    buffer = started.memory.float32(base, 0).buffer;
  }
  return started;
}

/** The step that is open now. */
export function openStep(): Step | undefined {
  return current;
}

/** Whether operations remember how their results came about. */
export function isRecording(): boolean {
  return recording;
}

/** Opens a step; what f makes lies in the arena until it ends. */
export function within<T>(f: () => T): T {
  const { memory } = running();
  if (current === undefined) memory.release(base);
  const step = new Step(current, memory.mark());
  current = step;
  watch();
  try {
    return f();
  } finally {
    close(step);
  }
}

/** Runs f while operations remember nothing. */
export function withoutRecording<T>(f: () => T): T {
  const before = recording;
  recording = false;
  watch();
  try {
    return f();
  } finally {
    recording = before;
  }
}

function close(step: Step): void {
  step.open = false;
  current = step.outer;
  running().memory.release(step.mark);
}

/**
 * A step is synchronous: one that is still open when the event loop turns was cut off by an interrupt, which runs no
 * `finally`. It is closed then.
 */
function watch(): void {
  if (watched) return;
  void Promise.resolve().then(() => {
    watched = false;
    while (current !== undefined) close(current);
    recording = true;
  });
  watched = true;
}

/** Begins an operation. Outside a step it gets the whole arena, and leaves nothing in it. */
export function begin(): Engine {
  const engine = running();
  if (current === undefined) engine.memory.release(base);
  return engine;
}

/** A piece of the arena. `action` says in an error what it was for. */
export function take(bytes: number, action: string): number {
  return running().memory.take(bytes, action);
}

let multiplyAdds = 0;

/** Notes products that an operation adds up. */
export function noteMultiplyAdds(count: number): void {
  multiplyAdds += count;
}

/** How many products all operations so far have added up on the way forward. */
export function countMultiplyAdds(): number {
  return multiplyAdds;
}

/** The bytes of n numbers. */
export function bytesOf(dtype: DType, n: number): number {
  return dtype === "float64" ? 8 * n : 4 * n;
}

/** The numbers at an address: a view, not a copy. */
export function viewAt(dtype: DType, at: number, n: number): NumberArray {
  const { memory } = running();
  return dtype === "float64" ? memory.float64(at, n) : memory.float32(at, n);
}

/** The whole numbers at an address. */
export function int32At(at: number, n: number): Int32Array {
  return running().memory.int32(at, n);
}

const keepers = new FinalizationRegistry<number>((at) => running().memory.free(at));

/** An array in the engine's memory that stays until the collector finds it unused. `op` says what it is for. */
export function keep(dtype: DType, n: number, op: string): NumberArray {
  const at = running().memory.keep(bytesOf(dtype, n), op);
  const array = viewAt(dtype, at, n);
  keepers.register(array, at);
  return array;
}

/** Where an array lies in the engine's memory, and whether in the arena; undefined when it lies elsewhere. */
export function placeOf(array: NumberArray): { at: number; inArena: boolean } | undefined {
  if (started === undefined || array.buffer !== buffer) return undefined;
  const { memory } = started;
  return { at: array.byteOffset, inArena: array.byteOffset < memory.mark() + memory.left };
}
