/** Time of convolutions in milliseconds: implicit product beside Winograd, forward, by the input, by the weights. */
import * as k from "../lib/kernels/mod.ts";

const engine = k.startEngine();
const { memory } = engine;

function median(run: () => void): string {
  run();
  const times = Array.from({ length: 7 }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[3]!.toFixed(2).padStart(7);
}

const layers = [[3, 32, 32], [32, 32, 32], [32, 64, 16], [64, 64, 16], [64, 128, 8], [128, 128, 8]] as const;
console.log(
  `${engine.arithmetic}; layer, then product (y dx dw) and Winograd (y dx dw) with 1 thread, then with 2, ms`,
);
for (const [channels, out, side] of layers) {
  const mark = memory.mark(), size = [side, side] as const, images = 64;
  const batch: k.Winograd = { images, channels, size, out };
  const rest = { kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
  const shape: k.ConvolutionShape = { dtype: "float32", ...batch, ...rest };
  const room = (n: number): number => {
    const at = memory.take(4 * n, "measure");
    memory.float32(at, n).fill(0.5);
    return at;
  };
  const x = room(k.wovenLength(batch)), y = room(k.wovenLength({ ...batch, channels: out }));
  const dx = room(k.wovenLength(batch)), w = room(out * channels * 9), dw = room(out * channels * 9);
  const row = [`${channels}-${out}@${side}`.padStart(10)];
  for (const threads of [1, 2]) {
    engine.threads = threads;
    row.push(
      median(() => k.convolve(engine, shape, { x, w, b: 0, activation: "none", y })),
      median(() => k.convolveInput(engine, shape, { dy: y, w, dx })),
      median(() => k.convolveWeights(engine, shape, { x, dy: y, dw })),
      median(() => k.winograd(engine, batch, { x, w, b: 0, y, relu: false })),
      median(() => k.winogradInput(engine, batch, { dy: y, w, dx })),
      median(() => k.winogradWeights(engine, batch, { x, dy: y, dw })),
    );
  }
  console.log(row.join(" "));
  memory.release(mark);
}
