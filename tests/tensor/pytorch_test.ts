import { expect } from "expect";
import { describe, it } from "node:test";
import * as nnr from "nnr";
import {
  affine,
  backward,
  concat,
  conv2d,
  type ConvolutionOptions,
  crossEntropy,
  type DType,
  leadingEigen,
  logSoftmax,
  maxAbsDifference,
  maxPool2d,
  meanPool2d,
  meanSquaredError,
  norm,
  normalise,
  Parameter,
  qr,
  randomisedSvd,
  Rng,
  softmax,
  step,
  symmetricEigen,
  symmetricEigenvalues,
  Tensor,
} from "nnr";
import * as tensors from "../../lib/tensor/mod.ts";
import { expectComplete, expectNear, type Golden, goldens, part } from "../golden/pytorch.ts";

type Operation = (...inputs: Tensor[]) => Tensor;
type Operations = Readonly<Record<string, Operation>>;

/** An operation for each name, under that name or what is made of it. */
function each<N extends string>(
  names: readonly N[],
  f: (name: N) => Operation,
  title = (name: N): string => name,
): Operations {
  return Object.fromEntries(names.map((name) => [title(name), f(name)]));
}

/** Results that have no gradient. */
function alone(values: number | readonly number[], { dtype }: Tensor): Tensor {
  return Tensor.of(values, { dtype });
}

const arithmetic = ["add", "sub", "mul", "div"] as const;
const activations = ["relu", "tanh", "sigmoid"] as const;
const folds = ["sum", "mean", "max"] as const;
const labels = [6, 0, 3];

const elements: Operations = {
  ...each(["exp", "tanh", "sigmoid", "relu", "gelu", "abs", "neg", "log", "sqrt"], (op) => (x) => x[op]()),
  ...each(["relu", "abs"], (op) => (x) => x[op](), (op) => `${op} at 0`),
  "as": (x) => x.as(x.dtype === "float32" ? "float64" : "float32").as(x.dtype),
  ...each(arithmetic, (op) => (x, y) => x[op](y)),
  ...each(arithmetic, (op) => (x, y) => x[op](y), (op) => `${op} row`),
  ...each(arithmetic, (op) => (x, y) => x[op](y), (op) => `${op} column and row`),
  ...each(arithmetic, (op) => (x) => x[op](3), (op) => `${op} number`),
};

const products: Operations = {
  "matmul": (a, b) => a.matmul(b),
  "matmul large": (a, b) => a.matmul(b),
  "matmul first transposed": (a, b) => a.matmul(b, { transposeA: true }),
  "matmul second transposed": (a, b) => a.matmul(b, { transposeB: true }),
  "matmul both transposed": (a, b) => a.matmul(b, { transposeA: true, transposeB: true }),
  "affine": (x, w, b) => affine(x, w, b),
  ...each(activations, (name) => (x, w, b) => affine(x, w, b, name), (name) => `affine ${name}`),
};

const reductions: Operations = {
  ...each(folds, (op) => (x) => x[op]()),
  ...each(folds, (op) => (x) => x[op](0), (op) => `${op} axis 0`),
  ...each(folds, (op) => (x) => x[op](1), (op) => `${op} axis 1`),
  ...each(folds, (op) => (x) => x[op](2), (op) => `${op} axis 2`),
  ...each(folds, (op) => (x) => x[op](1, { keep: true }), (op) => `${op} kept`),
  "argmax": (x) => alone(x.argmax(), x),
  "norm": (x) => alone(norm(x), x),
  "maxAbsDifference": (x, y) => alone(maxAbsDifference(x, y), x),
};

const moves: Operations = {
  "reshape": (x) => x.reshape([5, -1]),
  "permute": (x) => x.permute([2, 0, 1]),
  "transpose": (x) => x.transpose(),
  "broadcast": (x) => x.broadcast([2, 3, 4, 5]),
  "rows": (x) => x.rows([2, 0, 2, 2]),
  "slice axis 0": (x) => x.slice(1, 3),
  "slice axis 1": (x) => x.slice(1, 3, 1),
  "slice axis 2": (x) => x.slice(1, 3, 2),
  "concat axis 0": (...x) => concat(x),
  "concat axis 1": (...x) => concat(x, 1),
};

const probabilities: Operations = {
  "softmax": softmax,
  "softmax far apart": softmax,
  "logSoftmax": logSoftmax,
  "logSoftmax far apart": logSoftmax,
  "crossEntropy labels": (x) => crossEntropy(x, labels),
  "crossEntropy mean": (x) => crossEntropy(x, labels, { average: true }),
  "crossEntropy smoothed": (x) => {
    const shares = Tensor.oneHot(labels, 7, { dtype: x.dtype }).mul(0.75).add(0.25 / 7);
    return crossEntropy(x, shares, { average: true });
  },
  "meanSquaredError": meanSquaredError,
};

