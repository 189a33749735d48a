import { expect } from "expect";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { models, Rng, stateOf, Tensor } from "nnr";
import { convnets } from "../../tools/convnets/experiments.ts";
import { forget, resumable } from "../../tools/convnets/resumable.ts";
import { experiments } from "../../tools/experiments.ts";
import { root } from "../../tools/paths.ts";

const RECORD = "test-of-resumable";
const recipe: models.Recipe = {
  ...models.normedRecipe(models.convolutional([1, 16, 16], 3, { channels: [4, 4, 4] }), 3),
  batchSize: 8,
};
const examples = {
  x: Tensor.uniform([24, 1, 16, 16], 0, 1, { rng: new Rng(1) }),
  y: Tensor.oneHot(Array.from({ length: 24 }, (_, i) => i % 3), 3),
};

describe("resumable()", () => {
  const options = { record: RECORD, seed: 1 };
  after(() => forget(RECORD));

  it("goes on where it was killed, to the same bits, with the seconds of every epoch", () => {
    const whole = models.learn(recipe, examples, { seed: 1 });
    let told = 0;
    const killed = (): void =>
      void resumable(recipe, examples, {
        ...options,
        tell: () => {
          if (++told === 2) throw new Error("killed");
        },
      });
    expect(killed).toThrow("killed");
    const epochs: string[] = [];
    const { net, history, seconds } = resumable(recipe, examples, { ...options, tell: (text) => epochs.push(text) });
    expect(epochs.map((text) => text.match(/epoch \d of \d/)?.[0])).toEqual(["epoch 3 of 3"]);
    expect(stateOf(net)).toEqual(stateOf(whole.net));
    expect(history).toEqual(whole.history);
    expect(seconds.length).toBe(3);
  });

  it("reads one that had ended, trains another recipe and other examples anew, and forgets all", () => {
    const epochs: string[] = [];
    const tell = (text: string): void => void epochs.push(text);
    resumable(recipe, examples, { ...options, tell });
    expect(epochs).toEqual([]);
    resumable({ ...recipe, epochs: 1 }, examples, { ...options, tell });
    expect(epochs.length).toBe(1);
    resumable({ ...recipe, epochs: 1 }, { ...examples, x: examples.x.neg() }, { ...options, tell });
    expect(epochs.length).toBe(2);
    forget(RECORD);
    expect(existsSync(join(root, "data", "cache", "trainings", RECORD))).toBe(false);
  });
});

describe("the records of notebook 07", () => {
  it("are among the experiments, and begin with its name", () => {
    for (const name of Object.keys(convnets)) {
      expect(name).toMatch(/^convnets-/);
      expect(experiments[name]).toBe(convnets[name]);
    }
  });
});
