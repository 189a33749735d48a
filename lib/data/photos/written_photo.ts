import type { Rng } from "../../random/mod.ts";
import type { GlyphSplit } from "../glyphs/glyph36.ts";
import { box } from "../glyphs/outline.ts";
import { shineThrough } from "./back.ts";
import { type Colours, randomColours } from "./colours.ts";
import { framed } from "./framing.ts";
import { drawInk } from "./ink.ts";
import { layOut, type PlacedGlyph } from "./layout.ts";
import { addNoise, type Field, field } from "./noise.ts";
import { type PhotoOptions, settled } from "./options.ts";
import { paintPaper, randomSheet } from "./paper.ts";
import type { Photo, PhotoBox, PhotoCharacter, PhotoLine } from "./photo.ts";
import { photographed } from "./photographed.ts";
import { layOver } from "./picture.ts";
import { randomText } from "./text.ts";
import { randomHand } from "./writer.ts";

/** How a photo of writing is made. */
export interface WrittenPhotoOptions extends PhotoOptions {
  /** Lines of A–Z, 0–9 and single spaces; left to chance unless given. */
  readonly text?: readonly string[];
}

const splits: readonly GlyphSplit[] = ["train", "valid", "test", "unseen"];
/** Cells of the grain that paper gives to ink and of what the pen gives, in letter heights; the least share of a pixel that ink hides. */
const GRAIN = 0.025;
const FADE = 0.4;
const FAINTEST = 0.25;

/**
 * Photo `index` of a page of hand-printed capitals and digits, with its text, words and boxes: a generated stand-in for the
 * reader's own photos.
 *
 * One of Glyph36's writers writes it: of `train`, `valid` and `test` one that is seen in training, of `unseen` another. Each
 * photo and each part of it draws from a random stream of its own, so that the same seed, split and index give the same page
 * whatever else is asked for, and the same bytes on every engine. Conditions that are given change nothing but themselves:
 * blur alone can be swept over one and the same page.
 *
 * @throws {RangeError} when the index, the size, the setting or a condition is out of its range, or the text has other characters.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { writtenPhoto } from "nnr/data";
 *
 * const photo = writtenPhoto("unseen", 0, { text: ["DEEP LEARNING"], width: 320, height: 240, conditions: { blur: 1 } });
 * expect(photo.image.shape).toEqual([3, 240, 320]);
 * expect(photo.lines[0]!.words[0]!.characters.map(({ character }) => character).join("")).toBe("DEEP");
 * ```
 */
export function writtenPhoto(split: GlyphSplit, index: number, options: WrittenPhotoOptions = {}): Photo {
  const { width, height, conditions, random } = settled(splits.indexOf(split), index, options);
  const text = options.text ?? randomText(random("text"));
  requireText(text);

  const writing = random("writing");
  const { name, hand } = randomHand(split, writing);
  const { glyphs, firstLine, pitch } = layOut(text, hand, conditions, writing);
  const contours = glyphs.flatMap((glyph) => glyph.contours);
  const camera = framed(contours, width, height, conditions, random("framing"));
  const colours = randomColours(conditions, random("colours"));

  const sheet = randomSheet(conditions, { firstLine, pitch, box: box(contours) }, random("sheet"));
  const scene = paintPaper(width, height, sheet, colours, conditions, camera, random);
  shineThrough(scene, conditions.bleed, camera, random("back"));
  const coverage = field(width, height);
  const boxes = glyphs.map((glyph) => drawInk(glyph, conditions.pen, camera, coverage));
  layOver(scene, colours.ink, opacity(coverage, colours, conditions.fading, camera.zoom, random("grain")));

  return {
    image: photographed(scene, conditions, random),
    text: text.join("\n"),
    lines: text.map((line, number) => truth(line, number, glyphs, boxes)),
    writer: name,
    conditions,
  };
}

/** The share of a pixel that ink hides: less where the paper's grain took none, or the pen gave none. */
function opacity(coverage: Field, { opacity, grain }: Colours, fading: number, zoom: number, rng: Rng): Field {
  const strength = field(coverage.width, coverage.height, opacity);
  addNoise(strength, Math.max(1.5, GRAIN * zoom), Math.max(1.5, GRAIN * zoom), grain, rng);
  if (fading > 0) addNoise(strength, FADE * zoom, FADE * zoom, fading, rng);
  for (let i = 0; i < strength.values.length; i++) {
    strength.values[i] = coverage.values[i]! * Math.max(FAINTEST, Math.min(1, strength.values[i]!));
  }
  return strength;
}

function truth(text: string, line: number, glyphs: readonly PlacedGlyph[], boxes: readonly PhotoBox[]): PhotoLine {
  const words = text.split(" ").map((word, number) => {
    const characters = glyphs.flatMap((glyph, i): PhotoCharacter[] =>
      glyph.line === line && glyph.word === number ? [{ character: glyph.character, box: boxes[i]! }] : []
    );
    return { text: word, characters };
  });
  return { text, words };
}

function requireText(lines: readonly string[]): void {
  if (lines.length === 0) throw new RangeError("Cannot write a page: it needs a line of text, found none");
  for (const line of lines) {
    if (/^[A-Z0-9]+( [A-Z0-9]+)*$/.test(line)) continue;
    throw new RangeError(
      `Cannot write a line: it must be words of A-Z and 0-9 with single spaces between, found ${JSON.stringify(line)}`,
    );
  }
}
