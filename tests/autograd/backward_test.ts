import { expect } from "expect";
import { describe, it } from "node:test";
import {
  ActivationLayer,
  backward,
  crossEntropy,
  Linear,
  maxAbsDifference,
  Parameter,
  Rng,
  scratch,
  Sequential,
  SGD,
  step,
  Tensor,
} from "nnr";

describe("backward()", () => {
  it("adds up over every way from a parameter to the loss", () => {
    const x = new Parameter(Tensor.of([3], { dtype: "float64" }));
    const square = x.mul(x);
    backward(square.mul(square).add(square).add(x).sum());
    // d(x⁴ + x² + x)/dx = 4 · 27 + 6 + 1
    expect(x.grad?.item()).toBe(115);
  });

  it("called twice on one graph, adds the gradient twice; cleared, it begins anew", () => {
    const x = new Parameter(Tensor.of([2, 5]));
    const loss = x.mul(x).sum();
    backward(loss);
    backward(loss);
    expect(x.grad?.toArray()).toEqual([8, 20]);
    new SGD([{ name: "x", tensor: x }], { learningRate: 1 }).zeroGrad();
    backward(loss);
    expect(x.grad?.toArray()).toEqual([4, 10]);
  });

  it("leaves parameters alone that the loss does not hang on", () => {
    const [x, other] = [new Parameter(Tensor.ones([1])), new Parameter(Tensor.ones([1]))];
    backward(x.sum());
    expect(other.grad).toBeUndefined();
  });

  it("costs no more for a deep chain than for its length", () => {
    const x = new Parameter(Tensor.of([1], { dtype: "float64" }));
    let y: Tensor = x;
    // Without order each of these would double the number of ways.
    for (let i = 0; i < 60; i++) y = y.add(y);
    backward(y.sum());
    expect(x.grad?.item()).toBe(2 ** 60);
  });

  it("refuses a loss of several numbers, or of no parameter", () => {
    expect(() => backward(new Parameter(Tensor.ones([2])).mul(2))).toThrow(
      new RangeError("Cannot go back from [2]: a loss is one number, found 2"),
    );
    expect(() => backward(Tensor.ones([1]).sum())).toThrow(TypeError);
  });

  it("refuses map(), whose derivative nobody knows", () => {
    expect(() => backward(new Parameter(Tensor.ones([2])).map((x) => x * x).sum())).toThrow(
      new TypeError("Cannot find the gradient of map(): the derivative of its function is not known"),
    );
  });

  it("refuses a loss that a parameter has moved on from", () => {
    const x = new Parameter(Tensor.of([2]));
    const optimiser = new SGD([{ name: "x", tensor: x }], { learningRate: 0.1 });
    const loss = x.mul(x).sum();
    backward(loss);
    optimiser.step();
    expect(() => backward(loss)).toThrow(
      new Error("Cannot go back: a parameter of [1] has changed since the loss was computed from it"),
    );
  });

  it("refuses to add to a gradient whose step has ended", () => {
    const x = new Parameter(Tensor.of([2]));
    step(() => backward(x.mul(x).sum()));
    expect(() => x.grad?.toArray()).toThrow(ReferenceError);
    expect(() => step(() => backward(x.mul(x).sum()))).toThrow(
      "Cannot add to the gradient of [1]: it was found in a step that has ended; call zeroGrad() before each step",
    );
    expect(() => step(() => step(() => x.mul(x).sum().add(0)) && backward(x.sum()))).toThrow(ReferenceError);
  });

  it("works outside a step, and through one", () => {
    const x = new Parameter(Tensor.of([2]));
    const before = x.mul(3);
    const gradient = step(() => {
      backward(before.mul(x).sum());
      return x.grad!;
    });
    expect(gradient.toArray()).toEqual([12]);
  });
});

describe("the network of notebook 02", () => {
  it("has the same loss and gradients written out as found by autograd, to the last float64 digits", () => {
    for (const name of ["sigmoid", "tanh", "relu"] as const) {
      const rng = new Rng(4);
      const network = scratch.createNetwork([7, 9, 5, 3], { rng, hidden: scratch[name], dtype: "float64" });
      const x = Tensor.normal([11, 7], { rng, dtype: "float64" });
      const y = Tensor.oneHot([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1], 3, { dtype: "float64" });
      const layers = network.map(({ W, b }) => {
        const layer = new Linear(W.shape[0]!, W.shape[1]!, { rng, dtype: "float64", initialise: () => W });
        layer.bias.data.set(b.data);
        return layer;
      });
      const [first, second, third] = layers as [Linear, Linear, Linear];
      const activation = new ActivationLayer(name);
      const model = new Sequential([first, activation, second, activation, third]);
      const loss = crossEntropy(model.forward(x), y);
      backward(loss);
      const written = scratch.lossGradient(network, { x, y });
      // Sums of at most 11 terms of a size below 10, in another order, and functions that differ by an ulp: some ulp of 10.
      const tolerance = 64 * 2 ** -53 * 10;
      expect(Math.abs(loss.item() - written.loss)).toBeLessThanOrEqual(tolerance);
      layers.forEach(({ weight, bias }, i) => {
        expect(maxAbsDifference(weight.grad!, written.gradients[i]!.W)).toBeLessThanOrEqual(tolerance);
        expect(maxAbsDifference(bias.grad!, written.gradients[i]!.b)).toBeLessThanOrEqual(tolerance);
      });
    }
  });
});
