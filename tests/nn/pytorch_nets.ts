import {
  ActivationLayer,
  BatchNorm,
  Concatenate,
  Conv2d,
  Dropout,
  GlobalMeanPool,
  Linear,
  MaxPool2d,
  type Module,
  type RandomOptions,
  Residual,
  Sequential,
} from "nnr";

// The whole nets of tests/golden/pytorch.py.

export function fullyConnected(options: RandomOptions): Module {
  return new Sequential([new Linear(64, 13, options), new ActivationLayer("sigmoid"), new Linear(13, 7, options)]);
}

export function convolutional(options: RandomOptions): Module {
  const conv = (inputs: number, outputs: number, bias = false): Module =>
    new Conv2d(inputs, outputs, 3, { padding: 1, bias, ...options });
  const body = [conv(8, 8), new BatchNorm(8, options), new ActivationLayer("relu"), conv(8, 8, true)];
  return new Sequential([
    ...[conv(3, 8), new BatchNorm(8, options), new ActivationLayer("relu"), new MaxPool2d(2)],
    ...[new Residual(new Sequential(body)), new ActivationLayer("relu"), new MaxPool2d(3, { stride: 2, ceil: true })],
    ...[new Concatenate([new Conv2d(8, 5, 1, options), conv(8, 8)]), new BatchNorm(13, options)],
    ...[new ActivationLayer("tanh"), new GlobalMeanPool(), new Dropout(0, options), new Linear(13, 5, options)],
  ]);
}
