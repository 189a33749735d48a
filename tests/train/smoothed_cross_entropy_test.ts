import { expect } from "expect";
import { describe, it } from "node:test";
import { gradcheck, logSoftmax, meanCrossEntropy, Rng, smoothedCrossEntropy, Tensor } from "nnr";

const dtype = "float64";
const logits = Tensor.normal([5, 4], { rng: new Rng(1), dtype });
const targets = Tensor.oneHot([0, 3, 1, 2, 2], 4, { dtype });

describe("smoothedCrossEntropy()", () => {
  it("is (1 − ε) times the cross-entropy and ε times the mean over all classes", () => {
    const [own, all] = [meanCrossEntropy(logits, targets).item(), -logSoftmax(logits).mean().item()];
    expect(smoothedCrossEntropy(0.2)(logits, targets).item()).toBeCloseTo(0.8 * own + 0.2 * all, 14);
    expect(smoothedCrossEntropy(0)(logits, targets).item()).toBe(own);
  });

  it("has the gradient that central differences find", () => {
    gradcheck("the smoothed cross-entropy", (x) => smoothedCrossEntropy(0.1)(x, targets), [logits]);
  });

  it("refuses a share that is none", () => {
    expect(() => smoothedCrossEntropy(1)).toThrow("Cannot smooth labels by 1: it must be at least 0 and below 1");
  });
});
