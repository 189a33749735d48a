import { describe, it } from "node:test";
import fc from "fast-check";
import { type DType, multiply } from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, unit, view, within } from "./everywhere.ts";

interface Case {
  dtype: DType;
  m: number;
  n: number;
  k: number;
  turnA: boolean;
  turnB: boolean;
  add: boolean;
  seed: number;
}

const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 70 }));
const cases: fc.Arbitrary<Case> = fc.record({
  dtype: fc.constantFrom("float32" as const, "float64" as const),
  m: size,
  n: size,
  k: size,
  turnA: fc.boolean(),
  turnB: fc.boolean(),
  add: fc.boolean(),
  seed: fc.integer(),
});

function check({ dtype, m, n, k, turnA, turnB, add, seed }: Case): void {
  const a = numbers(dtype, m * k, seed), b = numbers(dtype, k * n, seed + 1), c = numbers(dtype, m * n, seed + 2);
  const wanted = new Float64Array(m * n), bound = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = add ? c[i * n + j]! : 0, size = Math.abs(sum);
      for (let p = 0; p < k; p++) {
        const term = a[turnA ? p * m + i : i * k + p]! * b[turnB ? j * k + p : p * n + j]!;
        sum += term;
        size += Math.abs(term);
      }
      wanted[i * n + j] = sum;
      // Each of k products and k sums is rounded once, in the kernel and (float64) in the reference.
      bound[i * n + j] = 4 * (k + 1) * unit[dtype] * size;
    }
  }
  const results = everywhere((engine) => {
    const to = put(engine, dtype, c);
    multiply(engine, { dtype, a: put(engine, dtype, a), b: put(engine, dtype, b), c: to, m, n, k, turnA, turnB, add });
    return [view(engine, dtype, to, m * n)];
  });
  for (const [found] of results) within(found!, wanted, bound);
}

describe("multiply()", () => {
  it("is the sum of products for any sizes, turned or not, added or not", () => {
    fc.assert(fc.property(cases, check), { numRuns: 150 });
  });

  it("crosses every block border", () => {
    // Blocks are 192 by 256 by 1024 numbers in float32, half of that in float64.
    const large = { turnA: false, turnB: true, add: true, seed: 7 };
    check({ ...large, dtype: "float32", m: 197, n: 9, k: 515 });
    check({ ...large, dtype: "float32", m: 5, n: 1035, k: 259 });
    check({ ...large, dtype: "float64", m: 101, n: 7, k: 261, turnA: true });
    check({ ...large, dtype: "float64", m: 3, n: 519, k: 131, turnB: false });
  });
});
