import { expect } from "expect";
import { describe, it } from "node:test";
import {
  ActivationLayer,
  BatchNorm,
  crossEntropy,
  filterNormalised,
  Flatten,
  gradientMap,
  layerGradients,
  layerValues,
  Linear,
  lossSurface,
  maxAbsDifference,
  measuredField,
  models,
  occlusionMap,
  pathPlane,
  randomDirection,
  Rng,
  Sequential,
  softmax,
  stateOf,
  Tensor,
  weightsOf,
} from "nnr";

const dtype = "float64";
const rng = new Rng(1);
const examples = { x: Tensor.normal([6, 1, 8, 8], { rng, dtype }), y: Tensor.oneHot([0, 1, 2, 0, 1, 2], 3, { dtype }) };
const small = models.convolutional([1, 8, 8], 3, { channels: [4, 4, 4] });
const net = (): Sequential => models.build(small, { rng: new Rng(2), dtype });
const stateIn = (model: Sequential): number[][] => [...stateOf(model).values()].map(({ data }) => [...data]);

describe("layerValues()", () => {
  it("gives what comes out of each layer, the logits last", () => {
    const model = net();
    const values = layerValues(model, examples.x);
    expect(values.at(-1)!.values).toEqual(model.forward(examples.x));
    expect(values.map(({ kind }) => kind).slice(0, 3)).toEqual(["Conv2d", "BatchNorm, relu", "MaxPool2d"]);
  });
});

describe("layerGradients()", () => {
  it("gives ∂J/∂logits = (softmax − y) / n behind the last layer, and leaves the model as it was", () => {
    const model = new Sequential([new Flatten(), new BatchNorm(64, { dtype }), new Linear(64, 3, { rng, dtype })]);
    const before = stateIn(model);
    const signals = layerGradients(model, examples);
    expect(stateIn(model)).toEqual(before);
    expect(model.training).toBe(false);
    expect(model.parameters().every(({ tensor }) => tensor.grad === undefined)).toBe(true);
    model.train();
    const p = softmax(model.forward(examples.x)).sub(examples.y).div(6);
    expect(signals.at(-1)!.gradient).toBeCloseTo(Math.sqrt(p.mul(p).sum().item()), 12);
  });

  it("measures the size of activations", () => {
    const model = new Sequential([new Flatten(), new ActivationLayer("relu"), new Linear(64, 3, { rng, dtype })]);
    const [, relu] = layerGradients(model, examples);
    const values = examples.x.relu();
    expect(relu!.activation).toBeCloseTo(Math.sqrt(values.mul(values).mean().item()), 12);
  });
});

describe("measuredField()", () => {
  it("sees the whole image behind a linear layer's reshaped rows, and refuses rows", () => {
    expect(() => measuredField(new Flatten(), [1, 4, 4], { rng: new Rng(1) })).toThrow(
      "Cannot measure a receptive field behind [32,16]: expected feature maps",
    );
  });
});

describe("gradientMap() and occlusionMap()", () => {
  const x = examples.x.slice(0, 1);

  it("maps the weights of a linear net", () => {
    const model = new Sequential([new Flatten(), new Linear(64, 3, { rng: new Rng(3), dtype })]);
    const weight = model.parameters()[0]!.tensor;
    const expected = weight.slice(1, 2, 1).abs().reshape([8, 8]);
    expect(maxAbsDifference(gradientMap(model, x, 1), expected)).toBe(0);
  });

  it("measures what a square costs, place by place", () => {
    const model = net();
    const map = occlusionMap(model, x, 2, { side: 3, fill: 0, stride: 5 });
    expect(map.shape).toEqual([2, 2]);
    const covered = new Tensor(x.data.slice(), x.shape);
    for (let row = 5; row < 8; row++) covered.data.fill(0, row * 8, row * 8 + 3);
    const probability = (image: Tensor): number => softmax(model.forward(image)).at(0, 2);
    expect(map.at(1, 0)).toBeCloseTo(probability(x) - probability(covered), 12);
  });

  it("refuse more than one image, and a square that does not fit", () => {
    expect(() => gradientMap(net(), examples.x, 0)).toThrow(
      "Cannot map the gradient of [6,1,8,8]: expected one image [1,channels,height,width]",
    );
    expect(() => occlusionMap(net(), x, 0, { side: 9, fill: 0 })).toThrow(
      "Cannot occlude [1,1,8,8]: the square of 9 × 9 must fit into the image",
    );
  });
});

