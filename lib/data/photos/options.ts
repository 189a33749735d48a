import { requireCount } from "../../errors/mod.ts";
import { conditionsAt, type PhotoConditions } from "./conditions.ts";
import { PHOTOS, type Streams, streams } from "./streams.ts";

/** How a photo is made. */
export interface PhotoOptions {
  /** From 0, clean, over 0.5, the middle, which it is unless given, to 1, hard. */
  readonly setting?: number;
  /** What is not left to the setting. */
  readonly conditions?: Partial<PhotoConditions>;
  /** In pixels; 1600 unless given. */
  readonly width?: number;
  /** In pixels; 1200 unless given. */
  readonly height?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/** What a photo is made of, settled and checked. */
export interface Settled {
  readonly width: number;
  readonly height: number;
  readonly conditions: PhotoConditions;
  readonly random: Streams;
}

/** The least pixels along an edge, and the most in all: each takes some 40 bytes while a photo is made. */
const LEAST_EDGE = 64;
const MOST_PIXELS = 2 ** 24;
/** Where each condition may be. */
const RANGES = [
  ["pen", [0.005, 0.3]],
  ["gap", [-0.5, 10]],
  ["unevenness", [0, 0.3]],
  ["fading", [0, 1]],
  ["slope", [-1, 1]],
  ["curve", [-5, 5]],
  ["rules", [0, 1]],
  ["bleed", [0, 1]],
  ["texture", [0, 1]],
  ["perspective", [0, 0.8]],
  ["turn", [-1, 1]],
  ["bulge", [-2, 2]],
  ["dim", [0, 1]],
  ["light", [0, 1]],
  ["warmth", [-1, 1]],
  ["shadow", [0, 1]],
  ["blur", [0, 50]],
  ["noise", [0, 128]],
  ["quality", [1, 100]],
] as const;

/**
 * What photo `index` of a kind is made of.
 *
 * @throws {RangeError} when the index, the size, the setting or a condition is out of its range.
 */
export function settled(kind: number, index: number, options: PhotoOptions): Settled {
  const { setting = 0.5, width = 1600, height = 1200, seed = 1 } = options;
  requireCount("make a photo", "index", index, 0);
  requireRange("index", index, [0, PHOTOS - 1]);
  requireCount("make a photo", "width", width, LEAST_EDGE);
  requireCount("make a photo", "height", height, LEAST_EDGE);
  requireRange("number of pixels", width * height, [LEAST_EDGE, MOST_PIXELS]);
  requireRange("setting", setting, [0, 1]);
  const random = streams(seed, kind, index);
  const conditions = { ...conditionsAt(setting, random("conditions")), ...options.conditions };
  for (const [name, range] of RANGES) requireRange(name, conditions[name], range);
  return { width, height, conditions, random };
}

function requireRange(name: string, value: number, [least, most]: readonly [number, number]): void {
  if (value >= least && value <= most) return;
  throw new RangeError(`Cannot make a photo: the ${name} must lie between ${least} and ${most}, found ${value}`);
}
