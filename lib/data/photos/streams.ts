import { Rng } from "../../random/mod.ts";

/** What a photo draws at random, each from a stream of its own: a change to one leaves the others as they are. */
const PARTS = [
  "conditions",
  "text",
  "writing",
  "framing",
  "colours",
  "sheet",
  "fibres",
  "board",
  "table",
  "back",
  "grain",
  "light",
  "sensor",
  "things",
] as const;
type Part = typeof PARTS[number];

/** Streams beyond those of Glyph36's drawings, plain and in colour. */
const FIRST = 2 ** 41;
/** Photos of a seed and kind. */
export const PHOTOS: number = 2 ** 20;

/** A photo's random streams, part by part. */
export type Streams = (part: Part) => Rng;

/** The random streams of photo `index` of a kind: Glyph36's four splits are kinds 0 to 3, photos without text are kind 4. */
export function streams(seed: number, kind: number, index: number): Streams {
  const first = FIRST + (kind * PHOTOS + index) * PARTS.length;
  return (part) => new Rng(seed, first + PARTS.indexOf(part));
}
