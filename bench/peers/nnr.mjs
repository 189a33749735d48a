/** This library: the same file in Deno and in Node. */
import {
  ActivationLayer,
  backward,
  BatchNorm,
  Conv2d,
  crossEntropy,
  engine,
  fit,
  Flatten,
  Linear,
  MaxPool2d,
  meanSquaredError,
  PCA,
  Rng,
  Sequential,
  SGD,
  spectrum,
  step,
  Tensor,
} from "nnr";
import { readFileSync } from "node:fs";
import process from "node:process";
import { serve } from "./serve.mjs";

const rng = new Rng(1);
const relu = new ActivationLayer("relu");
const sigmoid = new ActivationLayer("sigmoid");

const convolution = (inputs, outputs, window, bias = true) =>
  new Conv2d(inputs, outputs, window, { rng, padding: (window - 1) / 2, bias });

const linear = (inputs, outputs) => new Linear(inputs, outputs, { rng });

const pair = (inputs, outputs) => [
  ...[convolution(inputs, outputs, 3, false), new BatchNorm(outputs), relu],
  ...[convolution(outputs, outputs, 3, false), new BatchNorm(outputs), relu],
  new MaxPool2d(2),
];

const nets = {
  fc: ({ width }) => [linear(1024, width), sigmoid, linear(width, 36)],
  autoencoder: () => [linear(1024, 32), relu, linear(32, 32), relu, linear(32, 32), relu, linear(32, 1024), sigmoid],
  cnn: () => [
    ...[convolution(1, 16, 5), relu, new MaxPool2d(2), convolution(16, 32, 3), relu, new MaxPool2d(2)],
    ...[new Flatten(), linear(2048, 128), relu, linear(128, 36)],
  ],
  cifar: () => [...pair(3, 32), ...pair(32, 64), ...pair(64, 128), new Flatten(), linear(2048, 10)],
};

/** A step of descent on one batch. */
function training(work) {
  const { net, input, batch, classes, momentum } = work;
  const model = new Sequential(nets[net](work));
  model.train();
  // Like every peer's, the batch lies where the kernels find it.
  const x = Tensor.uniform([batch, ...input], 0, 1, { rng }).keep();
  const labels = Array.from({ length: batch }, (_, i) => i % classes);
  const optimiser = new SGD(model.parameters(), { learningRate: 0.01, momentum });
  const lossOf = classes === 0
    ? (output) => meanSquaredError(output, x)
    : (output) => crossEntropy(output, labels, { average: true });
  return () =>
    step(() => {
      optimiser.zeroGrad();
      const loss = lossOf(model.forward(x));
      backward(loss);
      optimiser.step();
      return loss.item();
    });
}

/** An epoch of descent on a whole set. */
function epoch(work) {
  const { batch, classes, images, labels } = work;
  const model = new Sequential(nets[work.net](work));
  const optimiser = new SGD(model.parameters(), { learningRate: 0.01 });
  const values = Float32Array.from(readFileSync(images), (byte) => byte / 255);
  const examples = {
    x: new Tensor(values, [values.length / 1024, 1024]),
    y: Tensor.oneHot(readFileSync(labels), classes),
  };
  return () => fit(model, examples, { optimiser, epochs: 1, batchSize: batch, seed: 1 });
}

/** A product of two matrices. */
function product({ n }) {
  const [a, b] = [1, 2].map(() => Tensor.uniform([n, n], -1, 1, { rng }).keep());
  return () => step(() => void a.matmul(b));
}

/** Principal components, or the whole spectrum. */
function components({ images, count }) {
  const values = Float32Array.from(readFileSync(images), (byte) => byte / 255);
  const x = new Tensor(values, [values.length / 1024, 1024]).keep();
  return count === 0 ? () => spectrum(x) : () => PCA.fit(x, { components: count });
}

await serve((work, threads) => {
  engine().threads = threads;
  return {
    step: { training, epoch, product, components }[work.kind](work),
    version: process.versions.deno ?? process.versions.node,
  };
});
