import type { Image } from "../data/mod.ts";
import { background } from "./background.ts";
import { boxMean } from "./box_sum.ts";
import { closing } from "./closing.ts";
import { type Component, components } from "./components.ts";
import { darkness, isLightOnDark, noiseOf } from "./darkness.ts";
import { greyOf, type GreyWeights, greyWeights } from "./grey.ts";
import { pyramidOf } from "./pyramid.ts";
import { isStroke, penWidth } from "./pen.ts";
import type { Mask, Plane } from "./plane.ts";
import { withoutRules } from "./rules.ts";
import { edgeThreshold } from "./threshold/edge.ts";

/** Strokes are first looked for in a picture of at most this many pixels, as that costs little. */
const FIRST_PIXELS = 2 ** 19;
/** No picture larger than this is worked on, as that bounds the memory: 30 bytes a pixel. */
const MOST_PIXELS = 2 ** 24;
/** Strokes this many pixels wide keep their shape; a coarser picture is not used, a finer one not needed. */
const LEAST_STROKE = 2.5;
/** The share of the line that may be thinner than that. */
const THINNER = 0.25;
/** Pen widths from the middle to the side of the square over which noise is averaged: never wider than the pen. */
const SMOOTH = 0.3;
/** A guess of the pen's width is right when it is off by at most this share. */
const OFF = 0.3;
/** Noise passes for ink where the threshold is less than this many of its deviations: 5 and what dim light takes from the paper. */
const SAFE = 10;
/** Below this many of them what passes for ink is mostly noise, and its width no pen's. */
const BURIED = 2;
/** Pen widths to a side of the square in which ink is told from paper: more than a crossing of strokes has. */
const SQUARE = 5;
/** Sides of a tile that holds several letters, of the short side of the picture: whether the ink is light shows there. */
const TILE = 1 / 16;
/** Pen widths from the middle to the side of the threshold's window: most of a letter. */
const WINDOW = 5;
/** A stroke is as wide as the pen up to this share of it. */
const EVEN = 0.25;
/** The line of a letter is at most this many times as long as the letter: that of a frame is longer, and of an edge that frays. */
const LONGEST = 6;
/** The pen's width as a share of the picture's short side, until it is measured: wide, as a square that is too small hides ink. */
const FIRST_GUESS = 1 / 60;

/** Ink apart from paper, and everything that was measured on the way. Planes and masks have the size of the picture worked on. */
export interface Ink {
  /** How often the photo was halved: a pixel here is 2^halvings pixels of the photo wide. */
  readonly halvings: number;
  /** How the colours were mixed. */
  readonly weights: GreyWeights;
  /** Whether the writing is lighter than its ground. */
  readonly light: boolean;
  /** The photo in that mix, 0 black to 1 white. */
  readonly grey: Plane;
  /** The grey of the paper, as it would be without ink. */
  readonly paper: Plane;
  /** How much darker than its paper each pixel is: 0 paper, 1 black. */
  readonly darkness: Plane;
  /** Half the darkness of the page's ink: what lies on the edge of a stroke. */
  readonly threshold: number;
  /** Ink, ruled lines included. */
  readonly thresholded: Mask;
  /** Ink without ruled lines. */
  readonly mask: Mask;
  /** What hangs together in `mask`. */
  readonly components: readonly Component[];
  /** The pen's width in pixels here; NaN where there is no ink. */
  readonly stroke: number;
}

/**
 * Finds the ink of a photo: grey by contrast, paper divided out, threshold at the edges, ruled lines removed.
 *
 * The photo is halved as often as leaves strokes of 2.5 pixels: first the pen's width is measured on a small picture, then the
 * picture chosen and everything done with windows that are multiples of that width.
 */
