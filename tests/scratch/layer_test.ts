import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Rng, scratch, Tensor } from "nnr";

const rng = new Rng(1);
const exact = { rng, dtype: "float64" } as const;

describe("activations", () => {
  it("have the values that their names promise", () => {
    expect(scratch.sigmoid.f(0)).toBe(0.5);
    expect([-1000, 1000].map(scratch.sigmoid.f)).toEqual([0, 1]);
    expect(scratch.tanh.f(0)).toBe(0);
    expect([-3, 0, 3, NaN].map(scratch.relu.f)).toEqual([0, 0, 3, NaN]);
    expect([-3, 3].map(scratch.linear.f)).toEqual([-3, 3]);
  });

  for (const { name, f, derivative } of [scratch.sigmoid, scratch.tanh, scratch.relu, scratch.linear]) {
    it(`${name} has the slope that its derivative says, from its value`, () => {
      fc.assert(fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        const h = 1e-5;
        fc.pre(Math.abs(x) > h);
        const slope = (f(x + h) - f(x - h)) / (2 * h);
        // Truncation h²/6 |f‴| with |f‴| ≤ 2, and round-off: values of at most 6, 2 ulp off, over 2h.
        expect(Math.abs(derivative(f(x)) - slope)).toBeLessThan(h * h + 12 * Number.EPSILON / h);
      }));
    });
  }

  it("reach their steepest slopes, ¼ and 1, at 0", () => {
    expect(scratch.sigmoid.derivative(scratch.sigmoid.f(0))).toBe(0.25);
    expect(scratch.tanh.derivative(scratch.tanh.f(0))).toBe(1);
  });
});

describe("initialisers", () => {
  it("xavierUniform fills ±√(6/(in+out)) evenly, so that the variance is 2/(in+out)", () => {
    const W = scratch.xavierUniform([200, 100], exact);
    const bound = Math.sqrt(6 / 300);
    const largest = W.abs().max().item();
    // The largest of 20 000 falls short of the bound by more than a thousandth once in e^20 samples.
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.999 * bound);
    // x² has mean 2/300 and variance (6/300)² · 4/45; four deviations of the mean of 20 000.
    const variance = W.mul(W).mean().item();
    expect(Math.abs(variance - 2 / 300)).toBeLessThan(4 * (6 / 300) * Math.sqrt(4 / 45 / 20_000));
    // The mean has deviation √(2/300 / 20 000).
    expect(Math.abs(W.mean().item())).toBeLessThan(4 * Math.sqrt(2 / 300 / 20_000));
  });

  it("normal has the deviation asked", () => {
    const W = scratch.normal(0.1)([200, 100], exact);
    // The variance of n normal numbers is off by √(2/n) of itself; four of those.
    expect(Math.abs(W.mul(W).mean().item() / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / 20_000));
  });

  it("constant and zeros are what they say, in the number type asked", () => {
    const half = scratch.constant(0.5)([2, 1], exact);
    expect(half.toArray()).toEqual([[0.5], [0.5]]);
    expect(half.dtype).toBe("float64");
    expect(scratch.zeros([1, 2], { rng }).toArray()).toEqual([[0, 0]]);
    expect(scratch.zeros([1, 2], { rng }).dtype).toBe("float32");
  });
});

describe("createNetwork()", () => {
  it("makes layers of the sizes asked, the last one linear, with biases 0", () => {
    const network = scratch.createNetwork([5, 4, 3, 2], { rng, hidden: scratch.tanh });
    expect(network.map(({ W }) => W.shape)).toEqual([[5, 4], [4, 3], [3, 2]]);
    expect(network.map(({ activation }) => activation.name)).toEqual(["tanh", "tanh", "linear"]);
    expect(network.map(({ b }) => b.toArray())).toEqual([[0, 0, 0, 0], [0, 0, 0], [0, 0]]);
  });

  it("starts with sigmoids and Xavier's weights unless told otherwise", () => {
    const [first] = scratch.createNetwork([4, 3, 2], { rng: new Rng(7) });
    expect(first?.activation).toBe(scratch.sigmoid);
    expect(first?.W).toEqual(scratch.xavierUniform([4, 3], { rng: new Rng(7) }));
    const [zero] = scratch.createNetwork([4, 3, 2], { rng, initialise: scratch.zeros });
    expect(zero?.W.abs().max().item()).toBe(0);
  });

  it("has 67 940 numbers for 1024-64-36, 179 for 2-25-4", () => {
    const numbers = (sizes: number[]): number =>
      scratch.parameters(scratch.createNetwork(sizes, { rng })).reduce((sum, { values }) => sum + values.size, 0);
    expect(numbers([1024, 64, 36])).toBe(67_940);
    expect(numbers([2, 25, 4])).toBe(179);
  });

  it("refuses sizes that make no network", () => {
    expect(() => scratch.createNetwork([7], { rng })).toThrow(
      new RangeError("Cannot make a network of sizes [7]: it needs at least inputs and outputs"),
    );
    expect(() => scratch.createNetwork([7, 0], { rng })).toThrow(
      new RangeError(
        "Cannot make a network of sizes [7,0]: the size of a layer must be a whole number of at least 1, found 0",
      ),
    );
  });
});

