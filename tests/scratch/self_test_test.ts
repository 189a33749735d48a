import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng, scratch, Tensor } from "nnr";
import { fourGaussians } from "nnr/data";

/** The course's self-test: 2–25–4 on four Gaussians, batches of 5, 500 epochs, rate 1e-3. */
function selfTest(seed: number, initialise: scratch.Initialiser, hidden = scratch.sigmoid): {
  network: scratch.Network;
  examples: scratch.Examples;
  before: number;
  after: number;
  accuracy: number;
} {
  const rng = new Rng(seed);
  const { x, labels } = fourGaussians(rng);
  const examples = { x, y: Tensor.oneHot(labels, 4) };
  const network = scratch.createNetwork([2, 25, 4], { rng, initialise, hidden });
  const before = 40 * scratch.evaluate(network, examples).loss;
  for (let epoch = 1; epoch <= 500; epoch++) {
    const batches = scratch.randomBatches(40, 5, rng);
    scratch.trainEpoch(network, examples, { batches, learningRate: 1e-3, epoch });
  }
  const { loss, accuracy } = scratch.evaluate(network, examples);
  return { network, examples, before, after: 40 * loss, accuracy };
}

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

describe("the self-test on four Gaussians, seeds 1 to 20", () => {
  const runs = seeds.map((seed) => selfTest(seed, scratch.xavierUniform));

  it("starts around a loss of 66, each above 50", () => {
    const before = runs.map((run) => run.before);
    expect(Math.min(...before)).toBeGreaterThan(50);
    // Over a thousand seeds: mean 65.7, deviation 8.3, least 51.1. Twenty have a mean within 3 · 8.3 / √20.
    const mean = before.reduce((sum, loss) => sum + loss, 0) / 20;
    expect(Math.abs(mean - 65.7)).toBeLessThan(5.6);
  });

  it("ends below a loss of 35 and from 70 % on, each", () => {
    for (const { after, accuracy } of runs) {
      expect(after).toBeLessThan(35);
      expect(accuracy).toBeGreaterThanOrEqual(0.7);
    }
  });

  it("ends above 75 % for at least 17 of 20", () => {
    // With 95 % for each seed, fewer than 17 would come once in sixty such tests.
    expect(runs.filter(({ accuracy }) => accuracy > 0.75).length).toBeGreaterThanOrEqual(17);
  });

  it("has a right gradient over all 179 parameters, before and after", () => {
    const { network, examples } = runs[0]!;
    const start = scratch.createNetwork([2, 25, 4], { rng: new Rng(1) });
    const errors = (net: scratch.Network): number[] =>
      [1e-3, 1e-5, 1e-8].map((epsilon) => scratch.gradientCheck(net, examples, { epsilon }).error);
    // Too large a step is cut short by O(ε²), too small a one is lost in round-off O(u/ε): the middle is best.
    for (const [large, middle, small] of [errors(start), errors(network)] as [number, number, number][]) {
      expect(middle).toBeLessThan(1e-4);
      expect(large).toBeGreaterThan(100 * middle);
      expect(small).toBeGreaterThan(10 * middle);
    }
  });
});

describe("initialisation without chance", () => {
  it("leaves zero-initialised sigmoids with equal columns of W1 and equal rows of W2, though the net learns", () => {
    const { network, before, after } = selfTest(1, scratch.zeros);
    expect(before).toBeCloseTo(40 * Math.log(4), 4);
    const [first, second] = network as [scratch.Layer, scratch.Layer];
    for (let unit = 1; unit < 25; unit++) {
      for (const input of [0, 1]) expect(first.W.at(input, unit)).toBe(first.W.at(input, 0));
      for (const k of [0, 1, 2, 3]) expect(second.W.at(unit, k)).toBe(second.W.at(0, k));
    }
    expect(first.W.abs().max().item()).toBeGreaterThan(0);
    expect(after).toBeLessThan(45);
  });

  it("keeps every weight of a zero-initialised tanh or ReLU net at exactly 0: the output becomes the priors", () => {
    for (const hidden of [scratch.tanh, scratch.relu]) {
      const { network, after } = selfTest(1, scratch.zeros, hidden);
      for (const { W } of network) expect(W.abs().max().item()).toBe(0);
      // Batches of five move the bias a little around the priors ¼, where the loss is 40 ln 4.
      expect(Math.abs(after - 40 * Math.log(4))).toBeLessThan(0.01);
    }
  });

  it("keeps the units of a constant-initialised net alike", () => {
    const { network } = selfTest(1, scratch.constant(0.1));
    const [first] = network as [scratch.Layer];
    for (let unit = 1; unit < 25; unit++) expect(first.W.at(0, unit)).toBe(first.W.at(0, 0));
  });
});
