import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import {
  backward,
  conv2d,
  crossEntropy,
  logSoftmax,
  maxAbsDifference,
  maxPool2d,
  meanPool2d,
  noGrad,
  Parameter,
  softmax,
  Tensor,
} from "nnr";

const row = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 12 });
const vector = row.map((values) => Tensor.of(values, { dtype: "float64" }));

describe("softmax()", () => {
  it("is invariant to a shift of all logits", () => {
    fc.assert(fc.property(vector, fc.double({ min: -50, max: 50, noNaN: true }), (x, c) => {
      // x + c is rounded by at most u (50 + |c|), as is its largest element: twice that, relative, in an element of at most 1.
      const tolerance = 4 * Number.EPSILON * (50 + Math.abs(c));
      expect(maxAbsDifference(softmax(x), softmax(x.add(c)))).toBeLessThanOrEqual(tolerance);
    }));
  });

  it("sums to 1 and lies in [0, 1]", () => {
    fc.assert(fc.property(vector, (x) => {
      const p = softmax(x);
      // Twelve quotients, each within 2 ulp of 1.
      expect(Math.abs(p.sum().item() - 1)).toBeLessThanOrEqual(12 * 2 * Number.EPSILON);
      expect([...p.data].every((share) => share >= 0 && share <= 1)).toBe(true);
    }));
  });

  it("keeps the order of the logits", () => {
    fc.assert(fc.property(vector, (x) => expect(softmax(x).data[x.argmax()[0]!]).toBe(softmax(x).max().item())));
  });

  it("works row by row, along the last axis", () => {
    expect(softmax(Tensor.of([[[0, 0]], [[1000, -1000]]])).toArray()).toEqual([[[0.5, 0.5]], [[1, 0]]]);
  });

  it("gives NaN for a row with NaN or Infinity, and for no other", () => {
    const rows = Tensor.of([[NaN, 1], [Infinity, 1], [-Infinity, 1]]);
    expect(softmax(rows).toArray()).toEqual([[NaN, NaN], [NaN, NaN], [0, 1]]);
  });

  it("refuses empty rows", () => {
    expect(() => softmax(Tensor.zeros([3, 0]))).toThrow(
      new RangeError("Cannot take the softmax of [3,0]: the last size must be at least 1"),
    );
    expect(() => softmax(Tensor.of(1))).toThrow(
      new RangeError("Cannot take the softmax of []: the last size must be at least 1"),
    );
  });
});

describe("logSoftmax()", () => {
  it("is the logarithm of the softmax where that is no tiny number", () => {
    fc.assert(fc.property(vector, (x) => {
      const p = softmax(x);
      // An error of 4 ulp in p moves ln p by 4 u absolutely, and ln p itself, at most 100, is rounded by 100 u.
      expect(maxAbsDifference(logSoftmax(x), p.log())).toBeLessThanOrEqual(110 * Number.EPSILON);
    }));
  });

  it("stays finite where the softmax rounds to 0", () => {
    expect(logSoftmax(Tensor.of([[0, 5000]])).toArray()).toEqual([[-5000, 0]]);
  });

  it("refuses empty rows", () => {
    expect(() => logSoftmax(Tensor.zeros([0]))).toThrow(
      new RangeError("Cannot take the log-softmax of [0]: the last size must be at least 1"),
    );
  });
});

describe("crossEntropy()", () => {
  it("is −Σ y ln p over all rows", () => {
    const logits = Tensor.of([[2, -1, 0.5], [0, 3, 1]], { dtype: "float64" });
    const y = Tensor.of([[0.25, 0.5, 0.25], [0, 1, 0]], { dtype: "float64" });
    const p = softmax(logits);
    const expected = -[0, 1].flatMap((i) => [0, 1, 2].map((k) => y.at(i, k) * Math.log(p.at(i, k))))
      .reduce((sum, term) => sum + term, 0);
    // Six terms of at most 4, each off by a few ulp.
    expect(Math.abs(crossEntropy(logits, y).item() - expected)).toBeLessThan(6 * 4 * 4 * Number.EPSILON);
  });

  it("refuses targets of another shape, even where they would broadcast", () => {
    expect(() => crossEntropy(Tensor.zeros([4, 3]), Tensor.zeros([3]))).toThrow(
      new RangeError("Cannot take the cross-entropy of [4,3] and [3]: their shapes must be equal"),
    );
  });
});

