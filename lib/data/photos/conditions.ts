import type { Rng } from "../../random/mod.ts";

/** What is written on; a board is dark and its writing light. */
export type PhotoPaper = "plain" | "ruled" | "squared" | "board";
/** What is written with; on a board a pencil leaves what chalk leaves. */
export type PhotoInk = "pencil" | "ballpoint" | "marker";

/**
 * How a page is written and photographed, each in a unit of its own. A letter height is that of the writer's capitals.
 *
 * At setting 0 the paper is plain, letters are a little uneven, and what disturbs the photo is 0 (quality 100).
 */
export interface PhotoConditions {
  /** What is written on. */
  readonly paper: PhotoPaper;
  /** What is written with. */
  readonly ink: PhotoInk;
  /** Width of the strokes, in letter heights. */
  readonly pen: number;
  /** Paper between the boxes of two letters, in letter heights; below 0 they overlap. */
  readonly gap: number;
  /** Deviation of a letter's height and of its place, in letter heights, and of its turn (tangent). */
  readonly unevenness: number;
  /** Deviation of the ink's opacity along strokes: a pen that fails, a pencil that is pressed less. */
  readonly fading: number;
  /** How far lines fall from left to right (tangent); below 0 they rise. */
  readonly slope: number;
  /** How far the middle of a line hangs below its ends, in letter heights; below 0 it arches. */
  readonly curve: number;
  /** Contrast of the rules of ruled and squared paper with the paper: 0 none, 1 black on white. */
  readonly rules: number;
  /** Contrast of what is printed on the back of the page and shows through. */
  readonly bleed: number;
  /** Deviation of the paper's brightness from fibre to fibre, as a share of it. */
  readonly texture: number;
  /** How much larger the near side of the photo is taken than the far side: 0.2 is a fifth. */
  readonly perspective: number;
  /** How the camera is turned about its axis (tangent). */
  readonly turn: number;
  /** How far the page bulges between the ends and the middle of the photo, in letter heights; a board does not. */
  readonly bulge: number;
  /** Whether edges of the page and the table behind it are in the photo. */
  readonly edges: boolean;
  /** The share of the light that is missing everywhere. */
  readonly dim: number;
  /** The share of the light that is missing where it falls least. */
  readonly light: number;
  /** The share of blue that warm light lacks, and twice that of green; below 0, of cold light, twice that of red. */
  readonly warmth: number;
  /** The share of the light that a shadow takes. */
  readonly shadow: number;
  /** Deviation of the lens's blur, in pixels. */
  readonly blur: number;
  /** Deviation of the sensor's noise, in levels of 255. */
  readonly noise: number;
  /** Quality of the JPEG compression, 1 to 100 as libjpeg counts; 100 leaves the pixels alone. */
  readonly quality: number;
}

/** Stroke widths that each leaves, in letter heights, from … to …. */
const PENS: Readonly<Record<PhotoInk, readonly [number, number]>> = {
  pencil: [0.045, 0.09],
  ballpoint: [0.033, 0.085],
  marker: [0.09, 0.17],
};
/** The most that a hard photo (setting 1) has of each, half of it at the middle setting; drawn evenly from 0 on. */
const MOST = {
  fading: 0.3,
  slope: 0.14,
  curve: 0.8,
  rules: 0.5,
  bleed: 0.16,
  texture: 0.05,
  perspective: 0.45,
  turn: 0.1,
  bulge: 0.7,
  dim: 0.6,
  light: 0.75,
  warmth: 0.5,
  shadow: 0.6,
  blur: 3,
  noise: 22,
  quality: 85,
} as const;
const UNEVENNESS: readonly [number, number] = [0.02, 0.09];
/** Gaps of a writer at setting 0, what a hard photo may take off, and how often letters stand apart as in a table. */
const GAP: readonly [number, number] = [0.22, 0.4];
const NARROWER = 0.25;
const APART = 0.15;
const WIDE: readonly [number, number] = [0.5, 1];
/** How often, at setting 1, the paper is not plain, has print on its back, a shadow on it, or an edge in the photo. */
const OTHER_PAPER = 1;
const PRINTED = 0.5;
const SHADED = 1;
const EDGED = 0.7;

/** Conditions of a photo at a setting from 0 (clean) over 0.5 (the middle) to 1 (hard). */
export function conditionsAt(setting: number, rng: Rng): PhotoConditions {
  const upTo = (most: number): number => most * setting * rng.uniform();
  const either = (most: number): number => most * setting * rng.uniform(-1, 1);
  const chance = (share: number): boolean => rng.uniform() < share * setting;
  // What depends on chance is drawn in any case: another setting changes how much there is of each and nothing else.
  const ink = rng.pick(["pencil", "ballpoint", "ballpoint", "marker"] as const);
  const other = rng.pick(["ruled", "ruled", "squared", "squared", "board"] as const);
  const paper = chance(OTHER_PAPER) ? other : "plain";
  const [thin, thick] = PENS[ink];
  const narrow = rng.uniform(...GAP) - upTo(NARROWER), wide = rng.uniform(...WIDE);
  const printed = chance(PRINTED), shaded = chance(SHADED);
  const [bleed, shadow, bulge] = [upTo(MOST.bleed), upTo(MOST.shadow), either(MOST.bulge)];
  return {
    paper,
    ink,
    pen: rng.uniform(thin, thick),
    gap: rng.uniform() < APART ? wide : narrow,
    unevenness: UNEVENNESS[0] + (UNEVENNESS[1] - UNEVENNESS[0]) * setting * rng.uniform(0.5, 1),
    fading: upTo(MOST.fading),
    slope: either(MOST.slope),
    curve: either(MOST.curve),
    rules: 0.06 + upTo(MOST.rules),
    bleed: printed ? bleed : 0,
    texture: upTo(MOST.texture),
    perspective: upTo(MOST.perspective),
    turn: either(MOST.turn),
    bulge: paper === "board" ? 0 : bulge,
    edges: chance(EDGED),
    dim: upTo(MOST.dim),
    light: upTo(MOST.light),
    warmth: either(MOST.warmth),
    shadow: shaded ? shadow : 0,
    blur: upTo(MOST.blur),
    noise: upTo(MOST.noise),
    quality: 100 - upTo(MOST.quality),
  };
}
