import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { begin } from "./memory.ts";
import { finish, held, type Node, place, remember, room } from "./node.ts";
import { pair, type Window } from "./pair.ts";

/** How the window moves over the image. */
export interface PoolingOptions {
  /** Pixels from window to window; the window's size unless given, so that windows do not overlap. */
  readonly stride?: Window;
  /** A margin that holds no maximum, and zeros for a mean; at most half the window, 0 unless given. */
  readonly padding?: Window;
  /** Also counts windows that reach beyond the image at its end. */
  readonly ceil?: boolean;
}

/** y = the largest number of each window; ∂x = Σ ∂y of the windows in which x is the first of the largest. */
export function maxPool(input: Node, window: Window, options: PoolingOptions): Node {
  const action = "take the maximum over windows of";
  const shape = shapeOf(action, input, window, options);
  const x = held(input, action);
  const y = pooled(action, shape, x, kernels.maxPool);
  return remember(y, [input], (dy) => {
    const engine = begin();
    const dx = room(x.shape, x.dtype, action);
    kernels.maxPoolGradient(engine, shape, { x: place(x, action), dy: place(dy, action), dx: dx.at });
    return [finish(dx)];
  });
}

/** y = the mean of each window, padding counted as zeros; ∂x = Σ ∂y / size of the windows around x. */
export function meanPool(x: Node, window: Window, options: PoolingOptions): Node {
  const action = "take the mean over windows of";
  const shape = shapeOf(action, x, window, options);
  const y = pooled(action, shape, x, kernels.meanPool);
  return remember(y, [x], (dy) => {
    const engine = begin();
    const dx = room(x.shape, x.dtype, action);
    kernels.meanPoolGradient(engine, shape, { dy: place(dy, action), dx: dx.at });
    return [finish(dx)];
  });
}

function pooled(
  action: string,
  shape: kernels.PoolingShape,
  x: Node,
  kernel: (engine: kernels.Engine, shape: kernels.PoolingShape, at: { x: number; y: number }) => void,
): Node {
  const engine = begin();
  const [images, channels] = x.shape as [number, number];
  const y = room([images, channels, ...kernels.poolingSize(shape)], x.dtype, action);
  kernel(engine, shape, { x: place(x, action), y: y.at });
  return finish(y);
}

function shapeOf(action: string, x: Node, window: Window, options: PoolingOptions): kernels.PoolingShape {
  const { ceil = false } = options;
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot ${action} ${shapeText(x.shape)}: ${why}`);
  };
  if (x.shape.length !== 4) refuse("it must have 4 axes");
  const [images, channels, height, width] = x.shape as [number, number, number, number];
  const kernel = pair(action, "sizes of the window", window, 1);
  const padding = pair(action, "paddings", options.padding ?? 0, 0);
  if (2 * padding[0] > kernel[0] || 2 * padding[1] > kernel[1]) refuse("padding must be at most half the window");
  const shape: kernels.PoolingShape = {
    ...{ dtype: x.dtype, planes: images * channels, size: [height, width], kernel, padding, ceil },
    stride: pair(action, "strides", options.stride ?? kernel, 1),
  };
  const [tall, broad] = kernels.poolingSize(shape);
  if (tall < 1 || broad < 1) refuse("the window is larger than the padded image");
  return shape;
}