export function findInk(image: Image): Ink {
  const pyramid = pyramidOf(image, FIRST_PIXELS);
  let halvings = pyramid.length - 1;
  const finest = pyramid.findIndex(({ shape: [, height, width] }, i) =>
    height * width <= MOST_PIXELS || i === halvings
  );
  const [, height, width] = pyramid[halvings]!.shape;
  let guess = Math.max(Math.min(height, width) * FIRST_GUESS, 1);
  const light = isLight(pyramid[halvings]!, TILE * Math.min(height, width), guess);
  // Noise that passes for ink is averaged over a part of the pen's width, which has to be known first; where the ink is buried in
  // noise, over more and more until it shows.
  const most = Math.floor(SMOOTH * guess);
  for (let smooth = 0, least = 0, noisy = false;;) {
    const found = inkAt(pyramid[halvings]!, halvings, light, guess, smooth);
    const { stroke } = found;
    if (Number.isNaN(stroke)) return found;
    const grain = noiseOf(found.darkness);
    if (found.threshold < BURIED * grain && smooth < most) {
      smooth = least = smooth + 1;
      noisy = true;
      continue;
    }
    const thin = penWidth(found.components, THINNER);
    const finer = thin >= LEAST_STROKE ? 0 : thin >= LEAST_STROKE / 2 ? 1 : 2;
    const next = Math.max(halvings - finer, finest);
    const used = { guess, smooth };
    guess = stroke * 2 ** (halvings - next);
    // Each halving has averaged four pixels, which halves their noise.
    const noise = grain * 2 ** (halvings - next);
    noisy ||= found.threshold < SAFE * noise;
    least *= 2 ** (halvings - next);
    smooth = noisy ? Math.max(Math.floor(SMOOTH * guess), least) : 0;
    const right = next === halvings && smooth === used.smooth && Math.abs(stroke - used.guess) <= OFF * stroke;
    if (right) return found;
    if (next === halvings) return inkAt(pyramid[halvings]!, halvings, light, guess, smooth);
    halvings = next;
  }
}

/**
 * Whether the writing is lighter than its ground: where most that stands out is lighter, but not where a light page lies on a dark table;
 * there what is dark looks more like writing.
 */
function isLight(image: Image, tile: number, guess: number): boolean {
  const grey = greyOf(image, greyWeights(image, 1));
  if (!isLightOnDark(grey, background(grey, tile))) return false;
  const [light, dark] = [true, false].map((light) => written(inkAt(image, 0, light, guess, 0)));
  return light! > dark!;
}

/** How much ink looks like writing: pen widths of letters' strokes that are about as wide as the pen, times their share of all ink. */
function written({ components, stroke }: Ink): number {
  const even = components.filter((part) =>
    isStroke(part) && Math.abs(part.stroke - stroke) <= EVEN * stroke &&
    part.area / part.stroke <= LONGEST * Math.max(part.box.width, part.box.height)
  );
  const area = (parts: readonly Component[]): number => parts.reduce((sum, part) => sum + part.area, 0);
  const line = even.reduce((sum, part) => sum + part.area / (part.stroke * stroke), 0);
  return line * area(even) / Math.max(area(components), 1);
}

function inkAt(image: Image, halvings: number, light: boolean, guess: number, smooth: number): Ink {
  const weights = greyWeights(image, Math.max(Math.round(guess), 1));
  const grey = boxMean(greyOf(image, weights), smooth);
  const paper = closing(grey, Math.max(Math.round(SQUARE * guess), 3), light ? -1 : 1);
  const dark = darkness(grey, paper, light);
  const { mask: thresholded, threshold } = edgeThreshold(dark, Math.max(Math.round(WINDOW * guess), 2));
  const all = components(thresholded, dark);
  const { mask, rules } = withoutRules(thresholded, penWidth(all));
  const rest = rules === 0 ? all : components(mask, dark);
  return {
    halvings,
    weights,
    light,
    grey,
    paper,
    darkness: dark,
    threshold,
    thresholded,
    mask,
    components: rest,
    stroke: penWidth(rest),
  };
}
