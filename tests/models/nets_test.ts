import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Conv2d, maxAbsDifference, measuredField, models, Rng, summary, Tensor } from "nnr";

const { batchNorm, concatenate, conv, convNormRelu, flatten, globalMean, linear, maxPool, meanPool, relu, residual } =
  models;
const rng = (): Rng => new Rng(1);
const joints: readonly models.Joint[] = ["plain", "concatenation", "residual", "ResNet in ResNet"];
const zoo: readonly models.NetDescription[] = [
  models.fullyConnected([1, 28, 28], 64, 10),
  models.convolutional([1, 32, 32], 36),
  models.convolutional([1, 32, 32], 36, { pooling: false, norm: false }),
  models.modern([3, 32, 32], 10),
  models.modern([1, 28, 28], 10, { patches: 9, channels: [8, 16, 32], residuals: false }),
  ...joints.map((joint) => models.deep(joint, [1, 32, 32], 36, { blocks: 2, channels: 8 })),
];

describe("build()", () => {
  it("makes nets whose layers have the shapes that the description foretells", () => {
    for (const { name, input, layers } of zoo) {
      const { total } = summary(models.build({ input, layers }, { rng: rng() }), [3, ...input]);
      expect([name, total.shape]).toEqual([name, [3, ...models.shapeAfter(layers, input)]]);
    }
  });

  it("counts what He et al. count: 0.27 million parameters in the residual net of 20 layers", () => {
    const net = models.deep("residual", [3, 32, 32], 10, { blocks: 3, channels: 16 });
    const { parameters, multiplyAdds } = summary(models.build(net, { rng: rng() }), [1, 3, 32, 32]).total;
    expect(parameters / 1e6).toBeCloseTo(0.27, 2);
    expect(multiplyAdds / 1e6).toBeCloseTo(41, 0);
  });

  it("leaves a bias out where a batch norm, perhaps behind a pooling, would take it away", () => {
    const biases = (layers: models.Layers): boolean[] =>
      models.build({ input: [1, 8, 8], layers }, { rng: rng() }).layers
        .flatMap((layer) => layer instanceof Conv2d ? [layer.bias !== undefined] : []);
    expect(biases([conv(2, 3), relu, batchNorm])).toEqual([true]);
    expect(biases([conv(2, 3), maxPool(2), batchNorm, conv(2, 3)])).toEqual([false, true]);
  });

  it("draws the same weights from the same seed", () => {
    const [one, other] = [1, 1].map((seed) => models.build(zoo[1]!, { rng: new Rng(seed) }));
    expect(one!.parameters()[0]!.tensor).toEqual(other!.parameters()[0]!.tensor);
  });

  it("refuses in one sentence what cannot be", () => {
    const refusals: readonly (readonly [readonly number[], models.Layers, string])[] = [
      [
        [1, 4, 4],
        [conv(2, 7, { padding: 1 })],
        "Cannot put conv 7×7, 2 behind [1,4,4]: its window of 7 × 7 is larger than the padded image of 6 × 6",
      ],
      [
        [3, 8, 8],
        [conv(4, 3, { groups: 2 })],
        "Cannot put conv 3×3, 4, 2 groups behind [3,8,8]: 2 groups must divide 3 inputs and 4 outputs",
      ],
      [
        [1, 4, 4],
        [linear(3)],
        "Cannot put linear 3 behind [1,4,4]: it takes rows, so flatten or average the images before it",
      ],
      [[16], [conv(2, 3)], "Cannot put conv 3×3, 2 behind [16]: it takes images [channels,height,width]"],
      [
        [2, 4, 4],
        [residual([conv(3, 3)])],
        "Cannot put residual block behind [2,4,4]: its body gives [3,4,4] and its shortcut [2,4,4], which must be equal",
      ],
      [
        [2, 4, 4],
        [concatenate([], [maxPool(2)])],
        "Cannot put concatenation behind [2,4,4]: its branches give [2,4,4] and [2,2,2], which may differ in channels only",
      ],
      [
        [3, 4, 4],
        [models.twoStreams(4)],
        "Cannot put two streams, 2 + 2 behind [3,4,4]: two streams need an even number of channels",
      ],
    ];
    for (const [input, layers, words] of refusals) {
      expect(() => models.build({ input, layers }, { rng: rng() })).toThrow(new RangeError(words));
    }
  });

  it("refuses an image below the receptive field", () => {
    expect(() => models.build({ ...zoo[1]!, input: [1, 6, 6] }, { rng: rng() })).toThrow(
      "Cannot put max pool 2×2 behind [64,1,1]: its window of 2 × 2 is larger than the padded image of 1 × 1",
    );
  });
});

