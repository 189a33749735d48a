import { expect } from "expect";
import { describe, it } from "node:test";
import {
  accuracy,
  ActivationLayer,
  Adam,
  BatchNorm,
  cosine,
  Dropout,
  type Examples,
  fit,
  type FitEvent,
  type FitOptions,
  Linear,
  meanSquaredError,
  type Module,
  norm,
  readSafetensors,
  Rng,
  Sequential,
  SGD,
  stateOf,
  Tensor,
  writeSafetensors,
} from "nnr";

/** Two classes that a circle divides. */
function circle(n: number, seed: number): Examples {
  const x = Tensor.uniform([n, 2], -1, 1, { rng: new Rng(seed) });
  const labels = Array.from({ length: n }, (_, i) => x.at(i, 0) ** 2 + x.at(i, 1) ** 2 < 0.6 ? 1 : 0);
  return { x, y: Tensor.oneHot(labels, 2) };
}

/** A net with state of every kind: parameters, running statistics, masks. */
function net(seed = 1): Module {
  const rng = new Rng(seed);
  const layers = [
    new Linear(2, 16, { rng }),
    new BatchNorm(16),
    new ActivationLayer("relu"),
    new Dropout(0.1, { rng }),
  ];
  return new Sequential([...layers, new Linear(16, 2, { rng })]);
}

const train = circle(203, 1);
const validation = circle(101, 2);

function run(options: Partial<FitOptions> = {}, model: Module = net()): { model: Module; events: FitEvent[] } {
  const events: FitEvent[] = [];
  fit(model, train, {
    optimiser: new Adam(model.parameters(), { learningRate: 0.02 }),
    ...{ epochs: 6, batchSize: 32, seed: 3, validation, metrics: { accuracy } },
    ...options,
    onEvent: (event) => events.push(event),
  });
  return { model, events };
}

function epochs(events: readonly FitEvent[]): Extract<FitEvent, { kind: "epoch" }>[] {
  return events.filter((event) => event.kind === "epoch");
}

function values(model: Module): Map<string, number[]> {
  return new Map([...stateOf(model)].map(([name, { data }]) => [name, [...data]]));
}

