/** The peak of the arithmetic that WebAssembly has: fused multiply-adds of four float32 on numbers that stay in registers. */
import asc from "assemblyscript/asc";

/** Chains of multiply-adds that do not wait for each other: enough to hide the latency, few enough for the registers. */
const CHAINS = 10;
const STEPS = 1e6;
const RUNS = 200;

const chains = Array.from({ length: CHAINS }, (_, i) => `a${i}`);
const source = `export function run(steps: i32, factor: f32): f32 {
  // Not constants, which the compiler would make anew for every use.
  const m = f32x4.splat(factor), c = f32x4.splat(factor * 0.5);
  let ${chains.map((a, i) => `${a} = f32x4.splat(${i}.5)`).join(", ")};
  for (let i = 0; i < steps; i++) {
    ${chains.map((a) => `${a} = f32x4.relaxed_madd(m, c, ${a});`).join("\n    ")}
  }
  return f32x4.extract_lane(${chains.reduce((sum, a) => `f32x4.add(${sum}, ${a})`)}, 0);
}`;

/** Operations a nanosecond of one thread, a multiply-add counted as two: the best of some runs. */
export async function measurePeak(): Promise<number> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    "peak.ts",
    "-O3",
    "--runtime",
    "stub",
    "--enable",
    "simd,relaxed-simd",
    "-o",
    "peak.wasm",
  ], {
    readFile: (name) => name === "peak.ts" ? source : null,
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) throw new SyntaxError(`Cannot compile the peak kernel\n${stderr.toString()}`);
  const { instance } = await WebAssembly.instantiate(wasm.slice());
  const run = instance.exports["run"] as (steps: number, factor: number) => number;
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    run(STEPS, 0.5);
    return performance.now() - begin;
  });
  return Math.round(2 * 4 * CHAINS * STEPS / (1e6 * Math.min(...times)) * 10) / 10;
}
