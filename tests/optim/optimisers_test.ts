import { expect } from "expect";
import { describe, it } from "node:test";
import { Adam, AdamW, clipGradients, type Named, norm, type Optimiser, Parameter, Rng, SGD, step, Tensor } from "nnr";
import { adam, type Settings, sgd } from "./reference.ts";

const n = 13;
const adamOf = (p: Named<Parameter>[]): Optimiser => new Adam(p, { learningRate: 1, beta1: 0.5, beta2: 0.5 });
const steps = 10;
type Make = (parameters: readonly Named<Parameter>[], settings: Settings) => Optimiser;
type Reference = (theta: number, gradients: readonly number[], settings: Settings) => number;

const rules: [string, Make, Reference, Settings][] = [
  ["SGD", (p, s) => new SGD(p, s), sgd, { learningRate: 0.1 }],
  ["SGD with decay", (p, s) => new SGD(p, s), sgd, { learningRate: 0.1, weightDecay: 0.05 }],
  ["SGD with momentum", (p, s) => new SGD(p, s), sgd, { learningRate: 0.1, momentum: 0.9, weightDecay: 0.05 }],
  ["SGD with Nesterov's momentum", (p, s) => new SGD(p, s), sgd, { learningRate: 0.1, momentum: 0.9, nesterov: true }],
  ["Adam", (p, s) => new Adam(p, s), adam, { learningRate: 0.1 }],
  ["Adam with decay", (p, s) => new Adam(p, s), adam, { learningRate: 0.1, weightDecay: 0.05 }],
  ["AdamW", (p, s) => new AdamW(p, s), adam, { learningRate: 0.1, weightDecay: 0.05, apart: true }],
];

describe("ten steps", () => {
  for (const [name, make, reference, settings] of rules) {
    it(`of ${name} are those of the formula in float64`, () => {
      const rng = new Rng(1);
      const start = Tensor.normal([n], { rng, dtype: "float64" });
      const gradients = Array.from({ length: steps }, () => Tensor.normal([n], { rng, dtype: "float64" }));
      const theta = new Parameter(start);
      const optimiser = make([{ name: "theta", tensor: theta }], settings);
      for (const gradient of gradients) {
        step(() => {
          theta.grad = gradient;
          optimiser.step();
        });
      }
      for (let i = 0; i < n; i++) {
        const wanted = reference(start.data[i]!, gradients.map(({ data }) => data[i]!), settings);
        // Ten steps of a few operations on numbers below 8, in an order of their own.
        expect(Math.abs(theta.data[i]! - wanted)).toBeLessThanOrEqual(100 * 8 * 2 ** -53);
      }
    });
  }
});

describe("an optimiser", () => {
  it("lets what it remembers fade to 0, not to numbers that slow the processor down", () => {
    for (const make of [(p: Named<Parameter>[]) => new SGD(p, { learningRate: 1, momentum: 0.5 }), adamOf]) {
      const theta = new Parameter(Tensor.ones([7]));
      const optimiser = make([{ name: "theta", tensor: theta }]);
      const state = (): number[] => [...optimiser.state()].flatMap(([, { data }]) => [...data]);
      for (let i = 0; i < 200; i++) {
        theta.grad = Tensor.full([7], i === 0 ? 2 ** -40 : 0);
        optimiser.step();
        if (i === 0) expect(state().some((x) => x !== 0)).toBe(true);
        expect(state().filter((x) => x !== 0 && Math.abs(x) < 2 ** -126)).toEqual([]);
      }
      expect(state().every((x) => x === 0)).toBe(true);
    }
  });

  const parameter = (): Named<Parameter>[] => [{ name: "theta", tensor: new Parameter(Tensor.ones([2])) }];

  it("leaves parameters without a gradient alone, and forgets gradients when told", () => {
    const parameters = parameter();
    const optimiser = new SGD(parameters, { learningRate: 1, weightDecay: 0.5 });
    optimiser.step();
    expect(parameters[0]!.tensor.toArray()).toEqual([1, 1]);
    parameters[0]!.tensor.grad = Tensor.of([1, 2]);
    optimiser.zeroGrad();
    expect(parameters[0]!.tensor.grad).toBeUndefined();
  });

  it("refuses numbers out of range", () => {
    const make = (settings: object) => (): unknown => new SGD(parameter(), { learningRate: 1, ...settings });
    for (const rate of [-1, NaN, Infinity]) {
      expect(make({ learningRate: rate })).toThrow(
        new RangeError(`Cannot make SGD: the learning rate must be a number of at least 0, found ${rate}`),
      );
    }
    expect(make({ weightDecay: -1 })).toThrow(
      "Cannot make SGD: the weight decay must be a number of at least 0, found -1",
    );
    expect(make({ momentum: 1 })).toThrow("Cannot make SGD: the momentum must be at least 0 and below 1, found 1");
    expect(make({ nesterov: true })).toThrow("Cannot make SGD: Nesterov needs a momentum above 0, found 0");
    expect(() => new Adam(parameter(), { learningRate: 1, beta2: 1 })).toThrow(
      "Cannot make Adam: the beta2 must be at least 0 and below 1, found 1",
    );
    expect(() => new AdamW(parameter(), { learningRate: 1, epsilon: 0 })).toThrow(
      "Cannot make AdamW: epsilon must be a positive number, found 0",
    );
    expect(() => new Adam(parameter(), { learningRate: 1, epsilon: Infinity })).toThrow("found Infinity");
    expect(() => new SGD([], { learningRate: 1 })).toThrow("Cannot make SGD: there must be at least 1 parameter");
    const twice = parameter();
    expect(() => new SGD([...twice, ...twice], { learningRate: 1 })).toThrow("a parameter is listed twice");
  });

  it("refuses a gradient of another shape", () => {
    const parameters = parameter();
    parameters[0]!.tensor.grad = Tensor.ones([3]);
    expect(() => new SGD(parameters, { learningRate: 1 }).step()).toThrow(
      new RangeError("Cannot move a parameter of [2] by a gradient of [3]"),
    );
  });
});

describe("clipGradients()", () => {
  const make = (values: number[]): Named<Parameter> => {
    const tensor = new Parameter(Tensor.zeros([values.length]));
    tensor.grad = Tensor.of(values);
    return { name: "theta", tensor };
  };
  it("scales all gradients to a norm together, and keeps their direction", () => {
    const parameters = [make([3]), make([0, 4])];
    expect(clipGradients(parameters, 2.5)).toBe(5);
    expect(parameters.map(({ tensor }) => tensor.grad?.toArray())).toEqual([[1.5], [0, 2]]);
  });
  it("leaves a smaller gradient as it is", () => {
    const parameters = [make([3, 4])];
    expect(clipGradients(parameters, 5)).toBe(5);
    expect(norm(parameters[0]!.tensor.grad!)).toBe(5);
  });
  it("refuses norms that are not positive", () => {
    expect(() => clipGradients([make([1])], 0)).toThrow(
      new RangeError("Cannot clip gradients: the largest norm must be positive, found 0"),
    );
  });
});
