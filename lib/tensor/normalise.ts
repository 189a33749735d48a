import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { sameDType } from "./dtype.ts";
import { begin } from "./memory.ts";
import { finish, held, type Node, over, place, placeWoven, remember, room, wovenRoom } from "./node.ts";
import { sizeOf } from "./shape.ts";

/** What a batch norm remembers of the batches it saw; moved in place while training. */
export interface Running {
  /** μ. */
  readonly mean: Node;
  /** σ², of samples (n − 1). */
  readonly variance: Node;
}

/** How a batch norm works. */
export interface NormOptions {
  /** The batch's statistics, or the running ones. */
  readonly training: boolean;
  /** How far the running ones move towards the batch's. */
  readonly momentum: number;
  /** What is added to σ². */
  readonly epsilon: number;
  /** ReLU follows, in the same pass. */
  readonly relu: boolean;
}

const ACTION = "normalise";

/** y = γ (x − μ) / √(σ² + ε) + β, a channel at a time; x is `[n, channels, …]`. */
export function batchNorm(input: Node, gamma: Node, beta: Node, running: Running, options: NormOptions): Node {
  const [images = 0, channels = 0, ...rest] = input.shape;
  const count = sizeOf(rest);
  requireChannels(input, [gamma, beta, running.mean, running.variance], channels);
  const { training, relu, momentum, epsilon } = options;
  if (training && images * count < 2) {
    throw new RangeError(`Cannot ${ACTION} ${shapeText(input.shape)}: the batch must hold at least 2 values a channel`);
  }
  const x = held(input, ACTION);
  const { dtype } = x;
  const engine = begin();
  const woven = x.woven !== 0 && images % 8 === 0;
  const where = woven ? placeWoven : place;
  const y = woven ? wovenRoom(x.shape, ACTION) : room(x.shape, dtype, ACTION);
  const mean = room([channels], dtype, ACTION);
  const rate = room([channels], dtype, ACTION);
  const moved = { mean: place(running.mean, ACTION), variance: place(running.variance, ACTION) };
  const common = { dtype, images, channels, size: sizeOfImage(rest), woven, training, relu };
  kernels.batchNorm(engine, {
    ...common,
    ...{ x: where(x, ACTION), gamma: place(gamma, ACTION), beta: place(beta, ACTION), mean: mean.at, rate: rate.at },
    ...{ y: woven ? y.woven : y.at, runningMean: moved.mean, runningVariance: moved.variance, momentum, epsilon },
  });
  for (const node of [y, mean, rate]) finish(node);
  return remember(y, [input, gamma, beta], (dy) => {
    const engine = begin();
    const from = where(dy, ACTION);
    const dx = !woven ? room(x.shape, dtype, ACTION) : dy.shared ? wovenRoom(x.shape, ACTION) : over(dy);
    const dgamma = room([channels], dtype, ACTION);
    const dbeta = room([channels], dtype, ACTION);
    kernels.batchNormGradient(engine, {
      ...common,
      ...{ x: where(x, ACTION), gamma: place(gamma, ACTION), beta: place(beta, ACTION) },
      ...{ mean: place(mean, ACTION), rate: place(rate, ACTION), dy: from },
      ...{ dx: woven ? dx.woven : dx.at, dgamma: dgamma.at, dbeta: dbeta.at },
    });
    return [finish(dx), finish(dgamma), finish(dbeta)];
  });
}

/** Height and width; all places in one row where there are other axes. */
function sizeOfImage(rest: readonly number[]): kernels.Pair {
  return rest.length === 2 ? [rest[0]!, rest[1]!] : [1, sizeOf(rest)];
}

function requireChannels(x: Node, others: readonly Node[], channels: number): void {
  if (x.shape.length < 2) {
    throw new RangeError(`Cannot ${ACTION} ${shapeText(x.shape)}: it must have at least 2 axes, [batch, channels, …]`);
  }
  for (const other of others) {
    sameDType(ACTION, x, other);
    if (other.shape.length === 1 && other.shape[0] === channels) continue;
    throw new RangeError(
      `Cannot ${ACTION} ${shapeText(x.shape)}: found ${
        shapeText(other.shape)
      }, expected [${channels}] a number a channel`,
    );
  }
}
