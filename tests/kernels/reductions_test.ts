import { describe, it } from "node:test";
import fc from "fast-check";
import {
  argmax,
  copy,
  dot,
  type DType,
  gatherRows,
  largest,
  largestGradient,
  mean,
  scatterRows,
  sum,
  transpose,
} from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

const dtypes = fc.constantFrom<DType>("float32", "float64");
const small = fc.integer({ min: 0, max: 6 });
const axis = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 30, max: 140 }));

describe("sum(), mean(), largest()", () => {
  it("fold the middle axis of any three sizes", () => {
    fc.assert(fc.property(dtypes, small, axis, axis, fc.integer(), (dtype, outer, count, inner, seed) => {
      const x = numbers(dtype, outer * count * inner, seed);
      const [sums, sizes, tops] = [0, 0, -Infinity].map((start) => new Float64Array(outer * inner).fill(start));
      x.forEach((v, i) => {
        const at = Math.floor(i / (count * inner)) * inner + i % inner;
        sums![at]! += v;
        sizes![at]! += Math.abs(v);
        tops![at] = Math.max(tops![at]!, v);
      });
      const results = everywhere((engine) => {
        const from = put(engine, dtype, x), n = outer * inner;
        return [sum, mean, largest].map((fold) => {
          const z = room(engine, dtype, n);
          fold(engine, { dtype, x: from, z, outer, count, inner });
          return view(engine, dtype, z, n);
        });
      });
      for (const [total, average, top] of results) {
        // Runs of at most 32 numbers are summed in their own type, the rest in float64 (float64: count roundings here too).
        const roundings = dtype === "float32" ? 34 : 2 * count + 2;
        within(total!, sums!, sizes!.map((size) => roundings * unit[dtype] * size));
        within(
          average!,
          sums!.map((s) => s / count),
          sizes!.map((size) => (roundings + 2) * unit[dtype] * size / count),
        );
        within(top!, tops!, 0);
      }
    }));
  });

  it("largest() finds NaN, and largestGradient() gives all to the first of equals", () => {
    fc.assert(
      fc.property(
        dtypes,
        small,
        fc.integer({ min: 1, max: 9 }),
        axis,
        fc.integer(),
        (dtype, outer, count, inner, seed) => {
          // Few distinct values: ties are common.
          const x = numbers(dtype, outer * count * inner, seed).map((v) => Math.round(3 * v)),
            dz = numbers(dtype, outer * inner, seed + 1);
          const wanted = new Float64Array(x.length);
          for (let i = 0; i < outer * inner; i++) {
            const start = Math.floor(i / inner) * count * inner + i % inner;
            let best = 0;
            for (let j = 1; j < count; j++) if (x[start + j * inner]! > x[start + best * inner]!) best = j;
            wanted[start + best * inner] = dz[i]!;
          }
          const results = everywhere((engine) => {
            const from = put(engine, dtype, x),
              z = room(engine, dtype, outer * inner),
              dx = room(engine, dtype, x.length);
            const reduction = { dtype, x: from, z, outer, count, inner };
            largest(engine, reduction);
            largestGradient(engine, { ...reduction, dz: put(engine, dtype, dz), dx });
            return [view(engine, dtype, dx, x.length)];
          });
          for (const [dx] of results) {
            within(dx!, wanted, 0);
          }
        },
      ),
    );
    for (const count of [1, 3, 8, 9]) {
      const results = everywhere((engine) => {
        const z = room(engine, "float32", 4);
        const x = put(
          engine,
          "float32",
          Array.from({ length: 4 * count }, (_, i) => i % count === count - 1 ? NaN : i),
        );
        largest(engine, { dtype: "float32", x, z, outer: 4, count, inner: 1 });
        return [view(engine, "float32", z, 4)];
      });
      for (const [z] of results) within(z!, [NaN, NaN, NaN, NaN], 0);
    }
  });

  it("argmax() and dot() work row by row", () => {
    fc.assert(fc.property(dtypes, small, fc.integer({ min: 1, max: 40 }), fc.integer(), (dtype, rows, count, seed) => {
      const x = numbers(dtype, rows * count, seed), y = numbers(dtype, rows * count, seed + 1);
      const places = Array.from({ length: rows }, (_, i) => {
        const row = x.slice(i * count, (i + 1) * count);
        return row.indexOf(Math.max(...row));
      });
      const dots = places.map((_, i) => {
        let total = 0;
        for (let j = i * count; j < (i + 1) * count; j++) total += x[j]! * y[j]!;
        return total;
      });
      const results = everywhere((engine) => {
        const a = put(engine, dtype, x), b = put(engine, dtype, y);
        const z = room(engine, "int32", rows), d = room(engine, "float64", rows);
        argmax(engine, { dtype, x: a, z, rows, count });
        dot(engine, { dtype, x: a, y: b, z: d, rows, count });
        return [view(engine, "int32", z, rows), view(engine, "float64", d, rows)];
      });
      for (const [found, product] of results) {
        within(found!, places, 0);
        // Both sums are in float64, of at most 40 products below 1.
        within(product!, dots, 2 * 40 * count * unit.float64);
      }
    }));
  });
});

