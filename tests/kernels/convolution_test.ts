import { describe, it } from "node:test";
import fc from "fast-check";
import {
  channelSum,
  type ConvolutionShape,
  convolutionSize,
  convolve,
  convolveInput,
  convolveWeights,
  type DType,
} from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

/** Calls `meet` for each product of a convolution: indices into x, w and y. */
function eachProduct(shape: ConvolutionShape, meet: (x: number, w: number, y: number) => void): void {
  const { images, channels, size, out, kernel, stride, padding, dilation, groups } = shape;
  const [tall, broad] = convolutionSize(shape), each = channels / groups;
  for (let n = 0; n < images; n++) {
    for (let o = 0; o < out; o++) {
      const group = Math.floor(o / (out / groups));
      for (let y = 0; y < tall; y++) {
        for (let x = 0; x < broad; x++) {
          for (let c = 0; c < each; c++) {
            for (let u = 0; u < kernel[0]; u++) {
              for (let v = 0; v < kernel[1]; v++) {
                const row = y * stride[0] - padding[0] + u * dilation[0],
                  column = x * stride[1] - padding[1] + v * dilation[1];
                if (row < 0 || row >= size[0] || column < 0 || column >= size[1]) continue;
                const from = ((n * channels + group * each + c) * size[0] + row) * size[1] + column;
                meet(from, ((o * each + c) * kernel[0] + u) * kernel[1] + v, ((n * out + o) * tall + y) * broad + x);
              }
            }
          }
        }
      }
    }
  }
}

function check(shape: ConvolutionShape, seed: number): void {
  const { dtype, images, channels, size, out, kernel, groups } = shape;
  const [tall, broad] = convolutionSize(shape);
  if (tall < 1 || broad < 1) return;
  const nx = images * channels * size[0] * size[1], nw = out * (channels / groups) * kernel[0] * kernel[1];
  const ny = images * out * tall * broad;
  const x = numbers(dtype, nx, seed), w = numbers(dtype, nw, seed + 1), dy = numbers(dtype, ny, seed + 2);
  const b = numbers(dtype, out, seed + 3);
  const sums = [ny, nx, nw].map((n) => ({
    value: new Float64Array(n),
    size: new Float64Array(n),
    count: new Float64Array(n),
  }));
  const [y, dx, dw] = sums as [typeof sums[0], typeof sums[0], typeof sums[0]];
  const add = ({ value, size, count }: typeof sums[0], at: number, term: number): void => {
    value[at]! += term;
    size[at]! += Math.abs(term);
    count[at]!++;
  };
  eachProduct(shape, (i, j, k) => {
    add(y, k, x[i]! * w[j]!);
    add(dx, i, dy[k]! * w[j]!);
    add(dw, j, dy[k]! * x[i]!);
  });
  const db = new Float64Array(out);
  const biased = y.value.slice();
  for (let k = 0; k < ny; k++) {
    const o = Math.floor(k / (tall * broad)) % out;
    db[o]! += dy[k]!;
    biased[k] = Math.max(0, biased[k]! + b[o]!);
  }
  const results = everywhere((engine) => {
    const [px, pw, pdy, pb] = [x, w, dy, b].map((values) => put(engine, dtype, values)) as [
      number,
      number,
      number,
      number,
    ];
    const to = [ny, ny, nx, nw, out].map((n) => room(engine, dtype, n)) as [number, number, number, number, number];
    convolve(engine, shape, { x: px, w: pw, b: 0, activation: "none", y: to[0] });
    convolve(engine, shape, { x: px, w: pw, b: pb, activation: "relu", y: to[1] });
    convolveInput(engine, shape, { dy: pdy, w: pw, dx: to[2] });
    convolveWeights(engine, shape, { x: px, dy: pdy, dw: to[3] });
    channelSum(engine, { dtype, images, channels: out, count: tall * broad, x: pdy, z: to[4] });
    return [ny, ny, nx, nw, out].map((n, i) => view(engine, dtype, to[i]!, n));
  });
  // Each product and each sum is rounded once, here in float64 and there in the type.
  const bound = ({ size, count }: typeof sums[0]): Float64Array =>
    size.map((s, i) => 4 * (count[i]! + 1) * unit[dtype] * s);
  for (const [found, fused, input, weights, bias] of results) {
    within(found!, y.value, bound(y));
    within(fused!, biased, bound(y).map((e) => e + 4 * unit[dtype]));
    within(input!, dx.value, bound(dx));
    within(weights!, dw.value, bound(dw));
    within(bias!, db, 4 * (ny / out + 1) * unit[dtype] * (ny / out));
  }
}

const pair = (min: number, max: number): fc.Arbitrary<readonly [number, number]> => {
  const size = fc.integer({ min, max });
  return fc.tuple(size, size);
};

const shapes: fc.Arbitrary<ConvolutionShape> = fc.record({
  dtype: fc.constantFrom<DType>("float32", "float64"),
  images: fc.integer({ min: 0, max: 3 }),
  channels: fc.integer({ min: 1, max: 3 }),
  size: pair(1, 11),
  out: fc.integer({ min: 1, max: 5 }),
  kernel: pair(1, 4),
  stride: pair(1, 3),
  padding: pair(0, 4),
  dilation: pair(1, 3),
  groups: fc.integer({ min: 1, max: 3 }),
}).map((shape) => ({ ...shape, channels: shape.channels * shape.groups, out: shape.out * shape.groups }));

const plain = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 } as const;

describe("convolve() and its gradients", () => {
  it("are the sums of their products for any size, stride, padding, dilation and groups", () => {
    fc.assert(fc.property(shapes, fc.integer(), check), { numRuns: 200 });
  });

  it("cross every block border", () => {
    // Blocks are 256 steps (float64: 128): taps forward and for dx, pixels for dw.
    const cases: ConvolutionShape[] = [
      { ...plain, dtype: "float32", images: 2, channels: 30, size: [18, 17], out: 9, kernel: [3, 3], padding: [1, 1] },
      { ...plain, dtype: "float64", images: 1, channels: 18, size: [12, 13], out: 17, kernel: [3, 3], stride: [2, 1] },
      { ...plain, dtype: "float32", images: 9, channels: 1, size: [12, 12], out: 16, kernel: [5, 5], padding: [2, 2] },
    ];
    cases.forEach(check);
  });

  it("are zero where a stride beyond the kernel skips inputs", () => {
    check(
      { ...plain, dtype: "float32", images: 2, channels: 2, size: [7, 8], out: 3, kernel: [1, 2], stride: [3, 3] },
      4,
    );
  });
});
