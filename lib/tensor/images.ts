import { shapeText } from "../errors/mod.ts";
import * as kernels from "../kernels/mod.ts";
import { begin } from "./memory.ts";
import { finish, imagesOf, place, room } from "./node.ts";
import { nodeOfTensor, type Tensor, wrap } from "./tensor.ts";

/** The kernels read four pixels of a row and two rows at once, and count pixels in float32. */
const LEAST_WIDTH = 4;
const LEAST_HEIGHT = 2;
const MOST_PIXELS = 2 ** 23;

/**
 * Images bent: row i, column j of z is x at column a j + b i + c, row d j + e i + f, between pixels along straight lines,
 * beyond the image its edge. It has no gradient.
 *
 * Shapes: x and z `[images, channels, height, width]`, maps `[images, 6]` (a … f), field `[images, 2, height, width]`: what
 * is added to column and row. All float32.
 *
 * @throws {TypeError} when x is not float32.
 * @throws {RangeError} when x has not 4 axes, its images are less than 4 wide or 2 high, or of more than 2^23 pixels, or there
 *   are more or fewer numbers than images.
 */
export function warp(x: Tensor, maps: Tensor, field?: Tensor): Tensor {
  return changed("bend", x, maps, (engine, batch, at) => {
    const added = field === undefined ? 0 : place(nodeOfTensor(field), "bend");
    kernels.warp(engine, batch, { ...at, maps: place(nodeOfTensor(maps), "bend"), field: added });
  });
}

/**
 * z = x + |t| (m − x), t an image's amount in [−1, 1]: m is the least of a pixel and its four neighbours where t is above 0,
 * the largest where it is below; or, with `mean`, the mean of the neighbours. It has no gradient.
 *
 * Shapes: x and z `[images, channels, height, width]`, amounts `[images]`. All float32.
 *
 * @throws {TypeError} when x is not float32.
 * @throws {RangeError} when x has not 4 axes, its images are less than 4 wide or 2 high, or of more than 2^23 pixels, or there
 *   are more or fewer numbers than images.
 */
export function spread(x: Tensor, amounts: Tensor, { mean = false }: { readonly mean?: boolean } = {}): Tensor {
  return changed("spread", x, amounts, (engine, batch, at) => {
    kernels.spread(engine, batch, { ...at, amounts: place(nodeOfTensor(amounts), "spread"), mean });
  });
}

/**
 * Planes z = D C O, the same D and O for each. It has no gradient; a plane's bits do not depend on how many there are.
 *
 * Shapes: c `[…, m, n]`, down D `[height, m]`, over O `[n, width]`, z `[…, height, width]`. All float32.
 *
 * @throws {RangeError} when the planes are less than 4 wide.
 */
export function smooth(c: Tensor, down: Tensor, over: Tensor): Tensor {
  const [m, n] = c.shape.slice(-2) as [number, number];
  const [height, width] = [down.shape[0]!, over.shape[1]!];
  if (width < LEAST_WIDTH) {
    throw new RangeError(`Cannot smooth to [${height},${width}]: planes must be at least ${LEAST_WIDTH} wide`);
  }
  const count = c.size / (m * n);
  const engine = begin();
  const between = room([count, m, width], "float32", "smooth");
  const z = room([...c.shape.slice(0, -2), height, width], "float32", "smooth");
  const [from, left, right] = [c, down, over].map((tensor) => place(nodeOfTensor(tensor), "smooth")) as Pointers;
  kernels.multiplyEach(engine, { a: from, b: right, z: between.at, count, m, k: n, n: width, shared: "b" });
  kernels.multiplyEach(engine, { a: left, b: between.at, z: z.at, count, m: height, k: m, n: width, shared: "a" });
  return wrap(finish(z));
}

type Pointers = [number, number, number];

function changed(
  action: string,
  x: Tensor,
  each: Tensor,
  run: (engine: kernels.Engine, batch: kernels.Images, at: { readonly x: number; readonly z: number }) => void,
): Tensor {
  const [images = 0, , height = 0, width = 0] = x.shape;
  if (x.dtype !== "float32") throw new TypeError(`Cannot ${action} images of ${x.dtype}: they must be float32`);
  if (x.shape.length !== 4 || width < LEAST_WIDTH || height < LEAST_HEIGHT || height * width > MOST_PIXELS) {
    throw new RangeError(
      `Cannot ${action} images ${shapeText(x.shape)}: expected [images,channels,height,width], ` +
        `at least ${LEAST_WIDTH} wide and ${LEAST_HEIGHT} high, of at most ${MOST_PIXELS} pixels`,
    );
  }
  if (each.shape[0] !== images) {
    throw new RangeError(`Cannot ${action} ${images} images: found numbers for ${each.shape[0]}`);
  }
  const engine = begin();
  const node = nodeOfTensor(x);
  const z = room(x.shape, "float32", action);
  run(engine, imagesOf(node), { x: place(node, action), z: z.at });
  return wrap(finish(z));
}
