import { requireCount } from "../../errors/mod.ts";
import type { Rng } from "../../random/mod.ts";
import { conditionsAt, type PhotoConditions } from "./conditions.ts";

/** How a photo is made. */
export interface PhotoOptions {
  /** From 0, clean, over 0.5, the middle, which it is unless given, to 1, hard. */
  readonly setting?: number;
  /** What is not left to the setting. */
  readonly conditions?: Partial<PhotoConditions>;
  /** In pixels; 1600 × 1200 unless given. */
  readonly width?: number;
  readonly height?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/** The least and the most pixels along an edge. */
const LEAST = 64;
const MOST = 8192;
/** Photos of a seed and split. */
const PHOTOS = 2 ** 20;
/** Where each condition may be. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  pen: [0.005, 0.3],
  gap: [-0.5, 10],
  unevenness: [0, 0.3],
  fading: [0, 1],
  slope: [-1, 1],
  curve: [-5, 5],
  rules: [0, 1],
  bleed: [0, 1],
  texture: [0, 1],
  perspective: [0, 0.8],
  turn: [-1, 1],
  bulge: [-2, 2],
  dim: [0, 1],
  light: [0, 1],
  warmth: [-1, 1],
  shadow: [0, 1],
  blur: [0, 50],
  noise: [0, 128],
  quality: [1, 100],
};

/**
 * The conditions of a photo, checked.
 *
 * @throws {RangeError} when the index, an edge, the setting or a condition is out of its range.
 */
export function settled(index: number, options: PhotoOptions, rng: Rng): PhotoConditions {
  const { setting = 0.5, width = 1600, height = 1200 } = options;
  requireCount("make a photo", "index", index, 0);
  requireRange("index", index, [0, PHOTOS - 1]);
  for (const [name, edge] of [["width", width], ["height", height]] as const) {
    requireCount("make a photo", name, edge, LEAST);
    requireRange(name, edge, [LEAST, MOST]);
  }
  requireRange("setting", setting, [0, 1]);
  const conditions = { ...conditionsAt(setting, rng), ...options.conditions };
  for (const [name, range] of Object.entries(RANGES)) {
    requireRange(name, conditions[name as keyof PhotoConditions] as number, range);
  }
  return conditions;
}

function requireRange(name: string, value: number, [least, most]: readonly [number, number]): void {
  if (value >= least && value <= most) return;
  throw new RangeError(`Cannot make a photo: the ${name} must lie between ${least} and ${most}, found ${value}`);
}
