import type { Rng } from "../../random/mod.ts";
import type { PhotoConditions } from "./conditions.ts";
import type { Picture } from "./picture.ts";

/** How much more or less of a channel's light is lost than of the others'. */
const TINT = 0.2;
/** Shares of red, green and blue that warm light lacks, and cold light. */
const WARM: readonly [number, number, number] = [0, 0.5, 1];
const COLD: readonly [number, number, number] = [0.5, 0.15, 0];

/**
 * Multiplies a picture by the light that falls on it, channel by channel:
 *
 * (1 − dim) · (1 − light · f) · (1 − shadow · s), f = 0 where it is brightest and 1 where it is darkest, growing with the square of
 * the distance from a lamp; s goes from 0 to 1 across the soft edge of a shadow, a parabola.
 */
export function illuminate(picture: Picture, { dim, light, warmth, shadow }: PhotoConditions, rng: Rng): void {
  const { width, height } = picture[0];
  const long = Math.max(width, height);
  const lamp = [rng.uniform(-0.6, 1.6) * width / long, rng.uniform(-0.6, 1.6) * height / long] as const;
  const lacks = (warmth > 0 ? WARM : COLD).map((share) => share * Math.abs(warmth));
  const tint = [0, 1, 2].map(() => 1 + rng.uniform(-TINT, TINT));
  const [right, bottom] = [width / long, height / long];
  const nearest = squares(lamp[0] - clamp(lamp[0], right), lamp[1] - clamp(lamp[1], bottom));
  const farthest = squares(Math.max(lamp[0], right - lamp[0]), Math.max(lamp[1], bottom - lamp[1]));

  // The shadow's edge passes a point of the photo's middle part; its direction is a unit vector.
  const point = [rng.uniform(0.2, 0.8) * right, rng.uniform(0.2, 0.8) * bottom] as const;
  const [a, b] = [rng.normal(), rng.normal()], norm = Math.sqrt(a * a + b * b);
  const across = [a / norm, b / norm] as const;
  const round = rng.uniform(-1.5, 1.5), soft = rng.uniform(0.03, 0.3);

  const lost = new Float64Array(width), shade = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const px = (x + 0.5) / long, py = (y + 0.5) / long;
      lost[x] = light * (squares(px - lamp[0], py - lamp[1]) - nearest) / (farthest - nearest);
      const d = across[0] * (px - point[0]) + across[1] * (py - point[1]);
      const along = across[0] * (py - point[1]) - across[1] * (px - point[0]);
      const s = clamp((d + round * along * along) / soft + 0.5, 1);
      shade[x] = (1 - dim) * (1 - shadow * s * s * (3 - 2 * s));
    }
    picture.forEach(({ values }, channel) => {
      const cast = 1 - lacks[channel]!, own = tint[channel]!;
      for (let x = 0; x < width; x++) {
        values[y * width + x]! *= cast * shade[x]! * Math.max(0, 1 - own * lost[x]!);
      }
    });
  }
}

function squares(x: number, y: number): number {
  return x * x + y * y;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
