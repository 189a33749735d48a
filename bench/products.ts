/** Throughput of matrix products, GFLOP/s: `deno run -A bench/products.ts`, or in Node once bundled. */
import { multiply, startEngine } from "../lib/kernels/mod.ts";

const engine = startEngine();
const { memory } = engine;
const counts = [1, 2];
const kinds = [[false, false], [true, false], [false, true]] as const;
const rows: string[] = [];
for (const n of [64, 128, 256, 512, 1024]) {
  const mark = memory.mark();
  const [a, b, c] = [0, 1, 2].map(() => memory.take(4 * n * n, "measure")) as [number, number, number];
  memory.float32(a, n * n).forEach((_, i, x) => x[i] = (i % 7) - 3);
  memory.float32(b, n * n).forEach((_, i, x) => x[i] = (i % 5) - 2);
  const row = [String(n).padStart(5)];
  for (const threads of counts) {
    engine.threads = threads;
    for (const [turnA, turnB] of kinds) {
      const once = (): void => multiply(engine, { dtype: "float32", a, b, c, m: n, n, k: n, turnA, turnB });
      for (let i = 0; i < 3; i++) once();
      const calls = Math.max(1, Math.round(2e8 / (2 * n ** 3)));
      const times: number[] = [];
      for (let r = 0; r < 9; r++) {
        const begin = performance.now();
        for (let i = 0; i < calls; i++) once();
        times.push((performance.now() - begin) / calls);
      }
      times.sort((x, y) => x - y);
      row.push((2 * n ** 3 / times[4]! / 1e6).toFixed(1).padStart(7));
    }
  }
  rows.push(row.join(" "));
  memory.release(mark);
}
console.log(`${engine.arithmetic}; n, then AB AtB ABt with ${counts.join(", ")} threads, GFLOP/s`);
console.log(rows.join("\n"));
