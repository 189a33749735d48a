import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import {
  affine,
  concat,
  conv2d,
  crossEntropy,
  gradcheck,
  logSoftmax,
  maxPool2d,
  meanPool2d,
  meanSquaredError,
  normalise,
  Rng,
  softmax,
  Tensor,
} from "nnr";

/** Values in ±2 whose distances from 0 and from each other are far beyond ε, so that no kink or tie is crossed. */
function spread(shape: readonly number[], seed: number): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = new Rng(seed).permutation(size).map((i) => 4 * (i + 0.5) / size - 2);
  return new Tensor(Float64Array.from(values, (x) => Math.abs(x) < 1e-9 ? 0.1 : x), shape);
}

/** Values in [0.5, 2.5). */
function positive(shape: readonly number[], seed: number): Tensor {
  return Tensor.uniform(shape, 0.5, 2.5, { rng: new Rng(seed), dtype: "float64" });
}

describe("gradients of functions of single elements", () => {
  for (const op of ["exp", "tanh", "sigmoid", "relu", "gelu", "abs", "neg"] as const) {
    it(`${op}() at odd sizes`, () => {
      for (const shape of [[], [1], [7], [3, 5]]) gradcheck(op, (x) => x[op](), [spread(shape, 1)]);
    });
  }
  for (const op of ["log", "sqrt"] as const) {
    it(`${op}() where it is defined`, () => gradcheck(op, (x) => x[op](), [positive([5, 3], 1)]));
  }
});

describe("gradients of arithmetic", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }).chain((shape) => {
    const end = fc.nat({ max: shape.length }).chain((dropped) =>
      fc.tuple(...shape.slice(dropped).map((n) => fc.constantFrom(n, 1)))
    );
    return fc.tuple(end, end);
  });
  for (const op of ["add", "sub", "mul", "div"] as const) {
    it(`${op}(), whatever is repeated to fit`, () => {
      fc.assert(
        fc.property(shapes, ([a, b]) => gradcheck(op, (x, y) => x[op](y), [spread(a, 1), positive(b, 2)])),
        { numRuns: 30 },
      );
    });
    it(`${op}() with a number, and with itself`, () => {
      gradcheck(op, (x) => x[op](3), [spread([5], 1)]);
      gradcheck(op, (x) => x[op](x), [positive([5], 1)]);
    });
  }
});

describe("gradients of products", () => {
  it("matmul() of any sizes, either operand transposed", () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, k, n, transposeA, transposeB) => {
        const a = spread(transposeA ? [k, m] : [m, k], 1);
        const b = spread(transposeB ? [n, k] : [k, n], 2);
        gradcheck("matmul", (a, b) => a.matmul(b, { transposeA, transposeB }), [a, b]);
      }),
      { numRuns: 30 },
    );
  });
  it("affine() with each activation", () => {
    for (const activation of ["none", "relu", "tanh", "sigmoid"] as const) {
      const inputs = [spread([3, 5], 1), spread([5, 7], 2), spread([7], 3)];
      gradcheck(`affine ${activation}`, (x, W, b) => affine(x, W, b, activation), inputs);
    }
  });
});

describe("gradients of reductions", () => {
  for (const op of ["sum", "mean", "max"] as const) {
    it(`${op}() along each axis, and of everything`, () => {
      for (const axis of [0, 1, 2, -1, undefined]) {
        gradcheck(op, (x) => x[op](axis), [spread([3, 5, 2], 1)]);
        gradcheck(op, (x) => x[op](axis, { keep: true }), [spread([3, 5, 2], 1)]);
      }
    });
  }
});

describe("gradients of changes of place", () => {
  const x = spread([3, 4, 5], 1);
  it("reshape(), permute(), transpose(), broadcast(), as()", () => {
    gradcheck("reshape", (x) => x.reshape([5, -1]), [x]);
    gradcheck("permute", (x) => x.permute([2, 0, 1]), [x]);
    gradcheck("transpose", (x) => x.transpose(), [spread([3, 5], 1)]);
    gradcheck("broadcast", (x) => x.broadcast([2, 3, 4, 5]), [spread([3, 1, 5], 1)]);
    gradcheck("as", (x) => x.as("float64"), [x]);
  });
  it("slice() along each axis", () => {
    for (const axis of [0, 1, 2]) gradcheck("slice", (x) => x.slice(1, 3, axis), [x]);
  });
  it("rows(), some of them twice", () => gradcheck("rows", (x) => x.rows([2, 0, 2, 2]), [x]));
  it("concat() along each axis", () => {
    for (const axis of [0, 1, 2]) gradcheck("concat", (a, b) => concat([a, b, a], axis), [x, spread([3, 4, 5], 2)]);
  });
});

