import { expect } from "expect";
import { describe, it } from "node:test";
import {
  ActivationLayer,
  backward,
  BatchNorm,
  Concatenate,
  Conv2d,
  Dropout,
  Flatten,
  GlobalMeanPool,
  gradcheck,
  heNormal,
  identity,
  Linear,
  loadState,
  maxAbsDifference,
  MaxPool2d,
  MeanPool2d,
  type Module,
  Residual,
  Rng,
  Sequential,
  stateOf,
  summary,
  Tensor,
  xavierUniform,
} from "nnr";
import { layerClasses } from "./layer_classes.ts";

const dtype = "float64";
const rng = new Rng(1);
const image = Tensor.normal([3, 2, 7, 5], { rng, dtype });
const rows = Tensor.normal([5, 7], { rng, dtype });

/**
 * Checks a layer's gradient by its input, each time from the state that it has now; that by parameters goes the same ways,
 * which the operations' tests check.
 */
function check(name: string, layer: Module, x: Tensor): void {
  layer.train();
  const start = new Map([...stateOf(layer)].map(([name, { data, shape }]) => [name, new Tensor(data.slice(), shape)]));
  const forward = (x: Tensor): Tensor => {
    loadState(layer, start);
    return layer.forward(x);
  };
  gradcheck(name, forward, [x], { tolerance: 1e-6 });
}

describe("Sequential", () => {
  it("gives the same bits where it changes the order of activation and pooling", () => {
    for (const name of ["relu", "tanh", "sigmoid"] as const) {
      const conv = new Conv2d(2, 3, 3, { rng: new Rng(1) });
      const layers = [conv, new ActivationLayer(name), new MaxPool2d(2)];
      const x = Tensor.normal([4, 2, 9, 8], { rng: new Rng(2) });
      const weights = Tensor.normal([4, 3, 3, 3], { rng: new Rng(3) });
      const ways = [new Sequential(layers), {
        forward: (x: Tensor) => layers.reduce((y, layer) => layer.forward(y), x),
      }];
      const results = ways.map((way) => {
        conv.weight.grad = undefined;
        const y = way.forward(x);
        backward(y.mul(weights).sum());
        return [y.toArray(), conv.weight.grad!.toArray()];
      });
      expect(results[0]).toEqual(results[1]);
    }
  });
});

describe("gradients of layers", () => {
  const layers: [string, Module, Tensor][] = [
    ["Linear", new Linear(7, 3, { rng, dtype }), rows],
    ["Conv2d", new Conv2d(2, 3, 3, { rng, dtype, padding: 1, stride: 2 }), image],
    ["BatchNorm", new BatchNorm(2, { dtype }), image],
    ["BatchNorm of rows", new BatchNorm(7, { dtype }), rows],
    ["Dropout", new Dropout(0.5, { rng }), image],
    ["MaxPool2d", new MaxPool2d(2), image],
    ["MeanPool2d", new MeanPool2d(3, { stride: 2, ceil: true }), image],
    ["GlobalMeanPool", new GlobalMeanPool(), image],
    ["Flatten", new Flatten(), image],
    ["relu", new ActivationLayer("relu"), rows],
    ["tanh", new ActivationLayer("tanh"), rows],
    ["sigmoid", new ActivationLayer("sigmoid"), rows],
    ["gelu", new ActivationLayer("gelu"), rows],
    ["Residual", new Residual(new Conv2d(2, 2, 3, { rng, dtype, padding: 1 })), image],
    ["Residual with shortcut", new Residual(new Linear(7, 3, { rng, dtype }), new Linear(7, 3, { rng, dtype })), rows],
    ["Concatenate", new Concatenate([new Conv2d(2, 3, 1, { rng, dtype }), new ActivationLayer("tanh")]), image],
    [
      "Sequential",
      new Sequential([
        ...[new Conv2d(2, 4, 3, { rng, dtype }), new ActivationLayer("sigmoid"), new MaxPool2d(2)],
        ...[new BatchNorm(4, { dtype }), new ActivationLayer("relu"), new Flatten()],
        ...[new Linear(8, 3, { rng, dtype }), new ActivationLayer("tanh")],
      ]),
      image,
    ],
  ];
  for (const [name, layer, x] of layers) it(name, () => check(name, layer, x));

  it("of every layer that the library has", () => {
    expect(new Set(layers.map(([, layer]) => layer.constructor))).toEqual(new Set(layerClasses()));
  });
});

