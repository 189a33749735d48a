import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { begin } from "./memory.ts";
import { finish, held, imagesOf, type Node, place, placeWoven, remember, room, wovenRoom } from "./node.ts";
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

/** What pooling by the maximum can do besides. */
export interface MaxPoolingOptions extends PoolingOptions {
  /** Applies ReLU in the same pass. */
  readonly relu?: boolean;
}

/**
 * y = the largest number of each window; ∂x = Σ ∂y of the windows in which x is the first of the largest. With `relu`
 * y is at least 0, and what was not above has no gradient.
 */
export function maxPool(input: Node, window: Window, { relu = false, ...options }: MaxPoolingOptions): Node {
  const action = "take the maximum over windows of";
  const shape = shapeOf(action, input, window, options);
  const x = held(input, action);
  if (x.woven !== 0 && suitsWoven(shape)) return wovenPool(action, input, x, shape, relu);
  const y = pooled(action, shape, x, (engine, shape, at) => kernels.maxPool(engine, shape, { ...at, relu }));
  return remember(y, [input], (dy) => {
    const engine = begin();
    const dx = room(x.shape, x.dtype, action);
    kernels.maxPoolGradient(engine, shape, { x: place(x, action), dy: place(dy, action), dx: dx.at, relu });
    return [finish(dx)];
  });
}

/** Whether windows are those that woven images are pooled by: 2 by 2, side by side. */
function suitsWoven({ kernel, stride, padding, ceil }: kernels.PoolingShape): boolean {
  const is = ([down, across]: kernels.Pair, n: number): boolean => down === n && across === n;
  return is(kernel, 2) && is(stride, 2) && is(padding, 0) && !ceil;
}

function wovenPool(action: string, input: Node, x: Node, shape: kernels.PoolingShape, relu: boolean): Node {
  const [images, channels] = x.shape as [number, number];
  const batch = imagesOf(x);
  const y = wovenRoom([images, channels, ...kernels.poolingSize(shape)], action);
  kernels.wovenPool(begin(), batch, { x: x.woven, y: y.woven, relu });
  return remember(finish(y), [input], (dy) => {
    const dx = wovenRoom(x.shape, action);
    kernels.wovenPoolGradient(begin(), batch, { x: x.woven, dy: placeWoven(dy, action), dx: dx.woven, relu });
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
  const what = `${action} ${shapeText(x.shape)}`;
  const kernel = pair(what, "sizes of the window", window, 1);
  const padding = pair(what, "paddings", options.padding ?? 0, 0);
  if (2 * padding[0] > kernel[0] || 2 * padding[1] > kernel[1]) refuse("padding must be at most half the window");
  const shape: kernels.PoolingShape = {
    ...{ dtype: x.dtype, planes: images * channels, size: [height, width], kernel, padding, ceil },
    stride: pair(what, "strides", options.stride ?? kernel, 1),
  };
  const [tall, broad] = kernels.poolingSize(shape);
  if (tall < 1 || broad < 1) refuse("the window is larger than the padded image");
  return shape;
}
