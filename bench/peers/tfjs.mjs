/** TensorFlow.js on its backend in WebAssembly or in plain JavaScript, which have one thread in Node. */
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { layersOf } from "./layers.mjs";
import { serve } from "./serve.mjs";

const variable = (shape, deviation) => tf.variable(tf.randomNormal(shape, 0, deviation));
const dense = (inputs, outputs, activation = (x) => x) => {
  const w = variable([inputs, outputs], Math.sqrt(1 / inputs)), b = variable([outputs], 0);
  return (x) => activation(tf.add(tf.matMul(x, w), b));
};
/** TensorFlow's images have their channels last. */
const convolution = (inputs, outputs, window) => {
  const w = variable([window, window, inputs, outputs], Math.sqrt(2 / (window * window * inputs)));
  const b = variable([outputs], 0);
  return (x) => tf.relu(tf.add(tf.conv2d(x, w, 1, "same"), b));
};
const normConvolution = (inputs, outputs) => {
  const w = variable([3, 3, inputs, outputs], Math.sqrt(2 / (9 * inputs)));
  const gamma = tf.variable(tf.ones([outputs])), beta = variable([outputs], 0);
  const running = { mean: tf.variable(tf.zeros([outputs]), false), variance: tf.variable(tf.ones([outputs]), false) };
  return (x) => {
    const y = tf.conv2d(x, w, 1, "same");
    const moments = tf.moments(y, [0, 1, 2]);
    for (const name of ["mean", "variance"]) {
      running[name].assign(tf.add(tf.mul(running[name], 0.9), tf.mul(moments[name], 0.1)));
    }
    return tf.relu(tf.batchNorm(y, moments.mean, moments.variance, beta, gamma, 1e-5));
  };
};
const pool = (x) => tf.maxPool(x, 2, 2, "valid");
const flatten = (x) => tf.reshape(x, [x.shape[0], -1]);
const parts = { dense, convolution, normConvolution, pool, flatten, relu: tf.relu, sigmoid: tf.sigmoid };

/** By way of int32: its backend in WebAssembly fills float32 with the bits of whole numbers. */
const oneHot = (labels, classes) => tf.cast(tf.oneHot(labels, classes), "float32");

function descent(work) {
  const layers = layersOf(work, parts);
  const optimiser = work.momentum === 0 ? tf.train.sgd(0.01) : tf.train.momentum(0.01, work.momentum);
  const lossOf = work.classes === 0 ? tf.losses.meanSquaredError : (y, z) => tf.losses.softmaxCrossEntropy(y, z);
  return (x, y) => {
    const cost = optimiser.minimize(() => lossOf(y, layers.reduce((value, layer) => layer(value), x)), true);
    const [loss] = cost.dataSync();
    cost.dispose();
    return loss;
  };
}

function training(work) {
  const { batch, classes, input } = work;
  const [channels, ...image] = input;
  const x = tf.randomUniform([batch, ...image, channels]);
  const y = classes === 0 ? x : oneHot(Array.from({ length: batch }, (_, i) => i % classes), classes);
  const step = descent(work);
  return () => step(x, y);
}

function epoch(work) {
  const { batch, classes } = work;
  const labels = Int32Array.from(readFileSync(work.labels));
  const x = tf.tensor(Float32Array.from(readFileSync(work.images), (byte) => byte / 255), [labels.length, 1024]);
  const y = oneHot(labels, classes);
  const step = descent(work);
  return () => {
    const order = tf.util.createShuffledIndices(labels.length);
    for (let at = 0; at < order.length; at += batch) {
      const rows = Int32Array.from(order.subarray(at, at + batch));
      tf.tidy(() => step(tf.gather(x, rows), tf.gather(y, rows)));
    }
  };
}

function product({ n }) {
  const [a, b] = [1, 2].map(() => tf.randomUniform([n, n], -1, 1));
  return () => tf.matMul(a, b).dispose();
}

await serve(async (work, _threads, variant) => {
  await tf.setBackend(variant);
  return { step: { training, epoch, product }[work.kind](work), version: tf.version_core };
});
