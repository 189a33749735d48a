import { expect } from "expect";
import { describe, it } from "node:test";
import { models, Rng, stateOf, Tensor } from "nnr";

const net: models.NetDescription = {
  ...models.modern([1, 16, 16], 3, { patches: 4, channels: [8, 8, 8] }),
};
const recipe: models.Recipe = {
  ...models.normedRecipe(net, 2),
  ...{ whitened: true, smoothing: 0.1, batchSize: 8 },
};
const rng = new Rng(1);
const examples = {
  x: Tensor.uniform([24, 1, 16, 16], 0, 1, { rng }),
  y: Tensor.oneHot(Array.from({ length: 24 }, (_, i) => i % 3), 3),
};

describe("learn()", () => {
  it("gives the same bits from the same recipe, examples and seed, and others from another seed", () => {
    const [one, same, other] = [1, 1, 2].map((seed) => stateOf(models.learn(recipe, examples, { seed }).net));
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it("goes on from a checkpoint to the same bits", () => {
    let checkpoint: Uint8Array | undefined;
    const whole = models.learn(recipe, examples, {
      seed: 1,
      onEvent: (event) => {
        if (event.kind === "epoch") checkpoint ??= event.checkpoint();
      },
    });
    const resumed = models.learn(recipe, examples, { seed: 1, resume: checkpoint! });
    expect(stateOf(resumed.net)).toEqual(stateOf(whole.net));
    expect(resumed.history).toEqual(whole.history);
  });

  it("refuses a class without examples", () => {
    const rows = [0, 1, 3, 4];
    const partial = { x: examples.x.rows(rows), y: examples.y.rows(rows) };
    expect(() => models.learn(recipe, partial, { seed: 1 })).toThrow(
      new RangeError("Cannot learn 3 classes from 4 examples: class 2 has none"),
    );
  });
});

describe("chain(), depths() and modernParts()", () => {
  it("compare each idea with one that is there, under names of their own", () => {
    const lists = [
      models.chain([1, 32, 32], 36, 1),
      models.depths([1, 32, 32], 36, 1),
      models.modernParts([3, 32, 32], 10, recipe),
    ];
    for (const list of lists) {
      const names = list.map(({ idea }) => idea);
      expect(new Set(names).size).toBe(names.length);
      for (const { beside } of list) if (beside !== undefined) expect(names).toContain(beside);
    }
  });

  it("change one thing at a time", () => {
    const [all, ...others] = models.modernParts([1, 16, 16], 3, { ...recipe, net: models.modern([1, 16, 16], 3) });
    const changed = others.map(({ recipe }) =>
      Object.keys(recipe).filter((key) =>
        JSON.stringify(recipe[key as keyof models.Recipe]) !== JSON.stringify(all!.recipe[key as keyof models.Recipe])
      ).join()
    );
    expect(changed).toEqual(["whitened", "smoothing", "schedule,rate", "augment", "net"]);
  });
});
