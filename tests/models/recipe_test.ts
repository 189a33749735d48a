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
    const changedIn = (list: readonly models.Idea[]): Record<string, string> =>
      Object.fromEntries(
        list.slice(1).map(({ idea, beside, recipe }, i) => {
          const other = list.find((one) => one.idea === beside) ?? list[i]!;
          return [idea, differences(recipe, other.recipe).join()];
        }),
      );
    expect(changedIn(models.chain([1, 32, 32], 36, 2))).toEqual({
      // As many passes as take as long.
      "convolution": "net,epochs",
      "pooling": "net",
      "a start too small": "start",
      "He's start": "start",
      "batch norm": "net",
      "augmentation": "augment",
      "a larger rate": "rate",
      "one cycle": "schedule",
      "one cycle, larger rate": "rate",
      "all but batch norm": "net",
    });
    const modern = { ...recipe, net: models.modern([1, 16, 16], 3) };
    expect(changedIn(models.modernParts([1, 16, 16], 3, modern))).toEqual({
      "without whitening": "whitened",
      "without smoothed labels": "smoothing",
      "without one cycle": "schedule,rate",
      "without augmentation": "augment",
      "without residuals": "net",
    });
  });

  it("compare a plain net with the next shallower one, any other with the plain one as deep", () => {
    const besides = models.depths([1, 32, 32], 36, 1).map(({ idea, beside }) => [idea, beside]);
    expect(besides).toEqual([
      ["plain, 8 layers", undefined],
      ["residual, 8 layers", "plain, 8 layers"],
      ["plain, 20 layers", "plain, 8 layers"],
      ["residual, 20 layers", "plain, 20 layers"],
      ["plain, 44 layers", "plain, 20 layers"],
      ["residual, 44 layers", "plain, 44 layers"],
      ["concatenation, 20 layers", "plain, 20 layers"],
      ["ResNet in ResNet, 20 layers", "plain, 20 layers"],
    ]);
  });
});

/** Names of the parts in which two recipes differ. */
function differences(a: models.Recipe, b: models.Recipe): string[] {
  return Object.keys(a).filter((key) =>
    JSON.stringify(a[key as keyof models.Recipe]) !== JSON.stringify(b[key as keyof models.Recipe])
  );
}
