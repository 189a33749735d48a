/** A short training on images that are augmented anew in each epoch, folded into text: run in Deno and in Node. */
import {
  ActivationLayer,
  augment,
  engine,
  type Examples,
  fit,
  type FitOptions,
  Linear,
  type Module,
  Rng,
  Sequential,
  SGD,
  stateOf,
  Tensor,
} from "nnr";

const change = augment.compose(
  augment.affine({ shift: 1, rotation: 10, scale: 0.1, shear: 0.1 }),
  augment.elastic({ distance: 0.7, smoothness: 3 }),
  augment.thickness({ radius: 1 }),
  augment.blur({ sigma: 0.7 }),
  augment.contrast({ contrast: 0.2, brightness: 0.1 }),
  augment.noise({ deviation: 0.05 }),
  augment.cutOut({ side: 3 }),
  augment.crop({ margin: 1 }),
  augment.flip(),
);

/** Images of 16 × 16 at random, and classes. */
export function examples(): Examples {
  const n = 50;
  const x = Tensor.uniform([n, 256], 0, 1, { rng: new Rng(1) });
  return { x, y: Tensor.oneHot(Array.from({ length: n }, (_, i) => i % 4), 4) };
}

/** A net, and how it is trained. */
export function training(): { readonly net: Module; readonly options: FitOptions } {
  const rng = new Rng(2);
  const net = new Sequential([new Linear(256, 16, { rng }), new ActivationLayer("tanh"), new Linear(16, 4, { rng })]);
  const optimiser = new SGD(net.parameters(), { learningRate: 0.1, momentum: 0.9 });
  return { net, options: { optimiser, epochs: 4, batchSize: 8, seed: 1, augment: change } };
}

/** The bits of a net. */
export function bits(net: Module): string {
  return JSON.stringify([...stateOf(net).values()].map(({ data }) => Array.from(data)));
}

/** The bits after a training on so many threads. */
export function trained(threads: number): string {
  engine().threads = threads;
  const { net, options } = training();
  fit(net, examples(), options);
  return bits(net);
}
