import type { Rng } from "../../random/mod.ts";
import { box } from "../glyphs/outline.ts";
import { Camera } from "./camera.ts";
import type { PhotoConditions } from "./conditions.ts";

/** The least and the most of a photo's width or height that the text takes, whichever is more. */
const FILL: readonly [number, number] = [0.65, 0.93];
/** Letters are at most this much of the photo's height. */
const LARGEST = 0.22;
/** The share of the room that stays free on either side at least. */
const MARGIN = 0.15;

/** Aims a camera at some text so that all of it is in the photo, somewhere. */
export function framed(
  contours: readonly Float64Array[],
  width: number,
  height: number,
  { perspective, turn, bulge }: PhotoConditions,
  rng: Rng,
): Camera {
  const fill = rng.uniform(...FILL);
  const zoomTo = ([left, top, right, bottom]: ReturnType<typeof box>): number =>
    Math.min(fill * width / (right - left), fill * height / (bottom - top), LARGEST * height);
  // Perspective and bulge are those across the photo, as wide and high as this in letter heights but for both of them.
  const about = zoomTo(box(contours));
  const wide = width / about, high = height / about;
  const [a, b] = [rng.normal(), rng.normal()];
  const change = perspective / (Math.abs(a) * wide + Math.abs(b) * high);
  const pose = { turn, nearer: [change * a, change * b] as const, bulge: 4 * bulge / (wide * wide) };

  const plain = new Camera(pose);
  const seen = box(contours.map((points) => plain.project(points)));
  const zoom = zoomTo(seen);
  const place = (size: number, from: number, to: number): number =>
    (size - zoom * (to - from)) * rng.uniform(MARGIN, 1 - MARGIN) - zoom * from;
  return new Camera(pose, zoom, place(width, seen[0], seen[2]), place(height, seen[1], seen[3]));
}