describe("Sequential", () => {
  it("gives the same bits whether an activation is applied with its layer or after it", () => {
    const images = Tensor.normal([8, 1, 5, 5], { rng });
    const pairs: [Module, Tensor][] = [
      [new Linear(7, 9, { rng }), Tensor.normal([4, 7], { rng })],
      [new BatchNorm(9), Tensor.normal([4, 9], { rng })],
    ];
    // One output and eight: the plain way and Winograd's.
    for (const outputs of [1, 8]) {
      for (const bias of [true, false]) pairs.push([new Conv2d(1, outputs, 3, { rng, padding: 1, bias }), images]);
    }
    for (const [layer, x] of pairs) {
      for (const name of ["relu", "tanh", "sigmoid"] as const) {
        expect(new Sequential([layer, new ActivationLayer(name)]).forward(x)).toEqual(layer.forward(x)[name]());
      }
    }
  });
});

describe("a batch of nothing", () => {
  const none = { images: Tensor.zeros([0, 8, 6, 6]), rows: Tensor.zeros([0, 8]) };
  const layers: [Module, Tensor, readonly number[]][] = [
    [new Linear(8, 3, { rng }), none.rows, [0, 3]],
    [new Conv2d(8, 3, 3, { rng, stride: 2 }), none.images, [0, 3, 2, 2]],
    [new Conv2d(8, 8, 3, { rng, padding: 1 }), none.images, [0, 8, 6, 6]],
    [new BatchNorm(8), none.images, [0, 8, 6, 6]],
    [new MaxPool2d(2), none.images, [0, 8, 3, 3]],
    [new MeanPool2d(2), none.images, [0, 8, 3, 3]],
    [new GlobalMeanPool(), none.images, [0, 8]],
    [new Flatten(), none.images, [0, 288]],
  ];
  for (const [layer, x, shape] of layers) {
    it(`gives nothing in ${layer.constructor.name}, to [${shape}], and gradients of zero`, () => {
      const y = layer.forward(x);
      expect(y.shape).toEqual(shape);
      if (layer.parameters().length === 0) return;
      backward(y.sum());
      for (const { tensor } of layer.parameters()) expect(tensor.grad).toEqual(Tensor.zeros(tensor.shape));
    });
  }
});

describe("BatchNorm", () => {
  it("gives each channel mean β and deviation γ while training, and follows the batches", () => {
    const layer = new BatchNorm(2, { dtype });
    layer.gamma.data.set([2, 0.5]);
    layer.beta.data.set([1, -3]);
    layer.train();
    const y = layer.forward(image).permute([1, 0, 2, 3]).reshape([2, -1]);
    const mean = y.mean(1);
    expect(maxAbsDifference(mean, layer.beta)).toBeLessThan(1e-13);
    const centred = y.sub(mean.reshape([2, 1]));
    // ε = 1e-5 beside a variance of about 1.
    expect(maxAbsDifference(centred.mul(centred).mean(1).sqrt(), layer.gamma)).toBeLessThan(1e-4);
    const batch = image.permute([1, 0, 2, 3]).reshape([2, -1]);
    expect(maxAbsDifference(layer.mean, batch.mean(1).mul(0.1))).toBeLessThan(1e-15);
    for (let i = 0; i < 400; i++) layer.forward(image);
    layer.train(false);
    // The running variance is that of samples: 105 / 104 of the batch's.
    const settled = layer.forward(image).permute([1, 0, 2, 3]).reshape([2, -1]);
    expect(maxAbsDifference(settled, y)).toBeLessThan(0.05);
    expect(maxAbsDifference(settled, y)).toBeGreaterThan(0);
  });

  it("refuses a training batch of one value a channel, and other channels", () => {
    const layer = new BatchNorm(2);
    expect(() => layer.forward(Tensor.zeros([2, 3]))).toThrow("Cannot normalise [2,3]: found [2], expected [3]");
    layer.train();
    expect(() => layer.forward(Tensor.zeros([1, 2]))).toThrow(
      new RangeError("Cannot normalise [1,2]: the batch must hold at least 2 values a channel"),
    );
    expect(() => new BatchNorm(2, { momentum: 2 })).toThrow(RangeError);
    expect(() => new BatchNorm(2, { epsilon: 0 })).toThrow(RangeError);
  });
});

describe("ActivationLayer and Conv2d", () => {
  it("refuse functions and windows that are none", () => {
    expect(() => new ActivationLayer("swish" as "relu")).toThrow(
      new RangeError("Cannot make an activation layer: the name must be relu, tanh, sigmoid, gelu, found swish"),
    );
    expect(() => new Conv2d(1, 1, [3, 0], { rng })).toThrow(
      new RangeError(
        "Cannot make a convolution: the width of the window must be a whole number of at least 1, found 0",
      ),
    );
  });
});