describe("lossSurface()", () => {
  it("has the model's loss in the middle, and leaves the model as it was", () => {
    const model = net();
    const before = stateIn(model);
    const directions = [randomDirection(model, new Rng(4)), randomDirection(model, new Rng(5))] as const;
    const ranges = [[-1, 1], [-2, 2]] as const;
    const surface = lossSurface(model, examples, { directions, ranges, points: 3 });
    expect(surface.at(1, 1)).toBe(crossEntropy(model.forward(examples.x), examples.y, { average: true }).item());
    expect(stateIn(model)).toEqual(before);
  });

  it("goes along the first direction in rows, along the second from row to row", () => {
    const model = net();
    const directions = [weightsOf(model).fill(0), weightsOf(model).map((w) => -w)] as const;
    const surface = lossSurface(model, examples, { directions, ranges: [[0, 1], [0, 1]], points: 2 });
    expect(surface.at(0, 0)).toBe(surface.at(0, 1));
    // Without weights all logits are zero.
    expect(surface.at(1, 0)).toBeCloseTo(Math.log(3), 12);
  });
});

describe("filterNormalised()", () => {
  it("gives every filter of a direction the size of the model's own, and moves nothing else", () => {
    const model = net();
    const direction = filterNormalised(model, randomDirection(model, new Rng(6)));
    let at = 0;
    for (const { tensor } of model.parameters()) {
      const part = new Tensor(direction.slice(at, at + tensor.size), tensor.shape);
      at += tensor.size;
      if (tensor.shape.length === 1) expect(part.abs().max().item()).toBe(0);
      else {
        const axis = tensor.shape.length === 2 ? 0 : 1;
        const size = (t: Tensor): Tensor => {
          const filters = axis === 0 ? t.transpose() : t.reshape([t.shape[0]!, -1]);
          return filters.mul(filters).sum(1);
        };
        expect(maxAbsDifference(size(part), size(tensor))).toBeLessThan(1e-12);
      }
    }
  });

  it("makes nets that differ in the size of filters before a batch norm have the same surface", () => {
    const surfaces = [1, 5].map((factor) => {
      const model = net();
      model.train();
      // Running statistics of these weights, as training leaves them.
      model.parameters().filter(({ tensor }) => tensor.shape.length === 4)
        .forEach(({ tensor }) => tensor.data.set(tensor.mul(factor).data));
      for (let i = 0; i < 400; i++) model.forward(examples.x);
      model.train(false);
      const directions = [7, 8].map((seed) => filterNormalised(model, randomDirection(model, new Rng(seed))));
      const options = { directions: directions as [Float64Array, Float64Array], points: 3 };
      return lossSurface(model, examples, { ...options, ranges: [[-0.5, 0.5], [-0.5, 0.5]] });
    });
    // Equal but for ε = 1e-5 beside the variances.
    expect(maxAbsDifference(surfaces[0]!, surfaces[1]!)).toBeLessThan(1e-3);
  });
});

describe("pathPlane()", () => {
  it("finds the plane of a path that lies in one", () => {
    const axes = [Float64Array.of(1, 0, 0, 0), Float64Array.of(0, 0, 0.6, 0.8)];
    const path = [[3, 1], [2, -1], [0.5, 0.2], [0, 0]].map(([a, b]) =>
      axes[0]!.map((_, i) => 5 + a! * axes[0]![i]! + b! * axes[1]![i]!)
    );
    const { directions, places, share } = pathPlane(path);
    expect(share).toBeCloseTo(1, 12);
    for (const [t, [a, b]] of places.entries()) {
      directions[0].forEach((d, i) => {
        expect(path.at(-1)![i]! + a * d + b * directions[1][i]!).toBeCloseTo(path[t]![i]!, 12);
      });
    }
  });

  it("refuses a path of two places", () => {
    expect(() => pathPlane([Float64Array.of(1), Float64Array.of(2)])).toThrow(
      "Cannot lay a plane through a path: it must have at least 3 places, found 2",
    );
  });
});
