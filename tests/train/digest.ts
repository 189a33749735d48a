/** A hundred training steps of three nets, folded into one number each: run in Deno, in Node, in a cell, in a page. */
import {
  ActivationLayer,
  Adam,
  BatchNorm,
  Conv2d,
  engine,
  type Examples,
  fit,
  Flatten,
  Linear,
  MaxPool2d,
  meanSquaredError,
  type Module,
  Rng,
  Sequential,
  SGD,
  stateOf,
  Tensor,
} from "nnr";

function fully(rng: Rng): Module {
  return new Sequential([new Linear(256, 64, { rng }), new ActivationLayer("sigmoid"), new Linear(64, 36, { rng })]);
}

function autoencoder(rng: Rng): Module {
  const relu = new ActivationLayer("relu");
  return new Sequential([
    new Linear(256, 32, { rng }),
    relu,
    new Linear(32, 32, { rng }),
    relu,
    new Linear(32, 256, { rng }),
  ]);
}

function convolutional(rng: Rng): Module {
  return new Sequential([
    ...[new Conv2d(1, 8, 5, { rng, padding: 2 }), new ActivationLayer("relu"), new MaxPool2d(2)],
    ...[new Conv2d(8, 16, 3, { rng, padding: 1 }), new BatchNorm(16), new ActivationLayer("relu"), new MaxPool2d(2)],
    ...[new Flatten(), new Linear(256, 36, { rng })],
  ]);
}

/** The state of each net after a hundred steps on `threads` threads, as 32 bits. */
export function digests(threads: number): string[] {
  engine().threads = threads;
  const rng = new Rng(1);
  const x = Tensor.uniform([400, 256], 0, 1, { rng });
  const labels = Array.from({ length: 400 }, (_, i) => i % 36);
  const classes = { x, y: Tensor.oneHot(labels, 36) };
  const images = { x: x.reshape([400, 1, 16, 16]), y: classes.y };
  const train = (model: Module, examples: Examples, squared: boolean): string => {
    const optimiser = squared
      ? new Adam(model.parameters(), { learningRate: 0.001 })
      : new SGD(model.parameters(), { learningRate: 0.05, momentum: 0.9 });
    fit(model, examples, { optimiser, epochs: 10, batchSize: 40, seed: 1, ...(squared && { loss: meanSquaredError }) });
    return hash(model);
  };
  const found = [train(fully(rng), classes, false), train(autoencoder(rng), { x, y: x }, true)];
  return [...found, train(convolutional(rng), images, false)];
}

/** FNV-1a over the bytes of the state. */
function hash(model: Module): string {
  let hash = 0x811c9dc5;
  for (const { data } of stateOf(model).values()) {
    const copy = data.slice();
    for (const byte of new Uint8Array(copy.buffer, copy.byteOffset, copy.byteLength)) {
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16);
}