describe("fit()", () => {
  it("learns, and tells each step and epoch", () => {
    const { events, model } = run({ epochs: 30 });
    const told = epochs(events);
    expect(told.map(({ record }) => record.epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(told.at(-1)?.record.validation?.metrics["accuracy"]).toBeGreaterThan(0.9);
    const first = events.filter((event) => event.kind === "step" && event.epoch === 1);
    expect(first.map((event) => event.kind === "step" && event.step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(model.training).toBe(false);
  });

  it("gives the same bits from the same seed, others from another", () => {
    const [one, other, third] = [run(), run(), run({ seed: 4 })];
    expect(values(one.model)).toEqual(values(other.model));
    expect(values(one.model)).not.toEqual(values(third.model));
  });

  it("goes on from a checkpoint as if it had never stopped", () => {
    const whole = run({ schedule: cosine({ from: 0.05 }), keepBest: true });
    for (const stop of [1, 3, 5]) {
      const resume = epochs(run({ schedule: cosine({ from: 0.05 }), keepBest: true }).events)[stop - 1]!;
      const at = epochs(whole.events)[stop - 1]!;
      expect(resume.record).toEqual(at.record);
      let bytes: Uint8Array = new Uint8Array();
      const stopped = net();
      expect(() =>
        fit(stopped, train, {
          optimiser: new Adam(stopped.parameters(), { learningRate: 0.02 }),
          ...{ epochs: 6, batchSize: 32, seed: 3, validation, metrics: { accuracy } },
          ...{ schedule: cosine({ from: 0.05 }), keepBest: true },
          onEvent: (event) => {
            if (event.kind !== "epoch" || event.record.epoch !== stop) return;
            bytes = event.checkpoint();
            throw new Error("power cut");
          },
        })
      ).toThrow("power cut");
      const rest = run({ schedule: cosine({ from: 0.05 }), keepBest: true, resume: bytes }, net(99));
      expect(values(rest.model)).toEqual(values(whole.model));
      expect(epochs(rest.events).map(({ record }) => record)).toEqual(
        epochs(whole.events).slice(stop).map(({ record }) => record),
      );
    }
  });

  it("ends early when validation gets no better, and puts the best epoch's parameters back", () => {
    const overfit = { epochs: 100, patience: 4, keepBest: true, batchSize: 203 };
    let best = new Map<string, number[]>();
    const model = net();
    const history = fit(model, circle(12, 5), {
      optimiser: new SGD(model.parameters(), { learningRate: 0.5, momentum: 0.9 }),
      ...{ ...overfit, batchSize: 12, seed: 1, validation },
      onEvent: (event) => {
        if (event.kind === "epoch" && event.best) best = values(model);
      },
    });
    const losses = history.map(({ validation }) => validation!.loss);
    expect(history.length).toBe(losses.indexOf(Math.min(...losses)) + 1 + 4);
    expect(history.length).toBeLessThan(100);
    expect(values(model)).toEqual(best);
  });

  it("takes any loss, and targets of any shape", () => {
    const rng = new Rng(1);
    const model = new Sequential([new Linear(2, 1, { rng }), new ActivationLayer("tanh"), new Linear(1, 2, { rng })]);
    const x = Tensor.uniform([64, 1], -1, 1, { rng }).matmul(Tensor.of([[1, 0.5]]));
    const history = fit(model, { x, y: x }, {
      optimiser: new SGD(model.parameters(), { learningRate: 0.3, momentum: 0.9 }),
      ...{ epochs: 60, batchSize: 16, seed: 1, loss: meanSquaredError },
    });
    expect(history.at(-1)!.loss).toBeLessThan(0.01 * history[0]!.loss);
  });

  it("leaves alone what the optimiser does not move, whether a gradient is found for it or not", () => {
    const rng = new Rng(1);
    const [first, second] = [new Linear(2, 4, { rng }), new Linear(4, 2, { rng })];
    first.bias.trainable = false;
    const [before, moving] = [values(first), values(second)];
    const model = new Sequential([first, new ActivationLayer("tanh"), second]);
    const optimiser = new SGD(second.parameters(), { learningRate: 0.5 });
    fit(model, train, { optimiser, epochs: 2, batchSize: 20, seed: 1 });
    expect(values(first)).toEqual(before);
    expect(values(second)).not.toEqual(moving);
  });

  it("clips gradients, so that a rate that is too large does not blow up", () => {
    const model = new Linear(2, 2, { rng: new Rng(1) });
    const before = model.weight.as("float32");
    const optimiser = new SGD(model.parameters(), { learningRate: 1 });
    fit(model, train, { optimiser, epochs: 1, batchSize: 203, seed: 1, clip: 0.001 });
    const moved = norm(model.weight.sub(before));
    expect(moved).toBeLessThanOrEqual(0.001 * (1 + 1e-3));
    expect(moved).toBeGreaterThan(0);
  });

  it("stops at a loss that is no longer finite, and says where", () => {
    const model = net();
    expect(() => run({ optimiser: new SGD(model.parameters(), { learningRate: 1e30 }), validation: train }, model))
      .toThrow(
        /^Cannot go on training: the loss is NaN in epoch 1, step \d, at learning rate 1e\+30; there is no good checkpoint yet$/,
      );
  });

  it("refuses options and examples that cannot work, before it trains", () => {
    const cases: [Partial<FitOptions>, string][] = [
      [{ epochs: 0 }, "Cannot train: the number of epochs must be a whole number of at least 1, found 0"],
      [{ batchSize: 1.5 }, "Cannot train: the batch size must be a whole number of at least 1, found 1.5"],
      [{ patience: 0 }, "Cannot train: the patience must be a whole number of at least 1, found 0"],
      [{ clip: -1 }, "Cannot train: the largest norm of the gradients must be a positive number, found -1"],
    ];
    for (const [options, words] of cases) expect(() => run(options)).toThrow(new RangeError(words));
    const model = net();
    const optimiser = new Adam(model.parameters(), { learningRate: 0.1 });
    const options = { optimiser, epochs: 1, batchSize: 2, seed: 1 };
    expect(() => fit(net(), train, options)).toThrow(
      new RangeError("Cannot train: the optimiser moves a parameter that is not the model's: 0.weight"),
    );
    expect(() => fit(model, train, { ...options, keepBest: true })).toThrow(
      new RangeError("Cannot train for the best epoch: there must be a validation set"),
    );
    expect(() => fit(model, { x: train.x, y: train.y.slice(1) }, options)).toThrow(
      new RangeError("Cannot train on x [203,2] and y [202,2]: both must have the same number of rows, at least 1"),
    );
    expect(() => fit(model, { x: Tensor.of([[1, 2], [3, NaN]]), y: Tensor.oneHot([0, 1], 2) }, options)).toThrow(
      new RangeError("Cannot train on row 1 of x: found NaN, expected a finite number"),
    );
    expect(() => fit(model, { x: Tensor.zeros([2, 2]), y: Tensor.of([[1, 0], [NaN, 1]]) }, options)).toThrow(
      new RangeError("Cannot train on row 1 of y: found NaN, expected a finite number"),
    );
    const wide = { x: Tensor.zeros([2, 3]), y: Tensor.oneHot([0, 1], 2) };
    const onEvent = (): never => {
      throw new Error("trained");
    };
    expect(() => fit(model, train, { ...options, validation: wide, onEvent })).toThrow(
      new RangeError("Cannot multiply [1,3] by [2,16]: inner sizes 3 and 2 must be equal"),
    );
  });

  it("leaves the mode as it was when something fails", () => {
    const model = net();
    const onEvent = (): never => {
      expect(model.training).toBe(true);
      throw new Error("power cut");
    };
    const optimiser = new SGD(model.parameters(), { learningRate: 0.1 });
    expect(() => fit(model, train, { optimiser, epochs: 1, batchSize: 32, seed: 1, onEvent })).toThrow("power cut");
    expect([model, ...model.children().map(({ module }) => module)].some(({ training }) => training)).toBe(false);
  });

  it("refuses a checkpoint of another model, and leaves this one as it was", () => {
    const other = new Linear(2, 2, { rng: new Rng(1) });
    let bytes: Uint8Array = new Uint8Array();
    fit(other, train, {
      optimiser: new SGD(other.parameters(), { learningRate: 0.1 }),
      ...{ epochs: 1, batchSize: 32, seed: 1 },
      onEvent: (event) => {
        if (event.kind === "epoch") bytes = event.checkpoint();
      },
    });
    const model = net();
    const before = values(model);
    expect(() => run({ resume: bytes }, model)).toThrow(
      /^Cannot go on from the checkpoint: missing "model\.0\.weight"/,
    );
    expect(values(model)).toEqual(before);
  });

  it("refuses a checkpoint that does not say how far it is, and leaves the model as it was", () => {
    const [epoch] = epochs(run({ epochs: 1 }).events);
    const { tensors, metadata } = readSafetensors(epoch!.checkpoint());
    const model = net(99);
    const before = values(model);
    const epochsGone = { ...metadata, history: JSON.stringify([{ epoch: 2, loss: 1 }]) };
    for (const texts of [{}, { ...metadata, steps: "-1" }, { ...metadata, history: "[{" }, epochsGone]) {
      expect(() => run({ resume: writeSafetensors(tensors, texts) }, model)).toThrow(
        new SyntaxError("Cannot go on from the checkpoint: the file does not say how far the training had come"),
      );
    }
    expect(values(model)).toEqual(before);
  });
});