function convolution(options: ConvolutionOptions): Operation {
  return (x, w, b?: Tensor) => conv2d(x, w, b, options);
}

const convolutions: Operations = {
  "conv2d": convolution({}),
  "conv2d without bias": convolution({}),
  "conv2d 1 by 1": convolution({}),
  "conv2d moved": convolution({ stride: [2, 3], padding: [0, 2] }),
  "conv2d dilated": convolution({ dilation: [2, 3], padding: [2, 1] }),
  "conv2d in groups": convolution({ groups: 2, stride: 2 }),
  "conv2d by channel": convolution({ groups: 4, padding: 1 }),
  ...each(activations, (activation) => convolution({ activation }), (name) => `conv2d ${name}`),
  "conv2d winograd few": convolution({ padding: 1 }),
  "conv2d winograd many": convolution({ padding: 1 }),
};

const pools: Operations = Object.assign(
  {},
  ...[maxPool2d, meanPool2d].map((pool): Operations => ({
    [pool.name]: (x) => pool(x, 2),
    [`${pool.name} overlapping`]: (x) => pool(x, [3, 2], { stride: [2, 1], padding: 1 }),
    [`${pool.name} ceil`]: (x) => pool(x, 3, { stride: 2, ceil: true }),
    [`${pool.name} ceil padded`]: (x) => pool(x, 3, { stride: 2, padding: 1, ceil: true }),
  })),
  { "maxPool2d ties": (x: Tensor) => maxPool2d(x, 3, { stride: 2 }) },
);

function normalisation(training: boolean, relu: boolean): Operation {
  return (x, gamma, beta) => {
    const { dtype } = x;
    const [mean, variance] = [Tensor.of([0.25, -0.5], { dtype }), Tensor.of([0.5, 2], { dtype })];
    return normalise(x, { gamma, beta, mean, variance, training, relu, momentum: 0.1, epsilon: 1e-5 });
  };
}

const norms: Operations = Object.fromEntries(
  ["images", "rows", "sequences"].flatMap((shape) =>
    [true, false].flatMap((training) =>
      [true, false].map((relu) => [
        `normalise ${shape} ${training ? "training" : "evaluation"}${relu ? " relu" : ""}`,
        normalisation(training, relu),
      ])
    )
  ),
);

const decompositions: Operations = {
  "qr Q": (A) => qr(A).Q,
  "qr R": (A) => qr(A).R,
  "symmetricEigen values": (A) => symmetricEigen(A).values,
  "symmetricEigen vectors": (A) => symmetricEigen(A).vectors,
  "symmetricEigenvalues": (A) => symmetricEigenvalues(A),
  "leadingEigen values": (A) => leadingEigen(A, 1).values,
  "leadingEigen vectors": (A) => leadingEigen(A, 1).vectors,
  "randomisedSvd values": (A) => randomisedSvd(A, 3, { rng: new Rng(1) }).values,
};

const operations: Operations = {
  ...{ ...elements, ...products, ...reductions, ...moves, ...probabilities },
  ...{ ...convolutions, ...pools, ...norms, ...decompositions },
};

/** Compares value and gradients in a step, where operations may keep images woven. */
function check(name: string, f: Operation, golden: Golden, dtype: DType): void {
  const sources = [...golden.keys()].filter((part) => /^x\d$/.test(part));
  const inputs = sources.map((name) => new Parameter(part(golden, name).as(dtype)));
  // The longest sum has at most as many terms as the largest tensor has numbers.
  const terms = Math.max(...[...golden.values()].map(({ size }) => size));
  step(() => {
    const y = f(...inputs);
    expectNear(name, y, part(golden, "y"), terms);
    const dy = golden.get("dy");
    if (dy === undefined) return;
    backward(y.mul(dy.as(dtype)).sum());
    inputs.forEach(({ grad }, i) => expectNear(`${name}, gradient by ${i}`, grad!, part(golden, `g${i}`), terms));
  });
}

describe("values and gradients are PyTorch's", () => {
  const cases = goldens("operation");
  for (const [name, golden] of cases) {
    for (const dtype of ["float64", "float32"] as const) {
      it(`${name}, ${dtype}`, () => check(name, operations[name]!, golden, dtype));
    }
  }

  it("of every case that is known here", () => {
    expect(Object.keys(operations).sort()).toEqual([...cases.keys()].sort());
  });

  it("of every operation that the library has", () => {
    const functions = Object.keys(tensors).filter((name) => name in nnr && !["Tensor", "step"].includes(name));
    // What reads or copies a tensor, or applies a function that is not known.
    const readers = ["constructor", "data", "size", "item", "at", "toArray", "map", "keep"];
    const methods = Object.getOwnPropertyNames(Tensor.prototype).filter((name) => !readers.includes(name));
    expectComplete(cases.keys(), [...functions, ...methods]);
  });
});