describe("copy(), transpose(), gatherRows(), scatterRows()", () => {
  it("copy() permutes axes, and back", () => {
    fc.assert(fc.property(dtypes, small, small, small, fc.integer(), (dtype, a, b, c, seed) => {
      const x = numbers(dtype, a * b * c, seed);
      const wanted = x.slice();
      for (let i = 0; i < x.length; i++) {
        wanted[((i % c) * a + Math.floor(i / (b * c))) * b + Math.floor(i / c) % b] = x[i]!;
      }
      const results = everywhere((engine) => {
        const from = put(engine, dtype, x), to = room(engine, dtype, x.length), back = room(engine, dtype, x.length);
        const source = { at: from, strides: [b * c, c, 1] };
        const turned = { at: to, strides: [b, 1, a * b] };
        copy(engine, { dtype, shape: [a, b, c], x: source, z: turned });
        copy(engine, { dtype, shape: [a, b, c], x: turned, z: { ...source, at: back } });
        return [view(engine, dtype, to, x.length), view(engine, dtype, back, x.length)];
      });
      for (const [to, back] of results) {
        within(to!, wanted, 0);
        within(back!, x, 0);
      }
    }));
  });

  it("transpose() turns a matrix of any size", () => {
    fc.assert(fc.property(dtypes, axis, axis, fc.integer(), (dtype, rows, columns, seed) => {
      const x = numbers(dtype, rows * columns, seed);
      const wanted = x.map((_, i) => x[(i % rows) * columns + Math.floor(i / rows)]!);
      const results = everywhere((engine) => {
        const z = room(engine, dtype, x.length);
        transpose(engine, { dtype, x: put(engine, dtype, x), z, rows, columns });
        return [view(engine, dtype, z, x.length)];
      });
      for (const [z] of results) within(z!, wanted, 0);
    }));
  });

  it("gatherRows() picks rows, scatterRows() adds them up where they meet", () => {
    fc.assert(
      fc.property(dtypes, fc.array(fc.nat(4), { maxLength: 12 }), axis, fc.integer(), (dtype, index, width, seed) => {
        const x = numbers(dtype, 5 * width, seed),
          picked = index.flatMap((i) => [...x.slice(i * width, (i + 1) * width)]);
        const sums = x.slice();
        index.forEach((i, row) => {
          for (let j = 0; j < width; j++) sums[i * width + j]! += picked[row * width + j]!;
        });
        const results = everywhere((engine) => {
          const from = put(engine, dtype, x), at = put(engine, "int32", index), z = room(engine, dtype, picked.length);
          gatherRows(engine, { dtype, x: from, index: at, z, rows: index.length, width });
          scatterRows(engine, { dtype, x: z, index: at, z: from, rows: index.length, width });
          return [view(engine, dtype, z, picked.length), view(engine, dtype, from, x.length)];
        });
        for (const [z, added] of results) {
          within(z!, picked, 0);
          within(added!, sums, 0);
        }
      }),
    );
  });
});
