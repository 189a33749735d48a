import { Rng } from "../../random/mod.ts";
import type { Image } from "../image/image.ts";
import type { Picture } from "./picture.ts";

/** Normal deviates that all photos draw from, each row from a place of its own: a power of two. */
const DEVIATES = 2 ** 16;
const SEED = 6;
let deviates: Float32Array | undefined;
/** Shares of the noise that all channels have alike and each for itself: 0.8² + 0.6² = 1. */
const COMMON = 0.8;
const OWN = 0.6;

/**
 * What a sensor makes of a picture: bytes 255 v + σ √(¼ + ¾ v) n, cut to 0 … 255, with normal noise n.
 *
 * Shot noise grows with the root of the light; a quarter of the variance is the amplifier's.
 */
export function exposed(picture: Picture, noise: number, rng: Rng): Image {
  const { width, height } = picture[0];
  const data = new Uint8ClampedArray(3 * width * height);
  const grey = new Float32Array(width);
  deviates ??= drawn();
  for (let y = 0; y < height; y++) {
    const common = rng.integer(DEVIATES);
    for (let x = 0; x < width; x++) grey[x] = COMMON * deviates[(common + x) & (DEVIATES - 1)]!;
    for (let channel = 0; channel < 3; channel++) {
      const { values } = picture[channel]!;
      const own = rng.integer(DEVIATES);
      let from = y * width, to = (channel * height + y) * width;
      for (let x = 0; x < width; x++, from++, to++) {
        const v = values[from]! > 0 ? values[from]! : 0;
        const n = grey[x]! + OWN * deviates[(own + x) & (DEVIATES - 1)]!;
        data[to] = 255 * v + noise * Math.sqrt(0.25 + 0.75 * v) * n;
      }
    }
  }
  return { shape: [3, height, width], data: new Uint8Array(data.buffer) };
}

function drawn(): Float32Array {
  const source = new Rng(SEED);
  return Float32Array.from({ length: DEVIATES }, () => source.normal());
}
