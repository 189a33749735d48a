import { cores, inKernel, mayWait, undisturbed, variable } from "./host.ts";
import { Memory } from "./memory.ts";
import {
  type Arithmetic,
  compile,
  instantiate,
  type Kernels,
  knowsRelaxedSimd,
  type LinearMemory,
  makeMemory,
} from "./module.ts";
import { MOST_THREADS, Pool } from "./pool.ts";
import { CONTROL_BYTES } from "./thread.ts";

/** Number types as kernels tell them apart. */
export type DType = "float32" | "float64";

/** How kernels are told: 1 for float64. */
export function wide(dtype: DType): 0 | 1 {
  return dtype === "float64" ? 1 : 0;
}

/** Address space where nothing else is asked for, in MiB. Only what is used costs memory. */
const MEMORY = 1024;
const MIB = 2 ** 20;
/** The compiler's own constants lie below. */
const CONTROL = 65536;
/** Small tables that kernels read (shapes, strides) follow the control block. */
const TABLE_WORDS = 256;
const SCRATCH_START = CONTROL + 4096;
/** Working memory of each thread, for packed panels. */
const SCRATCH_BYTES = 2 * MIB;

/** What can be chosen for an engine of one's own (tests and benchmarks do). */
export interface EngineOptions {
  /** `plain` even where `fused` is possible. */
  readonly arithmetic?: Arithmetic;
  readonly threads?: number;
  /** In MiB. */
  readonly memory?: number;
  /** Shares all work between the threads, however small (tests do). */
  readonly eager?: boolean;
}

/** Kernels, their memory and their threads. */
export interface Engine {
  /** Bits are the same wherever the arithmetic is. */
  readonly arithmetic: Arithmetic;
  /** Where all values that kernels see lie. */
  readonly memory: Memory;
  /** How many threads share the work; results do not depend on it. */
  threads: number;
  /** How many shares of work threads other than the calling one have done so far. */
  readonly helped: number;
  /** A table of int32 for the next kernel: shapes, strides. */
  readonly table: Int32Array;
  /** The table's address. */
  readonly tableAt: number;
  /** Runs a kernel: see `Pool.run`. */
  run(kernel: string, nanoseconds: number, units: number, step: number, args: readonly number[]): void;
}

/** Starts an engine. Synchronous: threads come to help when they are ready. */
export function startEngine(options: EngineOptions = {}): Engine {
  const wanted = options.arithmetic ?? "fused";
  const build: Arithmetic = wanted === "fused" && knowsRelaxedSimd() ? "fused" : "plain";
  const { memory, pages, shared } = makeMemory((options.memory ?? memoryAsked()) * MIB);
  const module = compile(build, pages, shared);
  const kernels = instantiate(module, memory);
  kernels["start"]!(0, SCRATCH_START);
  const names = Object.keys(kernels);
  const room = Math.floor((memory.buffer.byteLength - SCRATCH_START) / (4 * SCRATCH_BYTES));
  const most = shared && mayWait() ? Math.max(1, Math.min(MOST_THREADS, room)) : 1;
  const scratch = (id: number): number => SCRATCH_START + id * SCRATCH_BYTES;
  const pool = new Pool({
    memory,
    module,
    names,
    kernels,
    control: CONTROL,
    scratch,
    most,
    eager: options.eager ?? false,
  });
  const tableAt = CONTROL + CONTROL_BYTES;
  const engine: Engine = {
    arithmetic: fuses(memory, kernels) ? "fused" : "plain",
    memory: new Memory(memory.buffer, scratch(most)),
    get threads() {
      return pool.threads;
    },
    set threads(count) {
      pool.threads = count;
    },
    get helped() {
      return pool.helped;
    },
    table: new Int32Array(memory.buffer, tableAt, TABLE_WORDS),
    tableAt,
    run: (kernel, nanoseconds, units, step, args) => pool.run(kernel, nanoseconds, units, step, args),
  };
  engine.threads = options.threads ?? cores();
  // A kernel starts threads between its cells only: a cell that trains finds them there.
  if (inKernel()) pool.start();
  return engine;
}

let shared: Engine | undefined;

/** The engine of this program, started when first asked for. */
export function engine(): Engine {
  return shared ??= startEngine();
}

// In a kernel the library is imported by a cell of its own, and the next may train for long.
if (inKernel()) undisturbed(engine);

function memoryAsked(): number {
  const text = variable("NNR_MEMORY");
  if (text === undefined || text === "") return MEMORY;
  const mib = Number(text);
  if (Number.isInteger(mib) && mib >= 16 && mib <= 4095) return mib;
  throw new RangeError(
    `Cannot reserve memory: NNR_MEMORY must be a whole number of MiB from 16 to 4095, found ${text}`,
  );
}

/** One product tells: (1 + 2^-12)² needs 25 bits, so that −round(e²) + e² is 0 unless the product was not rounded. */
function fuses(memory: LinearMemory, kernels: Kernels): boolean {
  const e = 1 + 2 ** -12;
  const at = SCRATCH_START + 2 ** 20;
  const values = new Float32Array(memory.buffer, at, 5);
  values.set([-1, e, Math.fround(e * e), e]);
  kernels["multiply"]!(0, 0, 0, 1, 1, 2, at, 2, at + 8, 1, at + 16, 1, 0, 0, 0, 1);
  return values[4] !== 0;
}
