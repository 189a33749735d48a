import { Rng } from "../../random/mod.ts";
import { Dataset } from "../dataset.ts";
import { SIDE } from "./draw.ts";
import { glyph36, type GlyphOptions, type GlyphSplit, streamOf } from "./glyph36.ts";

/** Red, green and blue, 0 to 1. */
type Colour = readonly [number, number, number];

const PIXELS = SIDE * SIDE;
/** Streams beyond those of Glyph36's own drawings. */
const STREAMS = 2 ** 40;
/** Least difference of ink and paper in brightness. */
const CONTRAST = 0.3;
/** The most spots behind the ink, and their radii in pixels from … to …. */
const SPOTS = 4;
const RADIUS: readonly [number, number] = [2, 12];
/** The most that light changes from the middle to an edge, and the deviation of the noise, in full scale. */
const LIGHT = 0.25;
const NOISE = 0.03;

/**
 * Glyph36 in colour, 3 × 32 × 32 (red, green, blue plane), a generated stand-in for colour photographs: the same characters in
 * a random ink on a random paper, spots of other colours behind them, light that falls off to one side, noise.
 *
 * colour = (paper or spot + a (ink − paper or spot)) light + noise, a the share of ink. Image i is Glyph36's image i.
 *
 * @throws {RangeError} as `glyph36` does.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { glyph36InColour } from "nnr/data";
 *
 * expect(glyph36InColour("test", { count: 36 }).batch([0, 1]).x.shape).toEqual([2, 3, 32, 32]);
 * ```
 */
export function glyph36InColour(split: GlyphSplit, options: GlyphOptions = {}): Dataset {
  const { name, source, licence, classes, images, labels } = glyph36(split, options);
  const colours = new Uint8Array(3 * images.length);
  for (let i = 0; i < labels.length; i++) {
    const grey = images.subarray(i * PIXELS, (i + 1) * PIXELS);
    colours.set(coloured(grey, new Rng(options.seed ?? 1, STREAMS + streamOf(split, i))), 3 * i * PIXELS);
  }
  return new Dataset({
    name: name.replace("Glyph36", "Glyph36 in colour"),
    source,
    licence,
    classes,
    shape: [3, SIDE, SIDE],
    images: colours,
    labels,
  });
}

function coloured(grey: ArrayLike<number>, rng: Rng): Uint8Array {
  const paper = randomColour(rng);
  let ink = randomColour(rng);
  while (Math.abs(brightness(ink) - brightness(paper)) < CONTRAST) ink = randomColour(rng);
  const spots = Array.from({ length: rng.integer(SPOTS + 1) }, () => spot(ink, rng));
  const [right, down] = [rng.uniform(-LIGHT, LIGHT), rng.uniform(-LIGHT, LIGHT)];
  const image = new Uint8Array(3 * PIXELS);
  for (let at = 0; at < PIXELS; at++) {
    const x = at % SIDE, y = Math.floor(at / SIDE);
    const behind = spots.find((spot) => spot.covers(x, y))?.colour ?? paper;
    const light = 1 + right * (2 * x / (SIDE - 1) - 1) + down * (2 * y / (SIDE - 1) - 1);
    for (let channel = 0; channel < 3; channel++) {
      const base = behind[channel]!;
      const value = (base + (1 - grey[at]! / 255) * (ink[channel]! - base)) * light + rng.normal(0, NOISE);
      image[channel * PIXELS + at] = Math.round(255 * Math.max(0, Math.min(1, value)));
    }
  }
  return image;
}

/** A disc on the paper, as far from the ink in brightness. */
function spot(ink: Colour, rng: Rng): { colour: Colour; covers: (x: number, y: number) => boolean } {
  const [x0, y0, radius] = [rng.uniform(0, SIDE), rng.uniform(0, SIDE), rng.uniform(...RADIUS)];
  let colour = randomColour(rng);
  while (Math.abs(brightness(ink) - brightness(colour)) < CONTRAST) colour = randomColour(rng);
  return { colour, covers: (x, y) => (x - x0) * (x - x0) + (y - y0) * (y - y0) <= radius * radius };
}

function randomColour(rng: Rng): Colour {
  return [rng.uniform(), rng.uniform(), rng.uniform()];
}

/** Luma of ITU-R BT.601. */
function brightness([red, green, blue]: Colour): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
