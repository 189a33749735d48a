import { expect } from "expect";
import { describe, it } from "node:test";
import {
  Adam,
  AdamW,
  clipGradients,
  cosine,
  type DType,
  type Named,
  oneCycle,
  Optimiser,
  Parameter,
  type Schedule,
  SGD,
  step,
  stepDecay,
  Tensor,
  warmUp,
} from "nnr";
import * as optim from "../../lib/optim/mod.ts";
import { expectComplete, expectNear, type Golden, goldens, part } from "../golden/pytorch.ts";

type Parameters = readonly Named<Parameter>[];

const rate = { learningRate: 0.125 };
const decay = { ...rate, weightDecay: 0.25 };
const other = { ...decay, beta1: 0.75, beta2: 0.5, epsilon: 0.5 };

/** The optimisers of tests/golden/pytorch.py. */
const optimisers: Readonly<Record<string, (parameters: Parameters) => Optimiser>> = {
  "SGD": (p) => new SGD(p, rate),
  "SGD decay": (p) => new SGD(p, decay),
  "SGD momentum": (p) => new SGD(p, { ...rate, momentum: 0.75 }),
  "SGD momentum and decay": (p) => new SGD(p, { ...decay, momentum: 0.75 }),
  "SGD Nesterov": (p) => new SGD(p, { ...decay, momentum: 0.75, nesterov: true }),
  "Adam": (p) => new Adam(p, rate),
  "Adam decay": (p) => new Adam(p, other),
  "AdamW": (p) => new AdamW(p, rate),
  "AdamW decay": (p) => new AdamW(p, other),
};

const schedules: Readonly<Record<string, Schedule>> = {
  "stepDecay": stepDecay({ rate: 2, factor: 0.5, every: 7 }),
  "cosine": cosine({ from: 2, to: 0.5 }),
  "oneCycle": oneCycle({ most: 2 }),
  "warmUp": warmUp(4, cosine({ from: 2 })),
};

/** Operations of one step on one number, at most. */
const operations = 10;

function checkSteps(name: string, golden: Golden, dtype: DType): void {
  const theta = new Parameter(part(golden, "start").as(dtype));
  const optimiser = optimisers[name]!([{ name: "theta", tensor: theta }]);
  const gradients = part(golden, "gradients").as(dtype);
  const steps = gradients.shape[0]!;
  for (let t = 0; t < steps; t++) {
    theta.grad = gradients.rows([t]).reshape([-1]);
    step(() => optimiser.step());
    const wanted = part(golden, "path").rows([t]).reshape([-1]);
    expectNear(`${name}, step ${t + 1}`, theta, wanted, operations * (t + 1));
  }
}

function checkClipping(name: string, golden: Golden, dtype: DType): void {
  const parameters = ["g0", "g1"].map((at): Named<Parameter> => {
    const gradient = part(golden, at).as(dtype);
    const tensor = new Parameter(Tensor.zeros(gradient.shape, { dtype }));
    tensor.grad = gradient;
    return { name: at, tensor };
  });
  const wanted = part(golden, "norm");
  const numbers = parameters.reduce((sum, { tensor }) => sum + tensor.size, 0);
  const norm = clipGradients(parameters, name === "clipGradients" ? 1 : 100);
  expectNear(`${name}, norm`, Tensor.of(norm, { dtype }), wanted, numbers);
  // PyTorch adds 1e-6 to the norm that it divides by.
  const factor = name === "clipGradients" ? 1 + 1e-6 / wanted.item() : 1;
  parameters.forEach(({ tensor }, i) => {
    expectNear(`${name}, gradient ${i}`, tensor.grad!, part(golden, `clipped${i}`).mul(factor), numbers);
  });
}

describe("optimisers go where PyTorch's go in ten steps", () => {
  const cases = goldens("optimiser");
  const clippings = goldens("clipping");
  for (const dtype of ["float64", "float32"] as const) {
    for (const [name, golden] of cases) it(`${name}, ${dtype}`, () => checkSteps(name, golden, dtype));
    for (const [name, golden] of clippings) it(`${name}, ${dtype}`, () => checkClipping(name, golden, dtype));
  }

  it("in every case that is known here", () => {
    expect(Object.keys(optimisers).sort()).toEqual([...cases.keys()].sort());
  });
});

describe("schedules give PyTorch's rates", () => {
  const cases = goldens("schedule");
  for (const [name, golden] of cases) {
    it(name, () => {
      const wanted = part(golden, "rates");
      const rates = Array.from(wanted, (_, t) => schedules[name]!(t, wanted.size));
      // PyTorch finds some rates from the one before.
      expectNear(name, Tensor.of(rates, { dtype: "float64" }), wanted, wanted.size);
    });
  }

  it("in every case that is known here", () => {
    expect(Object.keys(schedules).sort()).toEqual([...cases.keys()].sort());
  });
});

describe("goldens from PyTorch", () => {
  it("are there for everything that the library moves parameters with", () => {
    const cases = ["optimiser", "clipping", "schedule"].flatMap((group) => [...goldens(group).keys()]);
    expectComplete(cases, Object.keys(optim).filter((name) => name !== Optimiser.name));
  });
});
