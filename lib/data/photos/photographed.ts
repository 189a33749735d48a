import type { Image } from "../image/image.ts";
import { blur } from "./blur.ts";
import { compressed } from "./compress.ts";
import type { PhotoConditions } from "./conditions.ts";
import { illuminate } from "./light.ts";
import type { Picture } from "./picture.ts";
import { exposed } from "./sensor.ts";
import type { Streams } from "./streams.ts";

/** What a camera makes of a scene: light and shadow fall on it, the lens blurs it, the sensor adds noise, JPEG coarsens it. */
export function photographed(scene: Picture, conditions: PhotoConditions, random: Streams): Image {
  illuminate(scene, conditions, random("light"));
  for (const channel of scene) blur(channel, conditions.blur);
  return compressed(exposed(scene, conditions.noise, random("sensor")), conditions.quality);
}
