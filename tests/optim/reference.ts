/** Steps of the optimisers, written out in float64 from their papers. */
export interface Settings {
  readonly learningRate: number;
  readonly weightDecay?: number;
  readonly momentum?: number;
  readonly nesterov?: boolean;
  readonly apart?: boolean;
}

/** θ after one step of gradient descent a gradient. */
export function sgd(theta: number, gradients: readonly number[], settings: Settings): number {
  const { learningRate, weightDecay = 0, momentum = 0, nesterov = false } = settings;
  let v = 0;
  for (const gradient of gradients) {
    const g = gradient + weightDecay * theta;
    v = momentum * v + g;
    theta -= learningRate * (nesterov ? g + momentum * v : v);
  }
  return theta;
}

/** θ after one step of Adam (or, with decay apart, AdamW) a gradient. */
export function adam(theta: number, gradients: readonly number[], settings: Settings): number {
  const { learningRate, weightDecay = 0, apart = false } = settings;
  let m = 0, v = 0;
  gradients.forEach((gradient, i) => {
    const t = i + 1;
    const g = gradient + (apart ? 0 : weightDecay * theta);
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const move = (m / (1 - 0.9 ** t)) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
    theta -= learningRate * (move + (apart ? weightDecay * theta : 0));
  });
  return theta;
}
