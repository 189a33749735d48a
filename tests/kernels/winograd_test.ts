import { describe, it } from "node:test";
import fc from "fast-check";
import {
  batchNorm,
  batchNormGradient,
  type ConvolutionShape,
  convolve,
  convolveInput,
  convolveWeights,
  type Engine,
  maxPool,
  maxPoolGradient,
  type PoolingShape,
  unweave,
  weave,
  type Winograd,
  winograd,
  winogradInput,
  winogradWeights,
  wovenLength,
  wovenPool,
  wovenPoolGradient,
} from "../../lib/kernels/mod.ts";
import { everywhere, type Numbers, numbers, put, room, view, within } from "./everywhere.ts";

/** Woven numbers; the border is NaN before, so that what is left out shows. */
function woven(engine: Engine, batch: Winograd, channels: number, values: Numbers): number {
  const z = room(engine, "float32", wovenLength({ ...batch, channels }));
  weave(engine, { ...batch, channels }, { x: put(engine, "float32", values), z });
  return z;
}

function check(batch: Winograd, relu: boolean, seed: number): void {
  const { images, channels, size, out } = batch, area = size[0] * size[1];
  const [nx, ny, nw] = [images * channels * area, images * out * area, out * channels * 9];
  const x = numbers("float32", nx, seed), dy = numbers("float32", ny, seed + 1), w = numbers("float32", nw, seed + 2);
  const b = numbers("float32", out, seed + 3);
  const results = everywhere((engine) => {
    const pw = put(engine, "float32", w), px = woven(engine, batch, channels, x), pdy = woven(engine, batch, out, dy);
    const wy = room(engine, "float32", wovenLength({ ...batch, channels: out })),
      wdx = room(engine, "float32", wovenLength(batch));
    const [y, dx, dw] = [ny, nx, nw].map((n) => room(engine, "float32", n)) as [number, number, number];
    winograd(engine, batch, { x: px, w: pw, b: put(engine, "float32", b), y: wy, relu });
    winogradInput(engine, batch, { dy: pdy, w: pw, dx: wdx });
    winogradWeights(engine, batch, { x: px, dy: pdy, dw });
    unweave(engine, { ...batch, channels: out }, { z: wy, x: y });
    unweave(engine, batch, { z: wdx, x: dx });
    // Another pass over what came out: it has to be zero around.
    const again = room(engine, "float32", wovenLength({ ...batch, channels: out })),
      second = room(engine, "float32", ny);
    winograd(engine, batch, { x: wdx, w: pw, b: 0, y: again, relu: false });
    unweave(engine, { ...batch, channels: out }, { z: again, x: second });
    // The same by the definition, in float64.
    const shape: ConvolutionShape = {
      ...batch,
      ...{ dtype: "float64", kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 },
    };
    const [ex, edy, ew] = [x, dy, w].map((values) => put(engine, "float64", values)) as [number, number, number];
    const exact = [ny, nx, nw, ny].map((n) => room(engine, "float64", n)) as [number, number, number, number];
    const eb = put(engine, "float64", b);
    convolve(engine, shape, { x: ex, w: ew, b: eb, activation: relu ? "relu" : "none", y: exact[0] });
    convolveInput(engine, shape, { dy: edy, w: ew, dx: exact[1] });
    convolveWeights(engine, shape, { x: ex, dy: edy, dw: exact[2] });
    convolve(engine, shape, { x: exact[1], w: ew, b: 0, activation: "none", y: exact[3] });
    const found = [y, dx, dw, second].map((p, i) => view(engine, "float32", p, [ny, nx, nw, ny][i]!));
    return [...found, ...exact.map((p, i) => view(engine, "float64", p, [ny, nx, nw, ny][i]!))];
  });
  for (const result of results) {
    for (let i = 0; i < 4; i++) {
      // The transforms grow numbers by up to 100 and take sums back: errors weigh against the largest result, of at least 1. The
      // second pass adds to the errors of the first.
      let largest = 1;
      for (const v of result[i + 4]!) largest = Math.max(largest, Math.abs(v));
      within(result[i]!, result[i + 4]!, (i < 3 ? 3e-5 : 1e-4) * largest);
    }
  }
}

