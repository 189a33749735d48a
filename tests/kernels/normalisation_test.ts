import { describe, it } from "node:test";
import fc from "fast-check";
import { batchNorm, batchNormGradient, type DType } from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

describe("batchNorm()", () => {
  it("normalises by the batch or by what runs, and its gradient is the derivative", () => {
    const count = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 20, max: 50 }));
    const sizes = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 7 }), count);
    fc.assert(
      fc.property(fc.constantFrom<DType>("float32", "float64"), sizes, fc.boolean(), fc.boolean(), fc.integer(), check),
      { numRuns: 150 },
    );
  });
});

function check(
  dtype: DType,
  [images, channels, count]: [number, number, number],
  training: boolean,
  relu: boolean,
  seed: number,
): void {
  const size = images * channels * count, n = images * count, momentum = 0.1, epsilon = 1e-2;
  const x = numbers(dtype, size, seed).map((v) => v + 3), dy = numbers(dtype, size, seed + 1);
  const [gamma, beta] = [numbers(dtype, channels, seed + 2), numbers(dtype, channels, seed + 3)];
  const runningMean = numbers(dtype, channels, seed + 4),
    runningVariance = numbers(dtype, channels, seed + 5).map((v) => v * v + 0.1);
  const y = new Float64Array(size),
    dx = new Float64Array(size),
    dgamma = new Float64Array(channels),
    dbeta = new Float64Array(channels);
  const movedMean = Float64Array.from(runningMean), movedVariance = Float64Array.from(runningVariance);
  // Near ReLU's corner the mask may differ by a rounding: such inputs are left out.
  let clear = true;
  for (let c = 0; c < channels; c++) {
    const places = [...x.keys()].filter((i) => Math.floor(i / count) % channels === c);
    let mu = runningMean[c]!, variance = runningVariance[c]!;
    if (training) {
      mu = places.reduce((total, i) => total + x[i]!, 0) / n;
      variance = places.reduce((total, i) => total + (x[i]! - mu) ** 2, 0) / n;
      movedMean[c] = 0.9 * movedMean[c]! + momentum * mu;
      movedVariance[c] = 0.9 * movedVariance[c]! + momentum * variance * n / (n - 1);
    }
    const rate = 1 / Math.sqrt(variance + epsilon);
    const g = new Map<number, number>();
    for (const i of places) {
      const value = gamma[c]! * (x[i]! - mu) * rate + beta[c]!;
      clear &&= !relu || Math.abs(value) > 1e-4;
      y[i] = relu ? Math.max(value, 0) : value;
      g.set(i, relu && value <= 0 ? 0 : dy[i]!);
      dbeta[c]! += g.get(i)!;
      dgamma[c]! += g.get(i)! * (x[i]! - mu) * rate;
    }
    for (const i of places) {
      const pull = training ? (dbeta[c]! + dgamma[c]! * (x[i]! - mu) * rate) / n : 0;
      dx[i] = gamma[c]! * rate * (g.get(i)! - pull);
    }
  }
  if (!clear) return;
  const results = everywhere((engine) => {
    const at = put(engine, dtype, x),
      above = put(engine, dtype, dy),
      moving = [runningMean, runningVariance].map((v) => put(engine, dtype, v));
    const norm = {
      ...{ dtype, images, channels, size: [1, count] as const, x: at, training, relu },
      ...{ gamma: put(engine, dtype, gamma), beta: put(engine, dtype, beta) },
      ...{ mean: room(engine, dtype, channels), rate: room(engine, dtype, channels) },
    };
    const to = room(engine, dtype, size),
      [slope, shift] = [room(engine, dtype, channels), room(engine, dtype, channels)];
    batchNorm(engine, { ...norm, y: to, runningMean: moving[0]!, runningVariance: moving[1]!, momentum, epsilon });
    batchNormGradient(engine, { ...norm, dy: above, dx: above, dgamma: slope, dbeta: shift });
    const whole = [to, above].map((p) => view(engine, dtype, p, size));
    return [...whole, ...[slope, shift, ...moving].map((p) => view(engine, dtype, p, channels))];
  });
  for (const [found, input, scales, shifts, mean, variance] of results) {
    // Numbers up to 4, divided by √(σ² + ε) ≥ 0.1, a few roundings each; sums of n.
    const bound = 400 * unit[dtype];
    within(found!, y, bound);
    within(input!, dx, 4 * bound);
    within(scales!, dgamma, n * bound);
    within(shifts!, dbeta, n * 4 * unit[dtype]);
    within(mean!, movedMean, 16 * unit[dtype]);
    within(variance!, movedVariance, 64 * unit[dtype]);
  }
}
