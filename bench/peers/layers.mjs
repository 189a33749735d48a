/** The layers of a work's net, from a library's own: for the peers whose layers are functions. */
export function layersOf({ net, width }, { dense, convolution, normConvolution, pool, flatten, relu, sigmoid }) {
  const pair = (inputs, outputs) => [normConvolution(inputs, outputs), normConvolution(outputs, outputs), pool];
  const nets = {
    fc: () => [dense(1024, width, sigmoid), dense(width, 36)],
    autoencoder: () => [dense(1024, 32, relu), dense(32, 32, relu), dense(32, 32, relu), dense(32, 1024, sigmoid)],
    cnn: () => [
      ...[convolution(1, 16, 5), pool, convolution(16, 32, 3), pool],
      ...[flatten, dense(2048, 128, relu), dense(128, 36)],
    ],
    cifar: () => [...pair(3, 32), ...pair(32, 64), ...pair(64, 128), flatten, dense(2048, 10)],
  };
  return nets[net]();
}