describe("Dropout", () => {
  it("drops its share, keeps the mean, and draws another mask each time", () => {
    const layer = new Dropout(0.3, { rng: new Rng(5) });
    const ones = Tensor.ones([100, 100]);
    expect(layer.forward(ones)).toBe(ones);
    layer.train();
    const [first, second] = [layer.forward(ones), layer.forward(ones)];
    const zeros = [...first].filter((x) => x === 0).length;
    // 10 000 trials: a deviation is √(0.21 · 10 000) = 46; five of them.
    expect(Math.abs(zeros - 3000)).toBeLessThan(230);
    expect(first.max().item()).toBe(Math.fround(1 / 0.7));
    expect(first).not.toEqual(second);
  });
  it("refuses shares that are none", () => {
    for (const p of [-0.1, 1, NaN]) {
      expect(() => new Dropout(p, { rng })).toThrow(
        new RangeError(`Cannot drop a share of ${p}: it must be at least 0 and below 1`),
      );
    }
  });
});

describe("initialisers", () => {
  it("have the variances of their papers, for layers and windows", () => {
    for (const shape of [[300, 200], [40, 20, 5, 5]]) {
      const [inputs, outputs] = shape.length === 2 ? [300, 200] : [500, 1000];
      const variance = (x: Tensor): number => x.mul(x).mean().item();
      // 60 000 and 20 000 draws: within 5 deviations of √(2 / n) of the variance.
      expect(variance(xavierUniform(shape, { rng, dtype })) / (2 / (inputs + outputs)) - 1).toBeCloseTo(0, 1);
      expect(variance(heNormal(shape, { rng, dtype })) / (2 / inputs) - 1).toBeCloseTo(0, 1);
    }
  });
  it("identity() leaves rows and images as they are", () => {
    const layer = new Linear(7, 7, { rng, dtype, initialise: identity });
    expect(layer.forward(rows)).toEqual(rows);
    const window = new Conv2d(2, 2, 3, { rng, dtype, initialise: identity, padding: 1 });
    expect(window.forward(image)).toEqual(image);
    expect(() => identity([2, 3], { rng })).toThrow(
      new RangeError("Cannot make an identity of [2,3]: it must have as many inputs as outputs"),
    );
  });
});

describe("the state of a model", () => {
  const make = (seed: number): Module =>
    new Residual(new Sequential([new Linear(3, 3, { rng: new Rng(seed) }), new BatchNorm(3)]));
  it("is named by the path, and carries over", () => {
    const [one, other] = [make(1), make(2)];
    expect([...stateOf(one).keys()]).toEqual(
      ["weight", "bias"].map((name) => `body.0.${name}`).concat(
        ["gamma", "beta", "mean", "variance"].map((name) => `body.1.${name}`),
      ),
    );
    loadState(other, stateOf(one));
    expect(stateOf(other)).toEqual(stateOf(one));
  });
  it("is refused when it is of another model", () => {
    expect(() => loadState(make(1), stateOf(new Linear(3, 3, { rng })))).toThrow(
      /^Cannot load the state of a model: missing "body\.0\.weight", .*; unexpected "weight", "bias"$/,
    );
  });
});

describe("summary()", () => {
  it("counts what a net does, layer by layer, and changes nothing", () => {
    const net = new Sequential([
      ...[new Conv2d(1, 4, 3, { rng, padding: 1 }), new BatchNorm(4), new ActivationLayer("relu"), new MaxPool2d(2)],
      ...[new Flatten(), new Linear(64, 10, { rng })],
    ]);
    const { layers, total } = summary(net, [2, 1, 8, 8]);
    expect(layers).toEqual([
      ...[{ name: "0", kind: "Conv2d", shape: [2, 4, 8, 8], parameters: 40, multiplyAdds: 4608, bytes: 2208 }],
      ...[{ name: "1", kind: "BatchNorm, relu", shape: [2, 4, 8, 8], parameters: 8, multiplyAdds: 0, bytes: 2080 }],
      ...[{ name: "3", kind: "MaxPool2d", shape: [2, 4, 4, 4], parameters: 0, multiplyAdds: 0, bytes: 512 }],
      ...[{ name: "4", kind: "Flatten", shape: [2, 64], parameters: 0, multiplyAdds: 0, bytes: 512 }],
      ...[{ name: "5", kind: "Linear", shape: [2, 10], parameters: 650, multiplyAdds: 1280, bytes: 2680 }],
    ]);
    expect(total).toEqual({
      ...{ name: "", kind: "Sequential", shape: [2, 10], parameters: 698, multiplyAdds: 5888, bytes: 7992 },
    });
    expect(Object.hasOwn(net.layers[0]!, "forward")).toBe(false);
    net.train();
    expect(() => summary(net, [2, 3, 8, 8])).toThrow(RangeError);
    expect(net.training).toBe(true);
    expect(summary(net, [2, 1, 8, 8])).toEqual({ layers, total });
  });
});