describe("winograd() and its gradients", () => {
  it("agree with the definition for any number of images, channels and any size", () => {
    const shapes: fc.Arbitrary<Winograd> = fc.record({
      images: fc.integer({ min: 0, max: 17 }),
      channels: fc.integer({ min: 1, max: 9 }),
      out: fc.integer({ min: 1, max: 9 }),
      size: fc.tuple(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 13 })),
    });
    fc.assert(fc.property(shapes, fc.boolean(), fc.integer(), check), { numRuns: 60 });
  });

  it("agree over many blocks", () => check({ images: 16, channels: 20, out: 24, size: [16, 16] }, true, 3));
});

describe("batchNorm() and pooling of woven images", () => {
  it("give the same as of plain ones", () => {
    const shapes = fc.record({
      groups: fc.integer({ min: 1, max: 2 }),
      channels: fc.integer({ min: 1, max: 4 }),
      size: fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 })),
      training: fc.boolean(),
      relu: fc.boolean(),
    });
    fc.assert(
      fc.property(shapes, fc.integer(), ({ groups, channels, size, training, relu }, seed) => {
        const images = 8 * groups, batch = { images, channels, size }, n = images * channels * size[0] * size[1];
        const half = [size[0] >> 1, size[1] >> 1] as const, small = { images, channels, size: half };
        const m = images * channels * half[0] * half[1];
        const x = numbers("float32", n, seed),
          dy = numbers("float32", n, seed + 1),
          dp = numbers("float32", m, seed + 2);
        const results = everywhere((engine) => {
          const weaved = (of: typeof batch | typeof small, values: Numbers): number => {
            const z = room(engine, "float32", wovenLength(of));
            weave(engine, of, { x: put(engine, "float32", values), z });
            return z;
          };
          const plainly = (of: typeof batch | typeof small, z: number, count: number): Numbers => {
            const at = room(engine, "float32", count);
            unweave(engine, of, { z, x: at });
            return view(engine, "float32", at, count);
          };
          const ways = [false, true].map((woven) => {
            const [px, pdy, pdp] = woven
              ? [weaved(batch, x), weaved(batch, dy), weaved(small, dp)]
              : [x, dy, dp].map((v) => put(engine, "float32", v));
            const [y, dx, dpool] = [0, 0, 0].map(() => room(engine, "float32", wovenLength(batch)));
            const p = room(engine, "float32", wovenLength(small));
            const each = (value: number): number => put(engine, "float32", new Array<number>(channels).fill(value));
            const norm = {
              ...{ dtype: "float32" as const, ...batch, woven, x: px!, gamma: each(0.7), beta: each(0.1) },
              ...{ mean: each(NaN), rate: each(NaN), training, relu },
            };
            const running = { runningMean: each(0.1), runningVariance: each(0.5), momentum: 0.1, epsilon: 1e-3 };
            batchNorm(engine, { ...norm, y: y!, ...running });
            batchNormGradient(engine, { ...norm, dy: pdy!, dx: dx!, dgamma: each(NaN), dbeta: each(NaN) });
            if (woven) {
              wovenPool(engine, batch, { x: px!, y: p, relu });
              wovenPoolGradient(engine, batch, { x: px!, dy: pdp!, dx: dpool!, relu });
              return [plainly(batch, y!, n), plainly(batch, dx!, n), plainly(small, p, m), plainly(batch, dpool!, n)];
            }
            const shape: PoolingShape = {
              ...{
                dtype: "float32",
                planes: images * channels,
                size,
                kernel: [2, 2],
                stride: [2, 2],
                padding: [0, 0],
                ceil: false,
              },
            };
            maxPool(engine, shape, { x: px!, y: p, relu });
            maxPoolGradient(engine, shape, { x: px!, dy: pdp!, dx: dpool!, relu });
            return [y!, dx!].map((at) => view(engine, "float32", at, n))
              .concat(view(engine, "float32", p, m), view(engine, "float32", dpool!, n));
          });
          return ways.flat();
        });
        for (const result of results) {
          // Sums of the batch run in another order: the mean moves by a rounding, and a number at ReLU's corner may pass or not.
          within(result[4]!, result[0]!, 2e-6);
          if (!relu) within(result[5]!, result[1]!, 1e-5);
          within(result[6]!, result[2]!, 0);
          within(result[7]!, result[3]!, 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