describe("gradients of rows of probabilities", () => {
  for (const f of [softmax, logSoftmax]) {
    it(`${f.name}()`, () => gradcheck(f.name, (x) => f(x), [spread([3, 5], 1)]));
  }
  it("crossEntropy(), summed and averaged, of shares that need not add up to 1", () => {
    const y = positive([3, 5], 2);
    gradcheck("crossEntropy", (x) => crossEntropy(x, y), [spread([3, 5], 1)]);
    gradcheck("crossEntropy", (x) => crossEntropy(x, y, { average: true }).mul(3), [spread([3, 5], 1)]);
  });
  it("crossEntropy() of labels, summed and averaged", () => {
    gradcheck("crossEntropy", (x) => crossEntropy(x, [4, 0, 4]), [spread([3, 5], 1)]);
    gradcheck("crossEntropy", (x) => crossEntropy(x, [4, 0, 4], { average: true }).mul(3), [spread([3, 5], 1)]);
  });
  it("meanSquaredError() by both", () => gradcheck("mse", meanSquaredError, [spread([3, 5], 1), spread([3, 5], 2)]));
});

describe("gradients over images", () => {
  it("conv2d(): strides, paddings, dilations, groups, activations", () => {
    const cases = [
      {},
      { padding: 1 },
      { stride: [2, 1], padding: [0, 2] },
      { dilation: 2, padding: 2 },
      { groups: 2, stride: 2 },
      { groups: 2, stride: [1, 3], padding: [2, 1], dilation: [1, 3] },
      { activation: "tanh", padding: 1 },
      { activation: "relu" },
    ] as const;
    for (const options of cases) {
      const groups = "groups" in options ? options.groups : 1;
      const inputs = [spread([2, 4, 7, 5], 1), spread([6, 4 / groups, 3, 2], 2), spread([6], 3)];
      gradcheck(`conv2d ${JSON.stringify(options)}`, (x, w, b) => conv2d(x, w, b, options), inputs, {
        tolerance: 1e-6,
      });
    }
    const apart = [spread([2, 3, 5, 7], 1), spread([3, 1, 3, 3], 2), spread([3], 3)];
    gradcheck("conv2d of each channel alone", (x, w, b) => conv2d(x, w, b, { groups: 3, padding: 1 }), apart);
    const pixels = [spread([3, 5, 1, 1], 1), spread([2, 5, 1, 1], 2), spread([2], 3)];
    gradcheck("conv2d of single pixels", (x, w, b) => conv2d(x, w, b), pixels);
    for (const activation of ["none", "relu", "tanh"] as const) {
      const inputs = [spread([2, 2, 4, 4], 1), spread([3, 2, 3, 3], 2)];
      gradcheck(`conv2d ${activation} without bias`, (x, w) => conv2d(x, w, undefined, { activation }), inputs);
    }
  });
  it("maxPool2d() and meanPool2d(), overlapping, padded, and beyond the end", () => {
    const cases = [{}, { stride: 1 }, { padding: 1 }, { stride: 2, ceil: true }, { stride: 2, ceil: true, padding: 1 }];
    for (const options of cases) {
      for (const relu of [false, true]) {
        gradcheck("maxPool2d", (x) => maxPool2d(x, [3, 2], { ...options, relu }), [spread([2, 3, 7, 6], 1)]);
      }
      gradcheck("meanPool2d", (x) => meanPool2d(x, [3, 2], options), [spread([2, 3, 7, 6], 1)]);
    }
  });
  it("normalise(), in training and not, with ReLU and without, of images, rows and sequences", () => {
    for (const training of [true, false]) {
      for (const relu of [true, false]) {
        for (const shape of [[3, 2, 3, 3], [5, 2], [3, 2, 5]]) {
          const [mean, variance] = [Tensor.zeros([2], { dtype: "float64" }), Tensor.ones([2], { dtype: "float64" })];
          const options = { training, relu, momentum: 0, epsilon: 1e-5, mean, variance };
          const inputs = [spread(shape, 1), positive([2], 2), spread([2], 3)];
          gradcheck("normalise", (x, gamma, beta) => normalise(x, { gamma, beta, ...options }), inputs);
        }
      }
    }
  });
});

describe("gradcheck()", () => {
  it("names function, argument, index and both values", () => {
    const wrong = (x: Tensor, y: Tensor): Tensor => x.mul(y).add(new Tensor(y.data, y.shape));
    expect(() => gradcheck("wrong", wrong, [spread([2, 2], 1), spread([2, 2], 2)])).toThrow(
      /^Cannot confirm the gradient of wrong by argument 1 at \[0,0\]: found \S+ by the chain rule and \S+ by central differences$/,
    );
  });
  it("refuses float32", () => {
    expect(() => gradcheck("neg", (x) => x.neg(), [Tensor.zeros([1])])).toThrow(
      new TypeError("Cannot check the gradient of neg: argument 0 is float32, expected float64"),
    );
  });
});
