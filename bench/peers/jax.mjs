/** jax-js on its backend in WebAssembly: the whole step compiled by `jit`. With workers (Deno) it takes a thread a core. */
import { defaultDevice, init, jit, lax, nn, numpy as np, random, tree, valueAndGrad } from "@jax-js/jax";
import { readFileSync } from "node:fs";
import { layersOf } from "./layers.mjs";
import { serve } from "./serve.mjs";

let seed = 0;
const normal = (shape, deviation) => random.normal(random.key(seed++), shape).mul(deviation);

/** A layer: where its parameters start, and its value; a parameter that is used up is borrowed by `ref`. */
const dense = (inputs, outputs, activation = (x) => x) => ({
  start: () => ({ w: normal([inputs, outputs], Math.sqrt(1 / inputs)), b: np.zeros([outputs]) }),
  value: ({ w, b }, x) => activation(np.matmul(x, w).add(b)),
});
const convolution = (inputs, outputs, window) => ({
  start: () => ({
    w: normal([outputs, inputs, window, window], Math.sqrt(2 / (window * window * inputs))),
    b: np.zeros([outputs, 1, 1]),
  }),
  value: ({ w, b }, x) => nn.relu(lax.conv(x, w, [1, 1], "SAME").add(b)),
});
/** Without the running statistics, which training does not need. */
const normConvolution = (inputs, outputs) => ({
  start: () => ({
    w: normal([outputs, inputs, 3, 3], Math.sqrt(2 / (9 * inputs))),
    gamma: np.ones([outputs, 1, 1]),
    beta: np.zeros([outputs, 1, 1]),
  }),
  value: ({ w, gamma, beta }, x) => {
    const y = lax.conv(x, w, [1, 1], "SAME");
    const axes = [0, 2, 3];
    const centred = y.ref.sub(np.mean(y, axes, { keepdims: true }));
    const deviation = np.sqrt(np.mean(np.square(centred.ref), axes, { keepdims: true }).add(1e-5));
    return nn.relu(centred.div(deviation).mul(gamma).add(beta));
  },
});
const plain = (value) => ({ start: () => ({}), value: (_, x) => value(x) });
const pool = plain((x) => lax.reduceWindow(x, np.max, [1, 1, 2, 2], [1, 1, 2, 2]));
const flatten = plain((x) => x.reshape([x.shape[0], -1]));
const parts = { dense, convolution, normConvolution, pool, flatten, relu: nn.relu, sigmoid: nn.sigmoid };

function descent(work) {
  const layers = layersOf(work, parts);
  const squared = work.classes === 0;
  const loss = (parameters, x, y) => {
    const output = layers.reduce((value, layer, i) => layer.value(parameters[i], value), x);
    return squared ? np.mean(np.square(output.sub(y))) : np.mean(np.sum(nn.logSoftmax(output).mul(y), -1)).mul(-1);
  };
  let parameters = layers.map((layer) => layer.start());
  let velocity = work.momentum === 0 ? null : tree.map((p) => np.zeros(p.shape), parameters);
  const plainStep = jit((theta, x, y) => {
    const [value, gradient] = valueAndGrad(loss)(tree.ref(theta), x, y);
    return [value, tree.map((p, g) => p.sub(g.mul(0.01)), theta, gradient)];
  });
  const momentumStep = jit((theta, v, x, y) => {
    const [value, gradient] = valueAndGrad(loss)(tree.ref(theta), x, y);
    const moved = tree.map((m, g) => m.mul(work.momentum).add(g), v, gradient);
    return [value, tree.map((p, m) => p.sub(m.mul(0.01)), theta, tree.ref(moved)), moved];
  });
  return async (x, y) => {
    let value;
    if (velocity === null) [value, parameters] = plainStep(parameters, x, y);
    else [value, parameters, velocity] = momentumStep(parameters, velocity, x, y);
    return (await value.data())[0];
  };
}

const oneHot = (labels, classes) => {
  const values = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => values[i * classes + label] = 1);
  return np.array(values).reshape([labels.length, classes]);
};

function training(work) {
  const { batch, classes, input } = work;
  const x = random.uniform(random.key(99), [batch, ...input]);
  const y = classes === 0 ? x.ref : oneHot(Array.from({ length: batch }, (_, i) => i % classes), classes);
  const step = descent(work);
  return () => step(x.ref, y.ref);
}

function epoch(work) {
  const { batch, classes } = work;
  const labels = readFileSync(work.labels);
  const images = Float32Array.from(readFileSync(work.images), (byte) => byte / 255);
  const step = descent(work);
  let pass = 0;
  return async () => {
    const order = await random.permutation(random.key(pass++), labels.length).data();
    for (let at = 0; at < order.length; at += batch) {
      const rows = order.subarray(at, at + batch);
      const x = new Float32Array(1024 * rows.length);
      rows.forEach((row, i) => x.set(images.subarray(1024 * row, 1024 * (row + 1)), 1024 * i));
      await step(np.array(x).reshape([rows.length, 1024]), oneHot(Array.from(rows, (row) => labels[row]), classes));
    }
  };
}

function product({ n }) {
  const [a, b] = [1, 2].map((key) => random.uniform(random.key(key), [n, n]));
  const multiply = jit(np.matmul);
  return async () => {
    const c = multiply(a.ref, b.ref);
    await c.blockUntilReady();
    c.dispose();
  };
}

await serve(async (work) => {
  await init("wasm");
  defaultDevice("wasm");
  const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  return { step: { training, epoch, product }[work.kind](work), version: dependencies["@jax-js/jax"] };
});
