import { shineThrough } from "./back.ts";
import { randomColours } from "./colours.ts";
import { framed } from "./framing.ts";
import { type PhotoOptions, settled } from "./options.ts";
import { paintPaper, randomSheet } from "./paper.ts";
import type { Photo } from "./photo.ts";
import { photographed } from "./photographed.ts";
import { put, THINGS } from "./things.ts";

/** The kind of photo, after Glyph36's four splits. */
const KIND = 4;
/** Half the width and height that text would have, and how far its lines would be apart, in letter heights. */
const WIDTH: readonly [number, number] = [3, 10];
const HEIGHT: readonly [number, number] = [1, 6];
const PITCH: readonly [number, number] = [1.5, 2.5];

/**
 * Photo `index` of what has no text: empty pages and boards, flowers, stains, cloth, pebbles, by turns, for testing that none is read.
 *
 * Under the same conditions as `writtenPhoto`, and as independent of what else is asked for; `text` and `lines` are empty.
 *
 * @throws {RangeError} when the index, the size, the setting or a condition is out of its range.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { textlessPhoto } from "nnr/data";
 *
 * const photo = textlessPhoto(1, { width: 320, height: 240 });
 * expect(photo.image.shape).toEqual([3, 240, 320]);
 * expect(photo.lines).toEqual([]);
 * ```
 */
export function textlessPhoto(index: number, options: PhotoOptions = {}): Photo {
  const { width, height, conditions, random } = settled(KIND, index, options);
  const framing = random("framing");
  const [right, down] = [framing.uniform(...WIDTH), framing.uniform(...HEIGHT)];
  const block = Float64Array.of(-right, -down, right, -down, right, down, -right, down);
  const camera = framed([block], width, height, conditions, framing);
  const text = { firstLine: 0, pitch: framing.uniform(...PITCH), box: [-right, -down, right, down] };
  const sheet = randomSheet(conditions, text, random("sheet"));
  const colours = randomColours(conditions, random("colours"));
  const scene = paintPaper(width, height, sheet, colours, conditions, camera, random);
  shineThrough(scene, conditions.bleed, camera, random("back"));
  put(THINGS[index % THINGS.length]!, scene, random("things"));
  return { image: photographed(scene, conditions, random), text: "", lines: [], writer: "", conditions };
}
