import { expect } from "expect";
import { describe, it } from "node:test";
import { crossEntropy, Rng, scratch, Tensor } from "nnr";

function problem(hidden: scratch.Activation): { network: scratch.Network; examples: scratch.Examples } {
  const rng = new Rng(3);
  const network = scratch.createNetwork([3, 5, 4, 3], { rng, hidden, dtype: "float64" });
  return { network, examples: { x: Tensor.normal([6, 3], { rng }), y: Tensor.oneHot([0, 1, 2, 0, 1, 2], 3) } };
}

describe("gradientCheck()", () => {
  for (const activation of [scratch.sigmoid, scratch.tanh, scratch.relu, scratch.linear]) {
    it(`agrees with the chain rule through three layers of ${activation.name}`, () => {
      const { network, examples } = problem(activation);
      // 59 scalars, each within about 1e-8: truncation 1e-10 and round-off u / ε, over gradients of some hundredths.
      expect(scratch.gradientCheck(network, examples, { epsilon: 1e-5 }).error).toBeLessThan(1e-6);
    });
  }

  it("notices a derivative that is wrong, and says where", () => {
    const wrong = { ...scratch.tanh, derivative: (y: number): number => 1 - y * y + 1e-3 };
    const { network, examples } = problem(scratch.tanh);
    const broken = network.map((layer, i) => i === 1 ? { ...layer, activation: wrong } : layer);
    const { parameters } = scratch.gradientCheck(broken, examples, { epsilon: 1e-5 });
    const errors = new Map(parameters.map(({ name, error }) => [name, error]));
    for (const name of ["W1", "b1", "W2", "b2"]) expect(errors.get(name)).toBeGreaterThan(1e-3);
    for (const name of ["W3", "b3"]) expect(errors.get(name)).toBeLessThan(1e-6);
    const { index, analytic, numeric, error } = parameters[2]!.worst;
    expect(index.length).toBe(2);
    expect(error).toBe(Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric)));
  });

  it("adds up: scalars to parameters, parameters to the network", () => {
    const { network, examples } = problem(scratch.sigmoid);
    const { error, parameters } = scratch.gradientCheck(network, examples, { epsilon: 1e-3 });
    expect(parameters.map(({ name }) => name)).toEqual(["W1", "b1", "W2", "b2", "W3", "b3"]);
    expect(error).toBe(parameters.reduce((sum, { error }) => sum + error, 0));
    for (const { error, worst } of parameters) expect(worst.error).toBeLessThanOrEqual(error);
    expect(parameters.map(({ worst }) => worst.index.length)).toEqual([2, 1, 2, 1, 2, 1]);
  });

  it("counts 0 against 0 as no error: all weights 0 under tanh", () => {
    const rng = new Rng(1);
    const network = scratch.createNetwork([2, 3, 2], { rng, hidden: scratch.tanh, initialise: scratch.zeros });
    const examples = { x: Tensor.of([[1, 2], [3, 4], [5, 6]]), y: Tensor.oneHot([0, 0, 1], 2) };
    const { parameters } = scratch.gradientCheck(network, examples, { epsilon: 1e-5 });
    expect(parameters.slice(0, 3).map(({ error, worst }) => [error, worst.analytic, worst.numeric]))
      .toEqual([[0, 0, 0], [0, 0, 0], [0, 0, 0]]);
    expect(parameters[3]!.worst.analytic).not.toBe(0);
  });

  it("leaves the network as it was, and works in float64 whatever its type", () => {
    const rng = new Rng(2);
    const network = scratch.createNetwork([2, 3, 2], { rng });
    const before = scratch.copyNetwork(network);
    const examples = { x: Tensor.of([[1, 2], [3, 4]]), y: Tensor.oneHot([0, 1], 2) };
    expect(scratch.gradientCheck(network, examples, { epsilon: 1e-5 }).error).toBeLessThan(1e-6);
    expect(network).toEqual(before);
  });

  it("refuses steps that are not positive", () => {
    const { network, examples } = problem(scratch.sigmoid);
    for (const epsilon of [0, -1, NaN, Infinity]) {
      expect(() => scratch.gradientCheck(network, examples, { epsilon })).toThrow(
        new RangeError(`Cannot check a gradient with steps of ${epsilon}: epsilon must be a positive number`),
      );
    }
  });
});

describe("lossGradient()", () => {
  it("gives the summed cross-entropy, whose gradient at the logits is p − y", () => {
    const { network, examples } = problem(scratch.sigmoid);
    const exact = { x: examples.x.as("float64"), y: examples.y.as("float64") };
    const { loss, gradients } = scratch.lossGradient(network, exact);
    expect(loss).toBe(crossEntropy(scratch.logits(network, exact.x), exact.y).item());
    // Rows of p and of y both sum to 1, so that the last layer's Σ ∂J/∂b is 0.
    expect(Math.abs(gradients[2]!.b.sum().item())).toBeLessThan(18 * Number.EPSILON);
  });
});
