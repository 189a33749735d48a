import { expect } from "expect";
import { describe, it } from "node:test";
import { ActivationLayer, backward, Linear, maxAbsDifference, Rng, scratch, Sequential, Tensor } from "nnr";

const exact = { dtype: "float64" } as const;

/** The course's autoencoder in small: ReLU three times, then sigmoid; weights and biases none of which is 0. */
function problem(seed: number): { network: scratch.Network; examples: scratch.Examples } {
  const rng = new Rng(seed);
  const options = { rng, hidden: scratch.relu, output: scratch.sigmoid, ...exact };
  const network = scratch.createNetwork([12, 5, 4, 5, 12], options)
    .map((layer) => ({ ...layer, b: Tensor.normal(layer.b.shape, { rng, ...exact }) }));
  const x = Tensor.uniform([7, 12], 0, 1, { rng, ...exact });
  return { network, examples: { x, y: x } };
}

/** The same network of the engine's layers. */
function layered(network: scratch.Network): Sequential {
  return new Sequential(network.flatMap(({ W, b, activation }) => {
    const [inputs = 0, outputs = 0] = W.shape;
    const layer = new Linear(inputs, outputs, { rng: new Rng(1), initialise: () => W, ...exact });
    layer.bias.data.set(b.data);
    return [layer, new ActivationLayer(activation.name as "relu" | "sigmoid")];
  }));
}

describe("squaredErrorGradient()", () => {
  it("agrees with reverse mode through four layers to the last digits of float64", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { network, examples: { x, y } } = problem(seed);
      const net = layered(network);
      const error = net.forward(x).sub(y);
      const loss = error.mul(error).sum();
      backward(loss);
      const found = scratch.squaredErrorGradient(network, { x, y });
      // 84 squares below 1, added in two orders: half an ulp of at most 84 for each addition.
      expect(Math.abs(found.loss - loss.item())).toBeLessThan(84 * 84 * Number.EPSILON);
      const own = found.gradients.flatMap(({ W, b }) => [W, b]);
      net.parameters().forEach(({ tensor }, i) => {
        // Sums of at most 84 products of numbers of some units, which differ only in their order.
        const size = 1 + own[i]!.abs().max().item();
        expect(maxAbsDifference(own[i]!, tensor.grad!)).toBeLessThan(84 * size * Number.EPSILON);
      });
    }
  });

  it("has no gradient where outputs are right", () => {
    const { network, examples: { x } } = problem(1);
    const y = scratch.logits(network, x);
    const { loss, gradients } = scratch.squaredErrorGradient(network, { x, y });
    expect(loss).toBe(0);
    for (const { W, b } of gradients) expect(W.abs().max().item() + b.abs().max().item()).toBe(0);
  });
});

describe("createNetwork() with an output activation", () => {
  it("gives it to the last layer alone", () => {
    const { network } = problem(1);
    expect(network.map(({ activation }) => activation.name)).toEqual(["relu", "relu", "relu", "sigmoid"]);
  });
});