describe("receptiveField()", () => {
  const layer = fc.oneof(
    fc.record({ window: fc.constantFrom(1, 3, 5), stride: fc.constantFrom(1, 2) })
      .map(({ window, stride }) => conv(2, window, { stride })),
    fc.constant(maxPool(2)),
    fc.constant(meanPool(3, 1)),
    fc.constant(residual([conv(2, 3)])),
  );

  it("is what an output pixel is seen to see", () =>
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 3 }), fc.nat(1000), (layers, seed) => {
        const { size } = models.receptiveField(layers);
        // Nothing that could hide a pixel from all images: no ReLU, and few poolings.
        const net = models.build({ input: [2, 64, 64], layers }, { rng: new Rng(seed), dtype: "float64" });
        const { height, width } = measuredField(net, [2, 64, 64], { rng: new Rng(seed, 1), images: 16 });
        expect([height, width]).toEqual([size, size]);
      }),
      { numRuns: 12 },
    ));

  it("has no end behind what looks at everything", () => {
    expect(models.receptiveField([conv(2, 3), globalMean]).size).toBe(Infinity);
    expect(models.receptiveField([flatten, linear(2)]).size).toBe(Infinity);
  });
});

describe("TwoStreams", () => {
  const dtype = "float64";

  it("projects the residual stream where shapes change", () => {
    const layer = new models.TwoStreams(4, 6, 2, { rng: rng(), dtype });
    expect(layer.forward(Tensor.zeros([1, 4, 8, 8], { dtype })).shape).toEqual([1, 6, 4, 4]);
    expect(layer.projection?.weight.shape).toEqual([3, 2, 1, 1]);
  });

  it("leaves the transient stream nothing of what came in when its weights are zero", () => {
    const layer = new models.TwoStreams(2, 2, 1, {
      rng: rng(),
      dtype,
      initialise: (shape) => Tensor.zeros(shape, { dtype }),
    });
    const x = Tensor.normal([1, 2, 3, 3], { rng: rng(), dtype });
    const y = layer.forward(x);
    expect(maxAbsDifference(y.slice(0, 1, 1), x.slice(0, 1, 1))).toBe(0);
    expect(y.slice(1, 2, 1).abs().max().item()).toBe(0);
  });

  it("refuses an odd number of channels", () => {
    expect(() => new models.TwoStreams(3, 4, 1, { rng: rng() })).toThrow(
      "Cannot make two streams of 3 inputs and 4 outputs: both must be even",
    );
  });
});

describe("whiten()", () => {
  it("keeps the filters while the bias learns, wherever the first convolution stands", () => {
    const layers = [models.scale(-1, 1), conv(6, 3), relu, ...convNormRelu(4, 3), globalMean, linear(2)];
    const net = models.build({ input: [1, 8, 8], layers }, { rng: rng() });
    models.whiten(net, Tensor.uniform([20, 1, 8, 8], 0, 1, { rng: rng() }));
    const convolution = net.layers[1] as Conv2d;
    expect([convolution.weight.trainable, convolution.bias?.trainable]).toEqual([false, true]);
    const { weight: { data, size } } = convolution;
    for (let i = 0; i < size / 2; i++) expect(data[i + size / 2]).toBe(-data[i]!);
  });

  it("refuses what has no patches", () => {
    const x = Tensor.zeros([1, 1, 4, 4]);
    expect(() => models.whiteningFilters(x, { window: 3, count: 10 })).toThrow(
      "Cannot find 10 directions in patches of 3 × 3 of [1,1,4,4]",
    );
    expect(() => models.whiten(models.build({ input: [4], layers: [linear(2)] }, { rng: rng() }), x)).toThrow(
      "Cannot whiten the first convolution: the net has none",
    );
  });
});

describe("Mirrored", () => {
  it("gives an image and its mirror image the same", () => {
    const net = new models.Mirrored(models.build(zoo[1]!, { rng: rng() }));
    const x = Tensor.normal([2, 1, 32, 32], { rng: rng() });
    const turned = Tensor.zeros(x.shape);
    for (let i = 0; i < x.size; i++) turned.data[i] = x.data[i - i % 32 + 31 - i % 32]!;
    expect(maxAbsDifference(net.forward(x), net.forward(turned))).toBe(0);
  });
});
