import { expect } from "expect";
import { describe, it } from "node:test";
import { runInNode } from "../kernels/node_script.ts";

const script = `
  import v8 from "node:v8";
  import vm from "node:vm";
  import { ActivationLayer, engine, fit, Linear, Rng, Sequential, SGD, step, Tensor } from "../../lib/mod.ts";
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc");
  const rng = new Rng(1);
  const model = new Sequential([new Linear(16, 32, { rng }), new ActivationLayer("sigmoid"), new Linear(32, 4, { rng })]);
  const optimiser = new SGD(model.parameters(), { learningRate: 0.1, momentum: 0.9 });
  const examples = {
    x: Tensor.uniform([1000, 16], 0, 1, { rng }),
    y: Tensor.oneHot(Array.from({ length: 1000 }, (_, i) => i % 4), 4),
  };
  const train = (steps) => void fit(model, examples, { optimiser, epochs: steps / 100, batchSize: 10, seed: 1 });
  const used = async () => {
    // What a collection finds unused is given back at a later turn of the event loop.
    for (let i = 0; i < 5; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve));
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { arena: step(() => engine().memory.mark()), left: engine().memory.left, heap: heapUsed + external, rss };
  };
  // Until the garbage of the steps has found its room.
  train(20000);
  const before = await used();
  train(10000);
  const after = await used();
  console.log(JSON.stringify(Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]))));
`;

describe("fit()", () => {
  it("needs no more memory after thirty thousand steps than after twenty thousand", () => {
    const { arena, left, heap, rss } = JSON.parse(runInNode(script));
    expect({ arena, left }).toEqual({ arena: 0, left: 0 });
    // A hundred bytes a step: less than one tensor.
    expect(heap).toBeLessThan(1e6);
    // A tenth of what the values of the steps take together.
    expect(rss).toBeLessThan(8e6);
  });
});