describe("crossEntropy() of labels", () => {
  const logits = Tensor.of([[2, -1, 0.5], [0, 3, 1], [1e4, 0, -1e4]]);

  it("is that of their rows of 0 and 1, in both number types, whatever list holds them", () => {
    const labels = [2, 1, 0];
    for (const dtype of ["float32", "float64"] as const) {
      for (const average of [false, true]) {
        const wanted = new Parameter(logits.as(dtype));
        const loss = crossEntropy(wanted, Tensor.oneHot(labels, 3, { dtype }), { average });
        backward(loss);
        for (const list of [labels, Uint8Array.from(labels), Int32Array.from(labels), Float64Array.from(labels)]) {
          const x = new Parameter(logits.as(dtype));
          const found = crossEntropy(x, list, { average });
          backward(found);
          // The two sum in another order, the larger terms 1e4 in float64.
          expect(Math.abs(found.item() - loss.item())).toBeLessThanOrEqual(dtype === "float32" ? 2 ** -22 : 2e-12);
          expect(x.grad).toEqual(wanted.grad);
        }
      }
    }
  });

  it("refuses labels that are not the number of a class, and lists of another length", () => {
    for (const label of [NaN, 0.5, -1, 3, Infinity]) {
      expect(() => crossEntropy(logits, [0, label, 1])).toThrow(
        new RangeError(
          `Cannot take the cross-entropy of label ${label} at row 1: labels must be whole numbers from 0 to 2`,
        ),
      );
    }
    expect(() => crossEntropy(logits, new Uint8Array(2))).toThrow(
      new RangeError("Cannot take the cross-entropy of [3,3]: found 2 labels, expected 3"),
    );
    expect(() => crossEntropy(Tensor.zeros([2, 0]), [0, 0])).toThrow(
      new RangeError("Cannot take the cross-entropy of [2,0]: the last size must be at least 1"),
    );
  });
});

describe("crossEntropy() of parameters as targets", () => {
  it("is refused, as no gradient by them is known", () => {
    const y = new Parameter(Tensor.ones([1, 3]));
    expect(() => crossEntropy(Tensor.zeros([1, 3]), y)).toThrow(
      new TypeError(
        "Cannot take the cross-entropy of targets that are parameters: its gradient by targets is not known",
      ),
    );
    expect(noGrad(() => crossEntropy(Tensor.zeros([1, 3]), y)).item()).toBeCloseTo(3 * Math.log(3), 5);
  });
});

describe("windows over images", () => {
  const images = Tensor.zeros([1, 2, 4, 4]);
  it("are refused where they hold nothing, or more than the image", () => {
    const cases: [readonly number[], string][] = [
      [[1, 0, 3, 3], "a window must hold at least 1 value"],
      [[1, 2, 0, 3], "a window must hold at least 1 value"],
      [[1, 2, 5, 3], "the window is larger than the padded image"],
      [[1, 3, 3, 3], "found 2 channels, expected 3"],
      [[2, 3, 3], "both must have 4 axes"],
    ];
    for (const [shape, why] of cases) {
      expect(() => conv2d(images, Tensor.zeros(shape))).toThrow(
        new RangeError(`Cannot convolve [1,2,4,4] with [${shape}]: ${why}`),
      );
    }
    for (const [pool, words] of [[maxPool2d, "maximum"], [meanPool2d, "mean"]] as const) {
      expect(() => pool(images, [0, 2])).toThrow(
        new RangeError(
          `Cannot take the ${words} over windows of [1,2,4,4]: ` +
            "the sizes of the window must be whole numbers of at least 1, found 0 and 2",
        ),
      );
      expect(() => pool(images, 5)).toThrow("[1,2,4,4]: the window is larger than the padded image");
      expect(() => pool(images, 2, { padding: 2 })).toThrow("[1,2,4,4]: padding must be at most half the window");
    }
  });
});

describe("maxAbsDifference()", () => {
  it("is the largest distance, and NaN beats all", () => {
    expect(maxAbsDifference(Tensor.of([[1, -4]]), Tensor.of([[2, 3]]))).toBe(7);
    expect(maxAbsDifference(Tensor.of([NaN, 1]), Tensor.of([1, 9]))).toBeNaN();
    expect(maxAbsDifference(Tensor.zeros([0]), Tensor.zeros([0]))).toBe(0);
  });

  it("refuses to compare shapes that differ, even where they would broadcast", () => {
    expect(() => maxAbsDifference(Tensor.zeros([2, 3]), Tensor.zeros([3]))).toThrow(
      new RangeError("Cannot compare [2,3] and [3]: their shapes must be equal"),
    );
  });
});
