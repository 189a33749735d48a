import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { crossEntropy, Rng, scratch, Tensor } from "nnr";

/** Three clouds in the plane, `n` rows. */
function clouds(n: number, seed: number): scratch.Examples {
  const rng = new Rng(seed);
  const labels = Array.from({ length: n }, (_, i) => i % 3);
  const x = Tensor.of(labels.map((k) => [rng.normal([0, 3, 0][k], 0.3), rng.normal([0, 0, 3][k], 0.3)]));
  return { x, y: Tensor.oneHot(labels, 3) };
}

function network(seed = 1): scratch.Network {
  return scratch.createNetwork([2, 6, 3], { rng: new Rng(seed) });
}

const options = { epochs: 2, batchSize: 4, learningRate: 0.1 };

describe("randomBatches()", () => {
  it("holds every row once, in batches of the size asked but for a last one", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (n, by, seed) => {
      const batchSize = 1 + by % n;
      const batches = scratch.randomBatches(n, batchSize, new Rng(seed));
      expect(batches.length).toBe(Math.ceil(n / batchSize));
      expect(batches.slice(0, -1).every((rows) => rows.length === batchSize)).toBe(true);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }));
  });

  it("draws anew from the same source, and again from the same seed", () => {
    const rng = new Rng(1);
    const first = scratch.randomBatches(20, 5, rng);
    expect(scratch.randomBatches(20, 5, rng)).not.toEqual(first);
    expect(scratch.randomBatches(20, 5, new Rng(1))).toEqual(first);
  });

  it("refuses batch sizes that are none, or beyond the set", () => {
    for (const size of [0, -1, 41, 1.5, NaN]) {
      expect(() => scratch.randomBatches(40, size, new Rng(1))).toThrow(
        new RangeError(
          `Cannot draw batches of ${size} from 40 rows: the batch size must be a whole number from 1 to 40`,
        ),
      );
    }
  });
});

describe("evaluate()", () => {
  it("weighs every row alike, however the rows are cut", () => {
    // 1201 rows: two chunks of 500 and one of 201.
    const examples = clouds(1201, 2);
    const net = network();
    const { loss, accuracy } = scratch.evaluate(net, examples);
    const outputs = scratch.logits(net, examples.x);
    // Sums of chunks are rounded to float32, one part in 2^24 each.
    const expected = crossEntropy(outputs.as("float64"), examples.y.as("float64")).item() / 1201;
    expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-6);
    const classes = examples.y.argmax();
    expect(accuracy).toBe(outputs.argmax().filter((k, i) => k === classes[i]).length / 1201);
  });

  it("is ln k and 1/k at weights 0: the uniform guess, and the first class", () => {
    const zero = scratch.createNetwork([2, 3], { rng: new Rng(1), initialise: scratch.zeros });
    const { loss, accuracy } = scratch.evaluate(zero, clouds(30, 1));
    expect(loss).toBeCloseTo(Math.log(3), 6);
    expect(accuracy).toBe(1 / 3);
  });

  it("refuses examples that do not fit", () => {
    const { x, y } = clouds(6, 1);
    const fit = "expected [n,2] and [n,3] with n at least 1";
    expect(() => scratch.evaluate(network(), { x: x.slice(0, 5), y })).toThrow(
      new RangeError(`Cannot evaluate x [5,2] and y [6,3]: ${fit}`),
    );
    expect(() => scratch.evaluate(network(), { x, y: y.reshape([9, 2]) })).toThrow(
      `Cannot evaluate x [6,2] and y [9,2]: ${fit}`,
    );
    expect(() => scratch.evaluate(network(), { x: x.slice(0, 0), y: y.slice(0, 0) })).toThrow(
      `Cannot evaluate x [0,2] and y [0,3]: ${fit}`,
    );
  });
});

