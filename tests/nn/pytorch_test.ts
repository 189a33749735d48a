import { expect } from "expect";
import { describe, it } from "node:test";
import {
  ActivationLayer,
  backward,
  BatchNorm,
  Concatenate,
  Conv2d,
  crossEntropy,
  Dropout,
  type DType,
  Flatten,
  GlobalMeanPool,
  Linear,
  MaxPool2d,
  MeanPool2d,
  type Module,
  Parameter,
  type RandomOptions,
  Residual,
  Rng,
  Sequential,
  SGD,
  type SGDOptions,
  step,
  Tensor,
} from "nnr";
import { expectComplete, expectNear, type Golden, goldens, part, parts } from "../golden/pytorch.ts";
import { layerClasses } from "./layer_classes.ts";
import { convolutional, fullyConnected } from "./pytorch_nets.ts";
import { loadTorch, toTorch } from "./pytorch_state.ts";

type Make = (options: RandomOptions) => Module;

/** The layers of tests/golden/pytorch.py. */
const makers: Readonly<Record<string, Make>> = {
  "Linear": (o) => new Linear(7, 3, o),
  "Conv2d": (o) => new Conv2d(2, 3, 3, { stride: 2, padding: 1, ...o }),
  "Conv2d without bias": (o) => new Conv2d(2, 4, [3, 2], { dilation: [2, 1], groups: 2, bias: false, ...o }),
  "BatchNorm images training": (o) => new BatchNorm(2, o),
  "BatchNorm images evaluation": (o) => new BatchNorm(2, o),
  "BatchNorm rows training": (o) => new BatchNorm(7, { momentum: 0.5, epsilon: 0.25, ...o }),
  "BatchNorm rows evaluation": (o) => new BatchNorm(7, { momentum: 0.5, epsilon: 0.25, ...o }),
  "Dropout evaluation": (o) => new Dropout(0.5, o),
  "MaxPool2d": () => new MaxPool2d(3, { stride: 2, ceil: true }),
  "MeanPool2d": () => new MeanPool2d(3, { stride: 2, padding: 1 }),
  "GlobalMeanPool": () => new GlobalMeanPool(),
  "Flatten": () => new Flatten(),
  "ActivationLayer relu": () => new ActivationLayer("relu"),
  "ActivationLayer tanh": () => new ActivationLayer("tanh"),
  "ActivationLayer sigmoid": () => new ActivationLayer("sigmoid"),
  "ActivationLayer gelu": () => new ActivationLayer("gelu"),
  "Residual": (o) => new Residual(new Conv2d(2, 2, 3, { padding: 1, ...o })),
  "Residual shortcut": (o) => new Residual(new Linear(7, 3, o), new Linear(7, 3, o)),
  "Concatenate": (o) => new Concatenate([new Conv2d(2, 3, 1, o), new ActivationLayer("tanh")]),
  "Sequential": (o) =>
    new Sequential([
      ...[new Linear(7, 5, o), new ActivationLayer("tanh"), new BatchNorm(5, o), new ActivationLayer("relu")],
      new Linear(5, 3, o),
    ]),
};

/** A model that begins as PyTorch's did. */
function begin(make: Make, golden: Golden, dtype: DType): Module {
  const model = make({ rng: new Rng(1), dtype });
  loadTorch(model, parts(golden, "before"));
  return model;
}

/** Compares tensors of the same names. */
function expectAllNear(what: string, found: Golden, wanted: Golden, terms: number): void {
  expect([what, [...found.keys()].sort()]).toEqual([what, [...wanted.keys()].sort()]);
  for (const [name, tensor] of found) expectNear(`${what} ${name}`, tensor, part(wanted, name), terms);
}

function gradientsOf(model: Module): Golden {
  return toTorch(model.parameters().map(({ name, tensor }) => ({ name, tensor: tensor.grad! })));
}

function checkLayer(make: Make, name: string, golden: Golden, dtype: DType): void {
  const layer = begin(make, golden, dtype);
  layer.train(!name.includes("evaluation"));
  const x = new Parameter(part(golden, "x").as(dtype));
  // The longest sum has at most as many terms as the largest tensor has numbers.
  const terms = Math.max(...[...golden.values()].map(({ size }) => size));
  step(() => {
    const y = layer.forward(x);
    backward(y.mul(part(golden, "dy").as(dtype)).sum());
    expectNear(`${name}, value`, y, part(golden, "y"), terms);
    expectNear(`${name}, gradient by x`, x.grad!, part(golden, "gx"), terms);
    expectAllNear(`${name}, gradient by`, gradientsOf(layer), parts(golden, "gradient"), terms);
  });
  expectAllNear(`${name}, then`, toTorch(layer.state()), parts(golden, "after"), terms);
}

describe("layers are PyTorch's in value, gradients and state", () => {
  const cases = goldens("layer");
  for (const [name, golden] of cases) {
    for (const dtype of ["float64", "float32"] as const) {
      it(`${name}, ${dtype}`, () => checkLayer(makers[name]!, name, golden, dtype));
    }
  }

  it("in every case that is known here", () => {
    expect(Object.keys(makers).sort()).toEqual([...cases.keys()].sort());
  });

  it("every layer that the library has", () => {
    expectComplete(cases.keys(), layerClasses().map(({ name }) => name));
  });
});

/** The nets of tests/golden/pytorch.py, and how they are trained. */
const trainings: Readonly<Record<string, readonly [Make, SGDOptions, average: boolean]>> = {
  "fully connected": [fullyConnected, { learningRate: 0.0625 }, false],
  "convolutional": [convolutional, { learningRate: 0.0625, momentum: 0.75, weightDecay: 0.25 }, true],
};

function checkTraining(name: string, golden: Golden, dtype: DType): void {
  const [make, options, average] = trainings[name]!;
  const model = begin(make, golden, dtype);
  model.train();
  const x = part(golden, "x").as(dtype);
  const labels = [...part(golden, "labels")];
  const wanted = part(golden, "losses");
  const terms = x.size;
  const optimiser = new SGD(model.parameters(), options);
  const losses = Array.from(wanted, (_, t) =>
    step(() => {
      optimiser.zeroGrad();
      const logits = model.forward(x);
      const loss = crossEntropy(logits, labels, { average });
      backward(loss);
      if (t === 0) {
        expectNear(`${name}, logits`, logits, part(golden, "logits"), terms);
        expectAllNear(`${name}, gradient by`, gradientsOf(model), parts(golden, "gradient"), terms);
      }
      optimiser.step();
      return loss.item();
    }));
  expectNear(`${name}, losses`, Tensor.of(losses, { dtype }), wanted, terms);
  expectAllNear(`${name}, then`, toTorch(model.state()), parts(golden, "after"), terms);
  model.train(false);
  expectNear(`${name}, evaluated`, model.forward(x), part(golden, "evaluated"), terms);
}

describe("ten steps of whole nets are PyTorch's in logits, gradients, losses and parameters", () => {
  const cases = goldens("training");
  for (const [name, golden] of cases) {
    for (const dtype of ["float64", "float32"] as const) {
      it(`${name}, ${dtype}`, () => checkTraining(name, golden, dtype));
    }
  }

  it("of every net that is known here", () => {
    expect(Object.keys(trainings).sort()).toEqual([...cases.keys()].sort());
  });
});