describe("copyNetwork()", () => {
  it("gives values of its own, in the number type asked", () => {
    const network = scratch.createNetwork([2, 2], { rng });
    const [copy] = scratch.copyNetwork(network);
    expect(copy).toEqual(network[0]);
    copy!.W.data.fill(9);
    expect(network[0]!.W.max().item()).toBeLessThan(9);
    expect(scratch.copyNetwork(network, "float64")[0]!.b.dtype).toBe("float64");
  });
});

describe("columnImages()", () => {
  it("refuses images that do not hold a column", () => {
    expect(() => scratch.columnImages(Tensor.zeros([12, 5]), [3, 3])).toThrow(
      new RangeError("Cannot show columns of 12 weights as images of 3 by 3"),
    );
  });
});

describe("forward() and backward()", () => {
  const layer = {
    W: Tensor.normal([4, 3], exact),
    b: Tensor.normal([3], exact),
    activation: scratch.tanh,
  };
  const x = Tensor.normal([5, 4], exact);
  const upstream = Tensor.normal([5, 3], exact);

  it("compute φ(x W + b) and keep what it was made of", () => {
    const pass = scratch.forward(layer, x);
    expect(pass.x).toBe(x);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 3; j++) {
        const pre = [0, 1, 2, 3].reduce((sum, k) => sum + x.at(i, k) * layer.W.at(k, j), layer.b.at(j));
        // Five sums of numbers of at most 10.
        expect(Math.abs(pass.pre.at(i, j) - pre)).toBeLessThan(50 * Number.EPSILON);
        expect(pass.post.at(i, j)).toBe(scratch.tanh.f(pass.pre.at(i, j)));
      }
    }
  });

  it("give the derivatives of Σ upstream ⊙ post by W, b and x", () => {
    const objective = (): number => scratch.forward(layer, x).post.mul(upstream).sum().item();
    const gradients = scratch.backward(layer, scratch.forward(layer, x), upstream);
    for (const [values, gradient] of [[layer.W, gradients.W], [layer.b, gradients.b], [x, gradients.x]] as const) {
      expect(gradient.shape).toEqual(values.shape);
      values.data.forEach((value, i) => {
        const h = 1e-5;
        values.data[i] = value + h;
        const ahead = objective();
        values.data[i] = value - h;
        const behind = objective();
        values.data[i] = value;
        // Truncation and round-off of a sum of at most 15 terms, each a few in size: some 1e-9.
        expect(Math.abs(gradient.data[i]! - (ahead - behind) / (2 * h))).toBeLessThan(1e-8);
      });
    }
  });

  it("sum over the batch: twice the rows, twice the gradient", () => {
    const twice = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4];
    const once = scratch.backward(layer, scratch.forward(layer, x), upstream);
    const both = scratch.backward(layer, scratch.forward(layer, x.rows(twice)), upstream.rows(twice));
    both.W.data.forEach((value, i) => expect(value).toBeCloseTo(2 * once.W.data[i]!, 12));
    both.b.data.forEach((value, i) => expect(value).toBeCloseTo(2 * once.b.data[i]!, 12));
  });

  it("refuse shapes that do not fit", () => {
    expect(() => scratch.forward(layer, Tensor.zeros([5, 7], { dtype: "float64" }))).toThrow(
      new RangeError("Cannot multiply [5,7] by [4,3]: inner sizes 7 and 4 must be equal"),
    );
    expect(() => scratch.backward(layer, scratch.forward(layer, x), Tensor.zeros([5, 2], { dtype: "float64" })))
      .toThrow(
        new RangeError("Cannot multiply element by element [5,2] and [5,3]: sizes 2 and 3 neither agree nor are 1"),
      );
    expect(() => scratch.forward(layer, Tensor.zeros([5, 4]))).toThrow(TypeError);
  });
});

describe("forwardAll(), logits() and backwardAll()", () => {
  const network = scratch.createNetwork([3, 5, 4, 2], exact);
  const x = Tensor.normal([6, 3], exact);

  it("feed each layer with the one before", () => {
    const passes = scratch.forwardAll(network, x);
    expect(passes.map(({ post }) => post.shape)).toEqual([[6, 5], [6, 4], [6, 2]]);
    expect(passes[1]!.x).toBe(passes[0]!.post);
    expect(scratch.logits(network, x)).toEqual(passes[2]!.post);
  });

  it("find for each layer what backward() finds", () => {
    const passes = scratch.forwardAll(network, x);
    const gradient = Tensor.normal([6, 2], exact);
    const third = scratch.backward(network[2]!, passes[2]!, gradient);
    const second = scratch.backward(network[1]!, passes[1]!, third.x);
    const first = scratch.backward(network[0]!, passes[0]!, second.x);
    const expected = [first, second, third].map(({ W, b }) => ({ W, b }));
    expect(scratch.backwardAll(network, passes, gradient)).toEqual(expected);
  });
});
