/** One number for the bits of many kernels: run by the test in Deno, and in Node as a script that prints it. */
import * as kernels from "../../lib/kernels/mod.ts";
import { numbers, put, room, view } from "./everywhere.ts";

const { startEngine } = kernels;

/** Runs kernels on sizes large enough to be shared, and folds the bytes of all results (FNV-1a, 32 bits). */
export function digest(engine: kernels.Engine): string {
  let hash = 0x811c9dc5;
  const mark = engine.memory.mark();
  for (const dtype of ["float32", "float64"] as const) {
    const results: [at: number, n: number][] = [];
    const given = (n: number, seed: number): number => put(engine, dtype, numbers(dtype, n, seed));
    const made = (n: number): number => {
      const at = room(engine, dtype, n);
      results.push([at, n]);
      return at;
    };
    const [m, n, k] = [131, 117, 301];
    const [a, b] = [given(m * k, 1), given(k * n, 2)];
    kernels.multiply(engine, { dtype, a, b, c: made(m * n), m, n, k });
    kernels.multiply(engine, { dtype, a, b, c: made(m * n), m, n, k, turnA: true, turnB: true });
    for (const op of ["exp", "log", "tanh", "sigmoid", "gelu"] as const) {
      kernels.unary(engine, op, { dtype, x: a, y: made(m * k), n: m * k });
    }
    kernels.softmax(engine, { dtype, rows: m, count: k, x: a, y: made(m * k) });
    kernels.logSoftmax(engine, { dtype, rows: m, count: k, x: a, y: made(m * k) });
    kernels.sum(engine, { dtype, x: a, z: made(k), outer: 1, count: m, inner: k });
    const shape: kernels.ConvolutionShape = {
      ...{ dtype, images: 11, channels: 6, size: [19, 17], out: 10, kernel: [3, 4] },
      ...{ stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2 },
    };
    const [tall, broad] = kernels.convolutionSize(shape), ny = 11 * 10 * tall * broad, nx = 11 * 6 * 19 * 17;
    const [x, w, dy] = [given(nx, 3), given(10 * 3 * 12, 4), given(ny, 5)];
    kernels.convolve(engine, shape, { x, w, b: 0, activation: "none", y: made(ny) });
    kernels.convolveInput(engine, shape, { dy, w, dx: made(nx) });
    kernels.convolveWeights(engine, shape, { x, dy, dw: made(10 * 3 * 12) });
    const [ones, zeros] = [given(6, 6), given(6, 7)];
    const norm = {
      ...{
        dtype,
        images: 11,
        channels: 6,
        size: [19, 17] as const,
        x,
        gamma: ones,
        beta: zeros,
        mean: made(6),
        rate: made(6),
      },
      ...{ training: true, relu: true },
    };
    const running = { runningMean: zeros, runningVariance: ones, momentum: 0.1, epsilon: 1e-5 };
    kernels.batchNorm(engine, { ...norm, y: made(nx), ...running });
    kernels.batchNormGradient(engine, { ...norm, dy: x, dx: made(nx), dgamma: made(6), dbeta: made(6) });
    for (const [at, count] of results) {
      const { buffer, byteOffset, byteLength } = view(engine, dtype, at, count);
      for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) hash = Math.imul(hash ^ byte, 0x01000193);
    }
    engine.memory.release(mark);
  }
  return `${engine.arithmetic} ${(hash >>> 0).toString(16)}`;
}

/** Digests of both builds, with as many threads as given. */
export function digests(threads: number): string[] {
  return (["fused", "plain"] as const).map((arithmetic) => digest(startEngine({ arithmetic, threads, memory: 256 })));
}
