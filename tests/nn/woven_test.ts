import { expect } from "expect";
import { describe, it } from "node:test";
import {
  ActivationLayer,
  backward,
  BatchNorm,
  Conv2d,
  crossEntropy,
  type DType,
  Flatten,
  Linear,
  loadState,
  maxAbsDifference,
  MaxPool2d,
  type Module,
  Residual,
  Rng,
  Sequential,
  stateOf,
  step,
  Tensor,
} from "nnr";

/** Convolutions that Winograd's way suits, with all that may follow one: norm, activation, pooling, addition, a plain layer. */
function net(dtype: DType): Module {
  const rng = new Rng(1);
  const conv = (inputs: number, outputs: number, bias: boolean): Conv2d =>
    new Conv2d(inputs, outputs, 3, { rng, dtype, padding: 1, bias });
  // Both ways get the same gradient, which the norm must not write into.
  const residual = new Residual(new Sequential([conv(8, 8, false), new BatchNorm(8, { dtype })]));
  return new Sequential([
    ...[conv(3, 8, false), new BatchNorm(8, { dtype }), new ActivationLayer("relu"), new MaxPool2d(2)],
    ...[conv(8, 8, true), new ActivationLayer("tanh"), residual, new MaxPool2d(2)],
    ...[conv(8, 16, false), new ActivationLayer("relu"), new BatchNorm(16, { dtype })],
    ...[new Flatten(), new Linear(16 * 3 * 2, 5, { rng, dtype })],
  ]);
}

describe("images that stay woven between layers", () => {
  for (const images of [8, 11, 16]) {
    it(`give the gradients of float64, a batch of ${images}, in a step and outside`, () => {
      const [model, exact] = [net("float32"), net("float64")];
      loadState(exact, new Map([...stateOf(model)].map(([name, tensor]) => [name, tensor.as("float64")])));
      const rng = new Rng(2);
      const x = Tensor.normal([images, 3, 13, 10], { rng, dtype: "float64" });
      const y = Tensor.oneHot(Array.from({ length: images }, (_, i) => i % 5), 5, { dtype: "float64" });
      const gradients = (model: Module, dtype: DType): Map<string, Tensor> => {
        model.train();
        for (const { tensor } of model.parameters()) tensor.grad = undefined;
        backward(crossEntropy(model.forward(x.as(dtype)), y.as(dtype)));
        return new Map(model.parameters().map(({ name, tensor }) => [name, tensor.grad!.as("float64")]));
      };
      const outside = gradients(model, "float32");
      const wanted = gradients(exact, "float64");
      step(() => {
        const inside = gradients(model, "float32");
        for (const [name, gradient] of wanted) {
          // F(4x4) loses some 2^-16 of the largest value a convolution, three of them one after another.
          const bound = 2 ** -13 * gradient.abs().max().item() + 1e-6;
          expect(maxAbsDifference(inside.get(name)!, gradient)).toBeLessThan(bound);
          expect(maxAbsDifference(outside.get(name)!, gradient)).toBeLessThan(bound);
        }
      });
    });
  }

  it("may be looked at in between, in a step inside too", () => {
    const conv = new Conv2d(8, 8, 3, { rng: new Rng(1), padding: 1, bias: false });
    const x = Tensor.normal([8, 8, 5, 5], { rng: new Rng(2) });
    const outside = conv.forward(x);
    step(() => {
      const y = conv.forward(x);
      expect(step(() => y.mul(1))).toEqual(outside);
      expect(step(() => y.data.slice())).toEqual(outside.data);
      expect(y.reshape([-1]).toArray()).toEqual([...outside.data]);
      expect(y).toEqual(outside);
      expect(conv.forward(y.slice(0, 8))).toEqual(conv.forward(y));
    });
  });
});