describe("descend()", () => {
  it("moves every parameter against its gradient, in place", () => {
    const net = network();
    const before = scratch.copyNetwork(net);
    const { gradients } = scratch.lossGradient(net, clouds(6, 1));
    scratch.descend(net, gradients, 0.5);
    net.forEach(({ W, b }, i) => {
      W.data.forEach((w, j) => expect(w).toBe(Math.fround(before[i]!.W.data[j]! - 0.5 * gradients[i]!.W.data[j]!)));
      b.data.forEach((w, j) => expect(w).toBe(Math.fround(before[i]!.b.data[j]! - 0.5 * gradients[i]!.b.data[j]!)));
    });
  });

  it("refuses the gradient of another network", () => {
    const other = scratch.createNetwork([2, 4, 3], { rng: new Rng(1) });
    const { gradients } = scratch.lossGradient(other, clouds(6, 1));
    expect(() => scratch.descend(network(), gradients, 0.1)).toThrow(
      new RangeError("Cannot move a parameter of [2,6] by a gradient of [2,4]"),
    );
  });
});

describe("trainEpoch()", () => {
  it("takes one step a batch, in the order given", () => {
    const examples = clouds(6, 1);
    const [stepwise, epoch] = [network(), network()];
    const batches = [[4, 0], [2, 5], [1, 3]];
    for (const rows of batches) {
      const batch = { x: examples.x.rows(rows), y: examples.y.rows(rows) };
      scratch.descend(stepwise, scratch.lossGradient(stepwise, batch).gradients, 0.1);
    }
    scratch.trainEpoch(epoch, examples, { batches, learningRate: 0.1 });
    expect(epoch).toEqual(stepwise);
  });

  it("sums over the batch: the order of a full batch changes nothing but rounding", () => {
    const examples = clouds(30, 1);
    const [one, other] = [network(), network()];
    const rows = Array.from({ length: 30 }, (_, i) => i);
    scratch.trainEpoch(one, examples, { batches: [rows], learningRate: 0.1 });
    scratch.trainEpoch(other, examples, { batches: [rows.reverse()], learningRate: 0.1 });
    // Weights of about 1 in float32.
    one.forEach(({ W }, i) => W.data.forEach((w, j) => expect(Math.abs(w - other[i]!.W.data[j]!)).toBeLessThan(1e-6)));
  });

  it("goes as far with a rate η on a batch as with η/2 on each row twice", () => {
    const examples = clouds(4, 1);
    const [one, other] = [network(), network()];
    scratch.trainEpoch(one, examples, { batches: [[0, 1, 2, 3]], learningRate: 0.1 });
    scratch.trainEpoch(other, examples, { batches: [[0, 1, 2, 3, 0, 1, 2, 3]], learningRate: 0.05 });
    one.forEach(({ W }, i) => W.data.forEach((w, j) => expect(Math.abs(w - other[i]!.W.data[j]!)).toBeLessThan(1e-6)));
  });

  it("refuses rates that are not positive", () => {
    for (const learningRate of [0, -1, NaN, Infinity]) {
      expect(() => scratch.trainEpoch(network(), clouds(6, 1), { batches: [[0]], learningRate })).toThrow(
        new RangeError(`Cannot train: the learning rate must be a positive number, found ${learningRate}`),
      );
    }
  });
});

