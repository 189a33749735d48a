import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import {
  crossEntropy,
  crossEntropyTargets,
  type DType,
  logSoftmax,
  logSoftmaxGradient,
  softmax,
  softmaxGradient,
} from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

const dtypes = fc.constantFrom<DType>("float32", "float64");
const rowCounts = fc.integer({ min: 0, max: 7 });
const counts = fc.integer({ min: 1, max: 41 });

/** Softmax of rows, and its logarithm, in float64. */
function reference(x: Float32Array | Float64Array, count: number): { p: Float64Array; log: Float64Array } {
  const log = Float64Array.from(x, (v, i) => {
    const row = [...x.slice(i - i % count, i - i % count + count)], m = Math.max(...row);
    return v - m - Math.log(row.reduce((total, w) => total + Math.exp(w - m), 0));
  });
  return { p: log.map(Math.exp), log };
}

describe("softmax() and logSoftmax()", () => {
  it("agree with their definition, and their gradients with the chain rule", () => {
    fc.assert(fc.property(dtypes, rowCounts, counts, fc.integer(), (dtype, rows, count, seed) => {
      const n = rows * count, x = numbers(dtype, n, seed).map((v) => 8 * v), dy = numbers(dtype, n, seed + 1);
      const { p, log } = reference(x, count);
      const rowSum = (f: (i: number) => number): Float64Array =>
        Float64Array.from(x, (_, i) => {
          let total = 0;
          for (let j = i - i % count; j < i - i % count + count; j++) total += f(j);
          return total;
        });
      const weighted = rowSum((i) => p[i]! * dy[i]!), plain = rowSum((i) => dy[i]!);
      const results = everywhere((engine) => {
        const [from, above] = [put(engine, dtype, x), put(engine, dtype, dy)];
        const [y, l, dx, dl] = [0, 0, 0, 0].map(() => room(engine, dtype, n)) as [number, number, number, number];
        softmax(engine, { dtype, rows, count, x: from, y });
        logSoftmax(engine, { dtype, rows, count, x: from, y: l });
        softmaxGradient(engine, { dtype, rows, count, y, dy: above, dx });
        logSoftmaxGradient(engine, { dtype, rows, count, y: l, dy: above, dx: dl });
        return [y, l, dx, dl].map((at) => view(engine, dtype, at, n));
      });
      for (const [y, l, dx, dl] of results) {
        // e^(x − m): the difference, up to 16, is rounded, so the power is off by 16 units, and once more for each operation.
        const off = 24 * unit[dtype];
        within(y!, p, p.map((v) => 2 * off * v));
        // Two differences of size 16 here, and two in the reference.
        within(l!, log, 4 * off);
        within(dx!, p.map((v, i) => v * (dy[i]! - weighted[i]!)), p.map((v) => 4 * off * v));
        within(dl!, p.map((v, i) => dy[i]! - v * plain[i]!), p.map((v, i) => 4 * off * (1 + v * Math.abs(plain[i]!))));
      }
    }));
  });

  it("stay finite for logits of any size", () => {
    const results = everywhere((engine) => {
      const x = put(engine, "float32", [0, 1e4, -1e4, 3e38, -3e38, 0]), y = room(engine, "float32", 6);
      softmax(engine, { dtype: "float32", rows: 2, count: 3, x, y });
      logSoftmax(engine, { dtype: "float32", rows: 1, count: 3, x, y: x });
      return [view(engine, "float32", y, 6), view(engine, "float32", x, 3)];
    });
    for (const [y, log] of results) {
      expect([...y!]).toEqual([0, 1, 0, 1, 0, 0]);
      expect([...log!]).toEqual([-1e4, 0, -2e4]);
    }
  });
});

describe("crossEntropy() and crossEntropyTargets()", () => {
  it("give −Σ t ln softmax(x) and (softmax(x) Σ t − t) scale, for labels and for targets", () => {
    fc.assert(fc.property(dtypes, rowCounts, counts, fc.integer(), (dtype, rows, count, seed) => {
      const n = rows * count, x = numbers(dtype, n, seed).map((v) => 8 * v), scale = 0.25;
      const labels = Array.from({ length: rows }, (_, i) => (i * 7 + 3) % count);
      const onehot = Array.from({ length: n }, (_, i) => i % count === labels[Math.floor(i / count)] ? 1 : 0);
      const targets = numbers(dtype, n, seed + 1).map(Math.abs);
      const { p, log } = reference(x, count);
      const total = (t: ArrayLike<number>, weight: (i: number) => number): Float64Array =>
        Float64Array.from({ length: rows }, (_, row) => {
          let sum = 0;
          for (let j = row * count; j < (row + 1) * count; j++) sum += t[j]! * weight(j);
          return sum;
        });
      const results = everywhere((engine) => {
        const from = put(engine, dtype, x), soft = put(engine, dtype, targets), hard = put(engine, dtype, onehot);
        const call = (loss: number, dx: number) => ({ dtype, rows, count, x: from, loss, dx, scale });
        const outputs = [0, 0, 0].map(() => [room(engine, dtype, rows), room(engine, dtype, n)] as const);
        crossEntropy(engine, { ...call(...outputs[0]!), labels: put(engine, "int32", labels) });
        crossEntropyTargets(engine, { ...call(...outputs[1]!), targets: hard });
        crossEntropyTargets(engine, { ...call(...outputs[2]!), targets: soft });
        const alone = room(engine, dtype, rows);
        crossEntropyTargets(engine, { ...call(alone, 0), targets: soft });
        const pairs = outputs.flatMap(([loss, dx]) => [view(engine, dtype, loss, rows), view(engine, dtype, dx, n)]);
        return [...pairs, view(engine, dtype, alone, rows)];
      });
      for (const [loss, dx, sameLoss, sameDx, softLoss, softDx, alone] of results) {
        const off = 24 * unit[dtype];
        const wanted = total(onehot, (i) => -log[i]!), gradient = p.map((v, i) => (v - onehot[i]!) * scale);
        for (const found of [loss, sameLoss]) within(found!, wanted, 8 * off);
        for (const found of [dx, sameDx]) within(found!, gradient, p.map((v) => scale * off * (v + 0.1)));
        const weight = total(targets, () => 1);
        within(softLoss!, total(targets, (i) => -log[i]!), weight.map((w) => 8 * off * (1 + w)));
        const each = p.map((v, i) => v * weight[Math.floor(i / count)]!);
        within(softDx!, each.map((v, i) => (v - targets[i]!) * scale), each.map((v) => scale * off * (v + 0.1)));
        within(alone!, softLoss!, 0);
      }
    }));
  });
});
