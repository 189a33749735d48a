import type { Rng } from "../../random/mod.ts";
import type { Rgb } from "./colours.ts";
import { addNoise, field } from "./noise.ts";
import { modulate, type Picture } from "./picture.ts";

/** What a photo may show that nobody wrote. */
export const THINGS = ["nothing", "flower", "stains", "cloth", "pebbles"] as const;
export type Thing = typeof THINGS[number];

/** Petals of a flower; its radius and that of its eye, in the photo's short edges and in radii. */
const PETALS: readonly [number, number] = [5, 14];
const FLOWER: readonly [number, number] = [0.2, 0.45];
const EYE: readonly [number, number] = [0.2, 0.35];
const FLOWERS = 4;
/** Stains and pebbles: how many at most, and their radii from … to …, in the photo's short edges. */
const STAINS = 6;
const STAIN: readonly [number, number] = [0.03, 0.3];
const PEBBLES = 400;
const PEBBLE: readonly [number, number] = [0.03, 0.09];
/** Threads of a cloth, in pixels, and how they differ in brightness. */
const THREAD: readonly [number, number] = [3, 12];
const WEAVE = 0.05;

/** Puts a thing on a scene. */
export function put(thing: Thing, scene: Picture, rng: Rng): void {
  const { width, height } = scene[0];
  const short = Math.min(width, height);
  const place = (): readonly [number, number] => [rng.uniform(0, width), rng.uniform(0, height)];
  const radius = ([least, most]: readonly [number, number]): number => short * rng.uniform(least, most);
  if (thing === "flower") {
    const colour = bright(rng), eye = bright(rng);
    for (let count = 1 + rng.integer(FLOWERS); count > 0; count--) {
      const at = place(), size = radius(FLOWER), petals = PETALS[0] + rng.integer(PETALS[1] - PETALS[0] + 1);
      disc(scene, at, size, colour, rng.uniform(0.6, 1), petals, rng);
      disc(scene, at, size * rng.uniform(...EYE), eye, 1, 0, rng);
    }
  } else if (thing === "stains") {
    const colour: Rgb = [rng.uniform(0.2, 0.5), rng.uniform(0.1, 0.3), rng.uniform(0, 0.2)];
    for (let count = 1 + rng.integer(STAINS); count > 0; count--) {
      disc(scene, place(), radius(STAIN), colour, rng.uniform(0.05, 0.5), 0, rng);
    }
  } else if (thing === "pebbles") {
    for (let count = 0; count < PEBBLES; count++) {
      const grey = rng.uniform(0.2, 0.8), tint = (): number => grey + rng.normal(0, 0.03);
      disc(scene, place(), radius(PEBBLE), [tint(), tint(), tint()], 1, 0, rng);
    }
  } else if (thing === "cloth") {
    const weave = field(width, height), thread = rng.uniform(...THREAD);
    addNoise(weave, 20 * thread, thread, WEAVE, rng);
    addNoise(weave, thread, 20 * thread, WEAVE, rng);
    modulate(scene, weave);
  }
}

function bright(rng: Rng): Rgb {
  return [rng.uniform(0.3, 1), rng.uniform(0.1, 0.9), rng.uniform(0.1, 1)];
}

/**
 * Lays a round thing of a colour over a scene, lit from above; its edge is at r (1 + waves) from its middle. With petals, the farther
 * a direction is from the nearest petal's axis the nearer the edge: r √(1 − petals² (1 − cos) / 6).
 */
function disc(
  scene: Picture,
  [x0, y0]: readonly [number, number],
  radius: number,
  colour: Rgb,
  opacity: number,
  petals: number,
  rng: Rng,
): void {
  const { width, height } = scene[0];
  const axes = Array.from({ length: petals }, (_, i) => direction((i + rng.uniform(-0.15, 0.15)) / petals));
  const [a, b, c, d] = [0.08, 0.08, 0.15, 0.3].map((deviation) => rng.normal(0, deviation)) as [
    number,
    number,
    number,
    number,
  ];
  const reach = 1.5 * radius;
  for (let y = Math.max(0, Math.ceil(y0 - reach)); y < Math.min(height, y0 + reach); y++) {
    for (let x = Math.max(0, Math.ceil(x0 - reach)); x < Math.min(width, x0 + reach); x++) {
      const dx = x - x0, dy = y - y0, distance = Math.sqrt(dx * dx + dy * dy) + 1e-9;
      const p = dx / distance, q = dy / distance;
      let edge = radius * (1 + a * p + b * q + c * p * q + d * p * q * (p * p - q * q));
      if (petals > 0) {
        const nearest = axes.reduce((best, [u, v]) => Math.max(best, u * p + v * q), -1);
        edge *= Math.sqrt(Math.max(0.1, 1 - (1 - nearest) * petals * petals / 6));
      }
      const share = opacity * Math.max(0, Math.min(1, edge - distance));
      const light = 0.9 - 0.2 * dy / radius;
      for (let channel = 0; channel < 3; channel++) {
        const { values } = scene[channel]!;
        values[y * width + x]! += share * (light * colour[channel]! - values[y * width + x]!);
      }
    }
  }
}

/** The unit vector of a turn from 0 to 1, along a square drawn around the circle. */
function direction(turn: number): readonly [number, number] {
  const side = ((turn % 1) + 1) % 1 * 4, along = 2 * (side - Math.floor(side)) - 1;
  const [x, y] = ([[1, along], [-along, 1], [-1, -along], [along, -1]] as const)[Math.floor(side) & 3]!;
  const length = Math.sqrt(x * x + y * y);
  return [x / length, y / length];
}
