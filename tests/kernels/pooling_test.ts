import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import {
  type DType,
  maxPool,
  maxPoolGradient,
  meanPool,
  meanPoolGradient,
  type PoolingShape,
  poolingSize,
} from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

function check(shape: PoolingShape, relu: boolean, seed: number): void {
  const { dtype, planes, size, kernel, stride, padding } = shape;
  const [tall, broad] = poolingSize(shape);
  if (tall < 1 || broad < 1) return;
  const nx = planes * size[0] * size[1], ny = planes * tall * broad;
  // Few distinct values: ties are common.
  const x = numbers(dtype, nx, seed).map((v) => Math.round(4 * v)), dy = numbers(dtype, ny, seed + 1);
  const top = new Float64Array(ny),
    mean = new Float64Array(ny),
    dtop = new Float64Array(nx),
    dmean = new Float64Array(nx);
  for (let k = 0; k < ny; k++) {
    const plane = Math.floor(k / (tall * broad));
    const y0 = Math.floor(k / broad) % tall * stride[0] - padding[0], x0 = k % broad * stride[1] - padding[1];
    const y1 = Math.min(y0 + kernel[0], size[0] + padding[0]), x1 = Math.min(x0 + kernel[1], size[1] + padding[1]);
    const inside: number[] = [];
    for (let u = Math.max(y0, 0); u < Math.min(y1, size[0]); u++) {
      for (let v = Math.max(x0, 0); v < Math.min(x1, size[1]); v++) inside.push((plane * size[0] + u) * size[1] + v);
    }
    const largest = Math.max(...inside.map((i) => x[i]!));
    top[k] = relu ? Math.max(largest, 0) : largest;
    const winner = inside.find((i) => x[i] === largest)!;
    if (!relu || largest > 0) dtop[winner]! += dy[k]!;
    const area = (y1 - y0) * (x1 - x0);
    mean[k] = inside.reduce((total, i) => total + x[i]!, 0) / area;
    for (const i of inside) dmean[i]! += dy[k]! / area;
  }
  const results = everywhere((engine) => {
    const from = put(engine, dtype, x), above = put(engine, dtype, dy);
    const to = [ny, ny, nx, nx].map((n) => room(engine, dtype, n)) as [number, number, number, number];
    maxPool(engine, shape, { x: from, y: to[0], relu });
    meanPool(engine, shape, { x: from, y: to[1] });
    maxPoolGradient(engine, shape, { x: from, dy: above, dx: to[2], relu });
    meanPoolGradient(engine, shape, { dy: above, dx: to[3] });
    return [ny, ny, nx, nx].map((n, i) => view(engine, dtype, to[i]!, n));
  });
  // Sums of small whole numbers are exact; gradients sum at most 16 numbers below 1.
  for (const [y, average, dx, shared] of results) {
    within(y!, top, 0);
    within(average!, mean, 8 * unit[dtype]);
    within(dx!, dtop, 64 * unit[dtype]);
    within(shared!, dmean, 64 * unit[dtype]);
  }
}

const pair = (min: number, max: number): fc.Arbitrary<readonly [number, number]> => {
  const size = fc.integer({ min, max });
  return fc.tuple(size, size);
};

describe("maxPool() and meanPool()", () => {
  it("agree with their definition for any kernel, stride, padding and rounding", () => {
    const shapes = fc.record({
      dtype: fc.constantFrom<DType>("float32", "float64"),
      planes: fc.integer({ min: 0, max: 4 }),
      size: pair(1, 10),
      kernel: pair(1, 4),
      stride: pair(1, 3),
      padding: pair(0, 2),
      ceil: fc.boolean(),
    }).map((shape) => {
      const half = (i: 0 | 1): number => Math.min(shape.padding[i], Math.floor(shape.kernel[i] / 2));
      return { ...shape, padding: [half(0), half(1)] as const };
    });
    fc.assert(fc.property(shapes, fc.boolean(), fc.integer(), check), { numRuns: 400 });
  });

  it("have a way of their own for 2 by 2, which gives the same", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<DType>("float32", "float64"),
        pair(1, 6),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.integer(),
        (dtype, [rows, columns], planes, relu, seed) => {
          // Now and then an odd row is left over.
          const size = [2 * rows + Math.abs(seed % 2), 8 * columns] as const;
          check({ dtype, planes, size, kernel: [2, 2], stride: [2, 2], padding: [0, 0], ceil: false }, relu, seed);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("maxPool() lets NaN through", () => {
    const shape: PoolingShape = {
      dtype: "float32",
      planes: 1,
      size: [3, 3],
      kernel: [2, 2],
      stride: [1, 1],
      padding: [0, 0],
      ceil: false,
    };
    const results = everywhere((engine) => {
      const x = put(engine, "float32", [1, 2, 3, 4, 5, 6, 7, 8, NaN]);
      return [false, true].map((relu) => {
        const y = room(engine, "float32", 4);
        maxPool(engine, shape, { x, y, relu });
        return view(engine, "float32", y, 4);
      });
    });
    for (const y of results.flat()) expect([...y]).toEqual([5, 6, 8, NaN]);
  });
});
