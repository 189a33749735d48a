import { detection, findLetters, LETTER_SIDE, letterCrop, Rng } from "nnr";
import { Dataset, type GlyphSplit, writtenPhoto } from "nnr/data";
import { cached } from "../../lib/data/cache.ts";
import { CHARACTERS } from "./characters.ts";

/** Raised whenever the crops come out different. */
const VERSION = 2;
const PIXELS = LETTER_SIDE * LETTER_SIDE;
/** On every page each character stands so often, in so many lines. */
const TIMES = 2;
const LINES = 6;
/** How often a space stands between two characters. */
const SPACES = 0.25;
const SIZE = { width: 1280, height: 960 };

/**
 * Letters as the reader of photos meets them: every character equally often on pages of a split's writers, photographed at any
 * setting from clean to hard, found again and cropped. Those of one number, the first `count` that are found, are kept in
 * `data/cache`.
 */
export function photoCrops(split: GlyphSplit, number: number, count: number): Dataset {
  const key = JSON.stringify([VERSION, split, number, count]);
  const bytes = cached(`crops-${split}`, key, count * (PIXELS + 1), () => {
    const made = new Uint8Array(count * (PIXELS + 1));
    for (let page = 0, at = 0; at < count; page++) {
      for (const { image, label } of cropsOf(split, number, page).slice(0, count - at)) {
        made.set(image, at * PIXELS);
        made[count * PIXELS + at++] = label;
      }
    }
    return made;
  });
  return new Dataset({
    name: `letters of photos of Glyph36 ${split}`,
    source: "found in generated photos",
    licence: "as Glyph36",
    classes: CHARACTERS,
    shape: [LETTER_SIDE, LETTER_SIDE],
    images: bytes.subarray(0, count * PIXELS),
    labels: bytes.subarray(count * PIXELS),
  });
}

/** What is found of a page's letters, with what they truly are. */
function cropsOf(split: GlyphSplit, number: number, page: number): { image: Uint8Array; label: number }[] {
  const rng = new Rng(number, page);
  const photo = writtenPhoto(split, page, { ...SIZE, seed: number, setting: rng.uniform(), text: pageText(rng) });
  const truth = photo.lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
  const found = findLetters(photo.image);
  const letters = found.lines.flatMap((line) => line.letters.map((letter) => ({ line, letter })));
  const { pairs } = detection(truth.map(({ box }) => box), letters.map(({ letter }) => letter.box));
  return pairs.map(([k, match]) => {
    const { line, letter } = letters[match]!;
    const crop = letterCrop(found, line, letter.from, letter.to);
    return {
      image: Uint8Array.from(crop, (value) => Math.round(255 * value)),
      label: CHARACTERS.indexOf(truth[k]!.character),
    };
  });
}

/** Every character as often as another, in random order, with a space here and there. */
function pageText(rng: Rng): string[] {
  const order = rng.permutation(TIMES * CHARACTERS.length).map((k) => CHARACTERS[k % CHARACTERS.length]!);
  const length = order.length / LINES;
  return Array.from({ length: LINES }, (_, line) =>
    order.slice(line * length, (line + 1) * length)
      .map((character, k) => k > 0 && rng.uniform() < SPACES ? ` ${character}` : character).join(""));
}
