import { expect } from "expect";
import { describe, it } from "node:test";
import { accuracy, Dropout, evaluate, Linear, Rng, Sequential, Tensor } from "nnr";

describe("evaluate()", () => {
  const rng = new Rng(1);
  const model = new Sequential([new Linear(3, 4, { rng }), new Dropout(0.5, { rng })]);
  const examples = {
    x: Tensor.normal([101, 3], { rng }),
    y: Tensor.oneHot(Uint8Array.from({ length: 101 }, (_, i) => i % 4), 4),
  };

  it("does not depend on the batch size but for rounding, nor on the mode, which it leaves as it was", () => {
    const whole = evaluate(model, examples, { metrics: { accuracy }, batchSize: 101 });
    model.train();
    for (const batchSize of [1, 7, 100]) {
      const { loss, metrics } = evaluate(model, examples, { metrics: { accuracy }, batchSize });
      // Means of float32 losses of at most 8, each off by half an ulp of 8.
      expect(Math.abs(loss - whole.loss)).toBeLessThanOrEqual(8 * 2 ** -24);
      expect(Math.abs(metrics["accuracy"]! - whole.metrics["accuracy"]!)).toBeLessThan(1e-12);
    }
    expect(model.training).toBe(true);
    model.train(false);
  });

  it("leaves the mode as it was when something fails", () => {
    model.train();
    expect(() => evaluate(model, { x: Tensor.zeros([2, 4]), y: Tensor.zeros([2, 4]) })).toThrow(RangeError);
    expect([model, ...model.layers].every(({ training }) => training)).toBe(true);
    model.train(false);
  });

  it("refuses sets that are empty or not finite", () => {
    expect(() => evaluate(model, { x: Tensor.zeros([0, 3]), y: Tensor.zeros([0, 4]) })).toThrow(
      new RangeError("Cannot evaluate on x [0,3] and y [0,4]: both must have the same number of rows, at least 1"),
    );
    expect(() => evaluate(model, { x: Tensor.full([1, 3], Infinity), y: Tensor.zeros([1, 4]) })).toThrow(
      new RangeError("Cannot evaluate on row 0 of x: found Infinity, expected a finite number"),
    );
  });
});
