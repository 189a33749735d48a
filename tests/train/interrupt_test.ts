import { expect } from "expect";
import { after, before, describe, it } from "node:test";
import { Rng } from "nnr";
import { Kernel } from "../tools/kernel.ts";
import { digests } from "./digest.ts";

/** How often `fit` is interrupted. */
const INTERRUPTS = 10;
/** The longest a training goes on after its first message, in milliseconds: some steps. */
const LONGEST_MS = 60;

const imports = [
  'import { ActivationLayer, Conv2d, engine, fit, Flatten, Linear, maxAbsDifference, MaxPool2d } from "nnr";',
  'import { Rng, Sequential, SGD, stateOf, step, Tensor } from "nnr";',
  'import { progress, say } from "nnr/report";',
].join("\n");

/** A net that shares its work between threads, on images whose class is the place of a bright point. */
const work = `
const rng = new Rng(1);
const labels = Array.from({ length: 256 }, (_, i) => i % 10);
const noise = Tensor.uniform([256, 1024], 0, 1, { rng });
const x = Tensor.oneHot(labels, 1024).mul(8).add(noise).reshape([256, 1, 32, 32]);
const examples = { x: x, y: Tensor.oneHot(labels, 10) };
const model = new Sequential([
  ...[new Conv2d(1, 8, 5, { rng: rng, padding: 2 }), new ActivationLayer("relu"), new MaxPool2d(2)],
  ...[new Conv2d(8, 16, 3, { rng: rng, padding: 1 }), new ActivationLayer("relu"), new MaxPool2d(2)],
  ...[new Flatten(), new Linear(1024, 10, { rng: rng })],
]);
const optimiser = new SGD(model.parameters(), { learningRate: 0.02 });
function train(epochs: number): number {
  const bar = progress();
  const onEvent = (): void => bar.tell("training");
  const history = fit(model, examples, { optimiser: optimiser, epochs: epochs, batchSize: 64, seed: 1, onEvent: onEvent });
  return history[history.length - 1]!.loss;
}
/** Trains until other threads have done some of it; a busy machine may leave them aside for a while. */
function trainTogether(): boolean {
  const before = engine().helped;
  for (let i = 0; i < 200 && engine().helped === before; i++) train(1);
  return engine().helped > before;
}
const square = Tensor.uniform([256, 256], -1, 1, { rng: rng });
const product = square.matmul(square);
const arena = step(() => engine().memory.mark());
function state(): string {
  const wrong = maxAbsDifference(square.matmul(square), product);
  const finite = [...stateOf(model).values()].every(({ data }) => data.every((value) => isFinite(value)));
  const left = step(() => engine().memory.mark()) - arena;
  return JSON.stringify({ wrong: wrong, finite: finite, arena: left, training: model.training });
}
`;

for (const name of ["deno", "tslab"]) {
  describe(`an interrupt under the kernel ${name}`, () => {
    let kernel: Kernel;
    /** The text that a cell shows. */
    const shown = async (code: string): Promise<string | undefined> => (await kernel.execute(code)).texts.at(-1);

    before(async () => {
      kernel = await Kernel.start(name);
      await kernel.execute(imports);
      expect(await kernel.execute(work)).toEqual({ texts: [], error: undefined });
      await kernel.execute("engine().threads = 2;");
    });
    after(() => kernel[Symbol.asyncDispose]());

    it("stops a computation that would never end: its progress is live, and its state survives", async () => {
      await kernel.execute("let count = 0;");
      const texts: string[] = [];
      // Without the interrupt it would never end.
      await kernel.execute(
        "const bar = progress();\nfor (count = 1; ; count++) {\n  if (count % 1e5 === 0) bar.tell(`at ${count}`);\n}",
        (text) => {
          texts.push(text);
          if (texts.length === 2) void kernel.interrupt();
        },
      );
      expect(texts[0]).toBe("at 100000");
      const after = await kernel.execute("say`at ${count > 1e5 ? 'late' : 'none'}`;");
      expect(after).toEqual({ texts: ["at late"], error: undefined });
    });

    it("stops fit in the middle of steps, again and again: product, parameters, arena and mode are sound", async () => {
      expect(await shown("say`${String(trainTogether())}`;")).toBe("true");
      const moments = new Rng(1);
      for (let i = 0; i < INTERRUPTS; i++) {
        let heard = false;
        // Without the interrupt it would train for hours.
        await kernel.execute("train(1e6);", () => {
          if (!heard) setTimeout(() => void kernel.interrupt(), moments.uniform(0, LONGEST_MS));
          heard = true;
        });
        expect(await shown("say`${state()}`;")).toBe('{"wrong":0,"finite":true,"arena":0,"training":false}');
      }
    });

    it("lets fit train on, and its threads with it", async () => {
      expect(await shown("say`${String(trainTogether())}`;")).toBe("true");
      await kernel.execute("let first = 0;\nlet last = 0;");
      await kernel.execute("first = train(1);\nlast = train(30);");
      expect(await shown("say`${String(last < first && last < 0.1)}`;")).toBe("true");
    });

    it("leaves no trace in a hundred steps: the bits of a program that nothing interrupts, on 1, 2 and 3 threads", async () => {
      const digest = (await Deno.readTextFile(new URL("digest.ts", import.meta.url))).replaceAll(/^export /gm, "");
      await kernel.execute(digest);
      const one = digests(1);
      expect(JSON.parse((await shown("say`${JSON.stringify([1, 2, 3].map(digests))}`;"))!)).toEqual([one, one, one]);
    });
  });
}
