import * as kernels from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { sameDType } from "./dtype.ts";
import { unaryGradient } from "./elementwise.ts";
import { begin, noteMultiplyAdds, running } from "./memory.ts";
import { finish, held, imagesOf, type Node, place, placeWoven, remember, room, wovenRoom } from "./node.ts";
import { pair, type Window } from "./pair.ts";

/** How the window moves over the image. */
export interface ConvolutionOptions {
  /** Pixels from window to window; 1 unless given. */
  readonly stride?: Window;
  /** Zeros around the image; 0 unless given. */
  readonly padding?: Window;
  /** Pixels from tap to tap; 1 unless given. */
  readonly dilation?: Window;
  /** Channels are cut into so many groups that do not meet; 1 unless given. */
  readonly groups?: number;
  /** φ of the result, in the same pass. */
  readonly activation?: kernels.Activation;
}

const ACTION = "convolve";

/**
 * y = φ(x ∗ w + b): `[n, c, h, w]` by `[out, c / groups, …]` is `[n, out, …]`.
 *
 * δ = ∂y φ′(y), then ∂b = Σ δ over images and places, ∂w and ∂x the correlations of δ with x and w.
 */
export function convolve(input: Node, weight: Node, bias: Node | undefined, options: ConvolutionOptions): Node {
  const { activation = "none" } = options;
  const shape = shapeOf(input, weight, bias, options);
  const x = held(input, ACTION);
  const w = held(weight, ACTION);
  const { dtype } = x;
  const engine = begin();
  const size = [shape.images, shape.out, ...kernels.convolutionSize(shape)];
  const fast = suitsWinograd(shape);
  const y = fast ? wovenRoom(size, ACTION) : room(size, dtype, ACTION);
  const b = bias ? place(bias, ACTION) : 0;
  if (fast) {
    const relu = activation === "relu";
    kernels.winograd(engine, shape, { x: placeWoven(x, ACTION), w: place(w, ACTION), b, y: y.woven, relu });
    if (!relu) activate(y, activation);
  } else {
    kernels.convolve(engine, shape, { x: place(x, ACTION), w: place(w, ACTION), b, y: y.at, activation });
    // The kernel applies an activation together with a bias only.
    if (b === 0) activate(y, activation);
  }
  noteMultiplyAdds(y.size * w.size / shape.out);
  finish(y);
  return remember(y, bias ? [input, weight, bias] : [input, weight], (dy) => {
    const delta = activation === "none" ? dy : unaryGradient(activation, y, dy);
    return [
      input.tracked ? inputGradient(shape, w, delta, x) : undefined,
      weight.tracked ? weightGradient(shape, x, delta, w) : undefined,
      bias?.tracked ? channelSum(delta) : undefined,
    ];
  });
}

/** Whether Winograd's way is taken: it needs a quarter of the products, and eight images at once. */
function suitsWinograd(
  { dtype, images, out, kernel, stride, padding, dilation, groups }: kernels.ConvolutionShape,
): boolean {
  const is = ([down, across]: kernels.Pair, n: number): boolean => down === n && across === n;
  const window = is(kernel, 3) && is(stride, 1) && is(padding, 1) && is(dilation, 1) && groups === 1;
  return window && dtype === "float32" && images >= 8 && out >= 8;
}

/** y ← φ(y). */
function activate(y: Node, activation: kernels.Activation): void {
  if (activation === "none") return;
  const engine = running();
  const { dtype } = y;
  if (y.woven === 0) kernels.unary(engine, activation, { dtype, x: y.at, y: y.at, n: y.size });
  else {
    const images = imagesOf(y);
    kernels.unary(engine, activation, { dtype, x: y.woven, y: y.woven, n: kernels.wovenLength(images) });
    kernels.clearBorder(engine, images, y.woven);
  }
}

function inputGradient(shape: kernels.ConvolutionShape, w: Node, delta: Node, x: Node): Node {
  const engine = begin();
  if (suitsWinograd(shape)) {
    const dx = wovenRoom(x.shape, ACTION);
    kernels.winogradInput(engine, shape, { dy: placeWoven(delta, ACTION), w: place(w, ACTION), dx: dx.woven });
    return finish(dx);
  }
  const dx = room(x.shape, x.dtype, ACTION);
  kernels.convolveInput(engine, shape, { dy: place(delta, ACTION), w: place(w, ACTION), dx: dx.at });
  return finish(dx);
}

function weightGradient(shape: kernels.ConvolutionShape, x: Node, delta: Node, w: Node): Node {
  const engine = begin();
  const dw = room(w.shape, w.dtype, ACTION);
  if (suitsWinograd(shape)) {
    const pointers = { x: placeWoven(x, ACTION), dy: placeWoven(delta, ACTION) };
    kernels.winogradWeights(engine, shape, { ...pointers, dw: dw.at });
  } else kernels.convolveWeights(engine, shape, { x: place(x, ACTION), dy: place(delta, ACTION), dw: dw.at });
  return finish(dw);
}

/** Σ over images and places of each channel. Woven images are summed with the zeros around them, eight as one. */
function channelSum(delta: Node): Node {
  const [images, channels, height, width] = delta.shape as [number, number, number, number];
  const { dtype, woven } = delta;
  const engine = begin();
  const z = room([channels], dtype, ACTION);
  const common = { dtype, channels, z: z.at };
  if (woven === 0) {
    kernels.channelSum(engine, { ...common, images, count: height * width, x: place(delta, ACTION) });
  } else {
    const groups = Math.ceil(images / 8);
    const count = kernels.wovenLength(imagesOf(delta)) / (groups * channels);
    kernels.channelSum(engine, { ...common, images: groups, count, x: woven });
  }
  return finish(z);
}

function shapeOf(x: Node, w: Node, b: Node | undefined, options: ConvolutionOptions): kernels.ConvolutionShape {
  const { groups = 1 } = options;
  sameDType(ACTION, x, w);
  if (b) sameDType("add", w, b);
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot ${ACTION} ${shapeText(x.shape)} with ${shapeText(w.shape)}: ${why}`);
  };
  if (x.shape.length !== 4 || w.shape.length !== 4) refuse("both must have 4 axes");
  const [images, channels, height, width] = x.shape as [number, number, number, number];
  const [out, depth, down, across] = w.shape as [number, number, number, number];
  if (!(Number.isInteger(groups) && groups >= 1 && out % groups === 0)) {
    refuse(`groups must divide the ${out} outputs, found ${groups}`);
  }
  if (depth * down * across < 1) refuse("a window must hold at least 1 value");
  if (channels !== depth * groups) refuse(`found ${channels} channels, expected ${depth * groups}`);
  if (b && (b.shape.length !== 1 || b.shape[0] !== out)) {
    refuse(`the bias must be [${out}], found ${shapeText(b.shape)}`);
  }
  const shape: kernels.ConvolutionShape = {
    ...{ dtype: x.dtype, images, channels, size: [height, width], out, kernel: [down, across], groups },
    stride: pair(ACTION, "strides", options.stride ?? 1, 1),
    padding: pair(ACTION, "paddings", options.padding ?? 0, 0),
    dilation: pair(ACTION, "dilations", options.dilation ?? 1, 1),
  };
  const [tall, broad] = kernels.convolutionSize(shape);
  if (tall < 1 || broad < 1) refuse("the window is larger than the padded image");
  return shape;
}
