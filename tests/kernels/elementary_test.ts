import { describe, it } from "node:test";
import { expect } from "expect";
import { all, create } from "mathjs";
import * as elementary from "../../lib/elementary/mod.ts";
import { unary, type UnaryOp } from "../../lib/kernels/mod.ts";
import { everywhere, type Numbers, put, view } from "./everywhere.ts";

const math = create(all!, { number: "BigNumber", precision: 64 });

/** A function's exact value, rounded to float64. */
const exact: Readonly<Record<string, (x: number) => number>> = {
  exp: (x) => Number(math.exp(math.bignumber(x)).toString()),
  log: (x) => Number(math.log(math.bignumber(x)).toString()),
  tanh: (x) => Number(math.tanh(math.bignumber(x)).toString()),
  sigmoid: (x) => Number(math.divide(1, math.add(1, math.exp(math.bignumber(-x)))).toString()),
  sqrt: (x) => Number(math.sqrt(math.bignumber(x)).toString()),
};

function values(op: UnaryOp, dtype: "float32" | "float64", x: readonly number[]): Numbers[] {
  return everywhere((engine) => {
    const y = put(engine, dtype, x);
    unary(engine, op, { dtype, x: y, y, n: x.length });
    return [view(engine, dtype, y, x.length)];
  }).map(([y]) => y!);
}

/** Distance between neighbours of float32 near x; below the normal numbers it is constant. */
function ulp(x: number): number {
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -126) - 23);
}

/** Numbers of both signs over all magnitudes from `least` to `most`. */
function spread(least: number, most: number, count: number): number[] {
  const ratio = (most / least) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, i) => Math.fround(least * ratio ** i * (i % 2 ? -1 : 1)));
}

const ranges: readonly [UnaryOp, number, readonly number[]][] = [
  ["exp", 1, [...spread(1e-30, 88.7, 300), -87.5, -95, -103.9]],
  ["log", 1, [...spread(1e-45, 3e38, 300).map(Math.abs), ...spread(1e-7, 0.5, 60).map((x) => Math.fround(1 + x))]],
  ["tanh", 1, spread(1e-30, 9.5, 300)],
  ["sigmoid", 2.5, [...spread(1e-30, 80, 300), -95, -103]],
  ["sqrt", 0.5, spread(1e-45, 3e38, 100).map(Math.abs)],
];

describe("functions of float32", () => {
  for (const [op, most, x] of ranges) {
    it(`${op} is within ${most} ulp of 64 digits`, () => {
      for (const y of values(op, "float32", x)) {
        x.forEach((value, i) => {
          const wanted = exact[op]!(value);
          const error = Math.abs(y[i]! - wanted) / ulp(wanted);
          if (!(error <= most)) throw new Error(`${op}(${value}): ${error} ulp`);
        });
      }
    });
  }

  it("are exact at the ends", () => {
    const ends = [NaN, -Infinity, Infinity, 0, -0];
    const wanted: [UnaryOp, number[]][] = [
      ["exp", [NaN, 0, Infinity, 1, 1]],
      ["log", [NaN, NaN, Infinity, -Infinity, -Infinity]],
      ["tanh", [NaN, -1, 1, 0, -0]],
      ["sigmoid", [NaN, 0, 1, 0.5, 0.5]],
      ["relu", [NaN, 0, Infinity, 0, -0]],
    ];
    for (const [op, y] of wanted) {
      for (const found of values(op, "float32", ends)) expect([op, ...found]).toEqual([op, ...y]);
    }
    for (const found of values("exp", "float32", [-104, 88.73, -1000, 1000])) {
      expect([...found]).toEqual([0, Infinity, 0, Infinity]);
    }
    for (const found of values("sigmoid", "float32", [-1000, 1000])) expect([...found]).toEqual([0, 1]);
    for (const found of values("tanh", "float32", [-9.5, 10])) expect([...found]).toEqual([-1, 1]);
    for (const found of values("log", "float32", [1, -1e-45])) expect([...found]).toEqual([0, NaN]);
  });
});

describe("functions of either type", () => {
  it("give equal numbers equal bits, wherever they stand in an array", () => {
    for (const op of ["exp", "log", "tanh", "sigmoid", "gelu"] as const) {
      for (const dtype of ["float32", "float64"] as const) {
        for (const found of values(op, dtype, new Array<number>(23).fill(0.7))) expect(new Set(found).size).toBe(1);
      }
    }
  });
});

describe("functions of float64", () => {
  it("give the bits of lib/elementary", () => {
    const x = [...spread(1e-300, 750, 400), 0, -0, NaN, Infinity, -Infinity, -740.5, 709.9];
    for (const op of ["exp", "log", "tanh", "sigmoid"] as const) {
      const wanted = Float64Array.from(x, elementary[op]);
      for (const found of values(op, "float64", x)) expect([op, ...found]).toEqual([op, ...wanted]);
    }
  });
});

describe("gelu", () => {
  it("is x Φ(x): known values, and Φ(x) + Φ(−x) = 1", () => {
    // Φ to 17 digits: tables of the normal distribution.
    const known: readonly (readonly [number, number])[] = [
      [1, 0.84134474606854293],
      [-1, 0.15865525393145705],
      [2, 0.97724986805182079],
      [-3, 0.0013498980316300946],
      [-6, 9.8658764503769814e-10],
      [0.5, 0.69146246127401310],
    ];
    for (const found of values("gelu", "float64", known.map(([x]) => x))) {
      known.forEach(([x, phi], i) => expect(Math.abs(found[i]! / (x * phi) - 1)).toBeLessThan(2e-15));
    }
    const x = spread(1e-3, 8, 200);
    const [right] = values("gelu", "float64", x), [left] = values("gelu", "float64", x.map((v) => -v));
    // x Φ(x) + x Φ(−x) = x: two values of at most x, each rounded a few times.
    x.forEach((v, i) => expect(Math.abs(right![i]! - left![i]! - v)).toBeLessThan(4e-16 * Math.max(1, Math.abs(v))));
    for (const found of values("gelu", "float64", [-45, 45, Infinity])) expect([...found]).toEqual([-0, 45, Infinity]);
  });
});