describe("train()", () => {
  it("learns three clouds", () => {
    const rng = new Rng(1);
    const history = scratch.train(network(), clouds(60, 1), {
      validation: clouds(60, 2),
      epochs: 100,
      batchSize: 6,
      learningRate: 0.05,
      rng,
    });
    // The means are ten deviations apart: whatever line it found between them, hardly a point lies beyond.
    expect(history.at(-1)!.train.accuracy).toBe(1);
    expect(history.at(-1)!.validation!.accuracy).toBeGreaterThan(0.95);
    expect(history.at(-1)!.train.loss).toBeLessThan(history[0]!.train.loss);
  });

  it("records each epoch after its last step, on whole sets, and tells of it at once", () => {
    const [examples, validation] = [clouds(10, 1), clouds(7, 2)];
    const net = network();
    const told: scratch.EpochRecord[] = [];
    const history = scratch.train(net, examples, {
      ...options,
      validation,
      rng: new Rng(5),
      onEpoch: (record) => {
        told.push(record);
        expect(record).toEqual({
          epoch: told.length,
          train: scratch.evaluate(net, examples),
          validation: scratch.evaluate(net, validation),
        });
      },
    });
    expect(told).toEqual(history);
    expect(history.length).toBe(2);
  });

  it("draws its batches anew each epoch from its source", () => {
    const examples = clouds(10, 1);
    const [trained, stepwise] = [network(), network()];
    scratch.train(trained, examples, { ...options, rng: new Rng(5) });
    const rng = new Rng(5);
    for (let epoch = 0; epoch < 2; epoch++) {
      const batches = scratch.randomBatches(10, 4, rng);
      scratch.trainEpoch(stepwise, examples, { batches, learningRate: 0.1 });
    }
    expect(trained).toEqual(stepwise);
  });

  it("has no validation score where no validation set is given", () => {
    const [record] = scratch.train(network(), clouds(10, 1), { ...options, rng: new Rng(1) });
    expect(record).not.toHaveProperty("validation");
  });

  it("refuses options that make no training", () => {
    const rng = new Rng(1);
    expect(() => scratch.train(network(), clouds(10, 1), { ...options, rng, epochs: 0 })).toThrow(
      new RangeError("Cannot train: the number of epochs must be a whole number of at least 1, found 0"),
    );
    expect(() => scratch.train(network(), clouds(10, 1), { ...options, rng, batchSize: 11 })).toThrow(
      new RangeError("Cannot draw batches of 11 from 10 rows: the batch size must be a whole number from 1 to 10"),
    );
    expect(() => scratch.train(network(), clouds(10, 1), { ...options, rng, learningRate: NaN })).toThrow(
      "Cannot train: the learning rate must be a positive number, found NaN",
    );
  });

  it("refuses data that hold NaN, before any step, and says where", () => {
    const rng = new Rng(1);
    const [net, bad] = [network(), clouds(10, 1)];
    const before = scratch.copyNetwork(net);
    bad.x.data[7] = NaN;
    expect(() => scratch.train(net, bad, { ...options, rng })).toThrow(
      new RangeError("Cannot train on row 3 of x: column 1 is NaN, expected a finite number"),
    );
    expect(() => scratch.train(net, clouds(10, 1), { ...options, validation: bad, rng })).toThrow(
      new RangeError("Cannot validate on row 3 of x: column 1 is NaN, expected a finite number"),
    );
    bad.y.data[0] = Infinity;
    bad.x.data[7] = 0;
    expect(() => scratch.train(net, bad, { ...options, rng })).toThrow(
      "Cannot train on row 0 of y: column 0 is Infinity, expected a finite number",
    );
    expect(net).toEqual(before);
  });

  it("stops when the loss is no number, with epoch, step and rate", () => {
    const rng = new Rng(1);
    const linear = scratch.createNetwork([2, 6, 3], { rng, hidden: scratch.linear });
    const run = (): unknown => scratch.train(linear, clouds(12, 1), { ...options, rng, learningRate: 1e30 });
    expect(run).toThrow(/^Cannot go on training: the loss is NaN in epoch 1, step [23], at learning rate 1e\+30$/);
  });

  it("stops after an epoch whose last step broke the weights", () => {
    const rng = new Rng(1);
    const linear = scratch.createNetwork([2, 3], { rng });
    const run = (): unknown =>
      scratch.train(linear, clouds(12, 1), { ...options, rng, epochs: 1, batchSize: 12, learningRate: 1e39 });
    expect(run).toThrow("Cannot go on training: the loss is NaN after epoch 1, at learning rate 1e+39");
  });
});
