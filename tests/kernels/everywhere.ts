import { expect } from "expect";
import { type DType, type Engine, startEngine } from "../../lib/kernels/mod.ts";

/** Numbers as kernels give them. */
export type Numbers = Float32Array | Float64Array | Int32Array;

const kinds = [
  { arithmetic: "fused", threads: 1 },
  { arithmetic: "fused", threads: 2 },
  { arithmetic: "fused", threads: 3 },
  { arithmetic: "plain", threads: 1 },
] as const;

let started: Engine[] | undefined;

/** Both builds, the fused one with one thread and with several that share all work. */
export function engines(): Engine[] {
  return started ??= kinds.map((kind) => startEngine({ ...kind, eager: true, memory: 256 }));
}

/**
 * What a run gives on every engine: the bits must be equal within one arithmetic. Returns one result an arithmetic.
 * The run's memory is released after it.
 */
export function everywhere(run: (engine: Engine) => Numbers[]): Numbers[][] {
  const results = new Map<string, Numbers[]>();
  for (const engine of engines()) {
    const mark = engine.memory.mark();
    const result = run(engine).map((numbers) => numbers.slice());
    engine.memory.release(mark);
    const first = results.get(engine.arithmetic);
    if (first === undefined) results.set(engine.arithmetic, result);
    else expect(result.map(bytesOf)).toEqual(first.map(bytesOf));
  }
  return [...results.values()];
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Copies numbers into the arena; labels and indices as int32. */
export function put(engine: Engine, dtype: DType | "int32", values: ArrayLike<number>): number {
  const at = engine.memory.take(8 * values.length, "test");
  view(engine, dtype, at, values.length).set(values);
  return at;
}

/** Room for n numbers, filled with NaN: what a kernel leaves out shows. */
export function room(engine: Engine, dtype: DType | "int32", n: number): number {
  return put(engine, dtype, new Array<number>(n).fill(dtype === "int32" ? -1 : NaN));
}

/** The numbers at a pointer. */
export function view(engine: Engine, dtype: DType | "int32", at: number, n: number): Numbers {
  return engine.memory[dtype](at, n);
}

/** n numbers in [−1, 1) from a seed, as the type holds them. */
export function numbers(dtype: DType, n: number, seed: number): Float32Array | Float64Array {
  const values = dtype === "float64" ? new Float64Array(n) : new Float32Array(n);
  let state = seed >>> 0;
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 31 - 1;
  }
  return values;
}

/** Half the distance from 1 to the next number of the type: the largest relative error of one rounding. */
export const unit: Readonly<Record<DType, number>> = { float32: 2 ** -24, float64: 2 ** -53 };

/** Requires |found − wanted| ≤ bound at every index; says where it does not hold. */
export function within(found: Numbers, wanted: ArrayLike<number>, bound: number | ArrayLike<number>): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < found.length; i++) {
    const most = typeof bound === "number" ? bound : bound[i]!;
    if (Object.is(found[i], wanted[i]) || Math.abs(found[i]! - wanted[i]!) <= most) continue;
    throw new Error(`Index ${i}: found ${found[i]}, wanted ${wanted[i]} within ${most}`);
  }
}
