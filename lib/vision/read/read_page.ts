import { exp } from "../../elementary/mod.ts";
import { type Alternative, type Reading, readLattice } from "../context/mod.ts";
import type { Line, Page } from "../find_letters.ts";
import type { Lattice } from "../lattice.ts";
import { latticeOf } from "../lattice_of.ts";
import { letterCrop } from "../letter_ink.ts";
import { around, type Box } from "../plane.ts";
import type { LetterNet } from "./letter_net.ts";
import { readLetters } from "./read_letters.ts";
import { doubtOf, type Sure } from "./sureness.ts";

/** Lower letters have too few pixels: of print 7 pixels high half of the characters are misread, at 9 few. */
const LEAST_HEIGHT = 8;

/** How a photo is read. */
export interface ReadPhotoOptions {
  /** What reads its letters. */
  readonly net: LetterNet;
  /** Whether the language of a line helps to read it; it does unless told otherwise. */
  readonly context?: boolean;
}

/** A character that was read. */
export interface TextCharacter extends Alternative {
  /** The box around its ink. */
  readonly box: Box;
  /** What else it may be, the most probable first. */
  readonly alternatives: readonly Alternative[];
}

/** Characters without a space between them. */
export interface TextWord {
  /** Its characters' text. */
  readonly text: string;
  /** The box around them. */
  readonly box: Box;
  /** From left to right, at least one. */
  readonly characters: readonly TextCharacter[];
}

/** A line of words. */
export interface TextLine {
  /** Its words' text, one space between two. */
  readonly text: string;
  /** The box around them. */
  readonly box: Box;
  /** From left to right, at least one. */
  readonly words: readonly TextWord[];
}

/** What a page says. */
export interface PageText {
  /** The lines' text, `\n` between; empty when nothing is read. */
  readonly text: string;
  /** In reading order. */
  readonly lines: readonly TextLine[];
  /** The mean confidence of its characters; 0 when there are none. */
  readonly confidence: number;
  /** Why nothing is read; undefined where something is. */
  readonly reason?: string;
}

/**
 * Reads what `findLetters()` found: a net's candidates for every run of ink, all of the page at once, then each line's best path.
 *
 * Boxes are in the page's pixels. Letters of a few pixels are not read, nor is ink of which the net leaves many readings open:
 * `reason` then says so.
 */
export function readPage(page: Page, { net, context = true }: ReadPhotoOptions): PageText {
  const none = { text: "", lines: [], confidence: 0 };
  if (page.reason !== undefined) return { ...none, reason: page.reason };
  const lattices = latticesOf(page, net);
  // Whether it is text is judged with context, however it is to be read.
  const likely = lattices.map((lattice) => readLattice(lattice));
  const doubt = doubtOf(likely.map((reading, i) => surenessOf(reading, lattices[i]!)), meanConfidence(likely));
  if (doubt !== undefined) return { ...none, reason: doubt };
  const { height } = page.scale;
  if (height < LEAST_HEIGHT) {
    return { ...none, reason: `the letters are ${height} pixels high, too low to be read: ${LEAST_HEIGHT} are needed` };
  }
  const readings = context ? likely : lattices.map((lattice) => readLattice(lattice, { language: 0 }));
  const lines = readings.map((reading, i) => textLine(reading, page.lines[i]!));
  return { text: lines.map(({ text }) => text).join("\n"), lines, confidence: meanConfidence(readings) };
}

/** The mean confidence of all lines' characters. */
function meanConfidence(readings: readonly Reading[]): number {
  const characters = readings.flatMap(({ characters }) => characters);
  return characters.reduce((sum, { confidence }) => sum + confidence, 0) / characters.length;
}

/** The images of each page's runs, line by line: they are made once, whichever nets read them. */
const images = new WeakMap<Page, readonly Float32Array[]>();

/** The lines' lattices, all read in one go. */
function latticesOf(page: Page, net: LetterNet): Lattice[] {
  const crops = images.get(page) ??
    page.lines.flatMap((line) => line.runs.map(({ from, to }) => letterCrop(page, line, from, to)));
  images.set(page, crops);
  const candidates = readLetters(crops, net).values();
  return page.lines.map((line) => latticeOf(line, (runs) => runs.map(() => candidates.next().value!)));
}

/** What the net makes of each character by itself, whatever the line made of it. */
function surenessOf({ characters }: Reading, { hypotheses }: Lattice): Sure[] {
  const runs = new Map(hypotheses.map(({ from, to, candidates }) => [`${from} ${to}`, candidates]));
  return characters.map(({ from, to }) => {
    const [first, second] = runs.get(`${from} ${to}`)!;
    return { character: first!.character, share: exp(first!.logProbability) + exp(second!.logProbability) };
  });
}

function textLine({ text, characters }: Reading, line: Line): TextLine {
  const words: TextCharacter[][] = [];
  for (const { character, confidence, alternatives, from, to, spaced } of characters) {
    const box = around(line.segments.slice(from, to).map(({ box }) => box));
    if (spaced || words.length === 0) words.push([]);
    words.at(-1)!.push({ character, confidence, alternatives, box });
  }
  return {
    text,
    box: around(words.flat().map(({ box }) => box)),
    words: words.map((characters) => ({
      text: characters.map(({ character }) => character).join(""),
      box: around(characters.map(({ box }) => box)),
      characters,
    })),
  };
}
