import { Rng } from "../../random/mod.ts";
import { readFont } from "./fonts.ts";
import { type Form, FORMS, LOWER_CASE } from "./forms.ts";
import { normalised, type Outline } from "./outline.ts";
import { type Looseness, RIBBON, writeForm } from "./strokes.ts";
import { Warp } from "./warp.ts";
import type { GlyphFont } from "./writers.ts";

/** A writer: what stays the same from one character to the next, and how each is written. */
export interface Hand {
  /** Standard normal deviates: the writer's share of slant, width and pen. */
  readonly slant: number;
  /** Of the width. */
  readonly width: number;
  /** Of the pen. */
  readonly pen: number;
  /** How all of the writer's characters are bent. */
  readonly warp: Warp;
  /** A character as it is written this time. */
  readonly write: (character: string, rng: Rng) => Outline;
}

/** Drawn hands that take turns with the fonts of seen writers, and the least of their numbers; fonts' are lower. */
export const DRAWN = 240;
export const FIRST_DRAWN = 1000;
/** Seed of all habits; a writer's number is the stream. */
const HABITS = 36;
/** Streams of one hand: habits first, then a stream for each character. */
const STREAMS = 128;
/** How often a writer takes another form than usual. */
const DEVIATES = 0.15;
/** Shift of a writer's warp, in long sides. */
const OWN_WARP = 0.05;
/** Looseness of drawn hands: shift from … to …, bend, the most that corners are rounded (half of the hands: not at all). */
const TIGHT = 0.2;
const LOOSE = 0.7;
const BEND = 0.08;
const ROUND = 0.25;

function habits(rng: Rng): Omit<Hand, "write"> {
  return { slant: rng.normal(), width: rng.normal(), pen: rng.normal(), warp: new Warp(OWN_WARP, rng) };
}

/** A hand whose characters are a font's; the unfit, and of others the share in `lent`, are drawn. `number` settles its habits. */
export function fontHand(font: GlyphFont, number: number, lent: Readonly<Record<string, number>> = {}): Hand {
  const rng = new Rng(HABITS, number * STREAMS);
  const own = habits(rng);
  const fit = Object.keys(FORMS).filter((character) =>
    !font.unfit?.includes(character) && rng.uniform() >= (lent[character] ?? 0)
  );
  const outlines = readFont(font, fit.join("") + Object.keys(LOWER_CASE).join("").toLowerCase());
  const drawn = drawnHand(number);
  const small = (character: string, rng: Rng): boolean => rng.uniform() < (LOWER_CASE[character] ?? 0);
  const usual = new Set(fit.filter((character) => small(character, rng)));
  return {
    ...own,
    write: (character, rng) => {
      if (!fit.includes(character)) return drawn.write(character, rng);
      const lower = rng.uniform() < DEVIATES ? small(character, rng) : usual.has(character);
      return outlines.get(lower ? character.toLowerCase() : character)!;
    },
  };
}

/** A hand that writes the forms of FORMS, each character usually in one of them. `number` settles its habits. */
export function drawnHand(number: number): Hand {
  const rng = new Rng(HABITS, number * STREAMS + 1);
  const own = habits(rng);
  const looseness: Looseness = {
    shift: rng.uniform(TIGHT, LOOSE),
    bend: BEND,
    round: Math.max(0, rng.uniform(-ROUND, ROUND)),
  };
  const usual = new Map(Object.entries(FORMS).map(([character, forms]) => [character, choose(forms, rng)]));
  return {
    ...own,
    write: (character, rng) => {
      const form = rng.uniform() < DEVIATES ? choose(FORMS[character]!, rng) : usual.get(character)!;
      const shape = new Rng(HABITS, number * STREAMS + character.charCodeAt(0));
      return normalised(writeForm(form, looseness, shape, rng), RIBBON);
    },
  };
}

/** One of the forms, each as often as it is met. */
function choose(forms: readonly Form[], rng: Rng): string {
  let left = rng.uniform() * forms.reduce((sum, [often]) => sum + often, 0);
  for (const [often, form] of forms) {
    left -= often;
    if (left < 0) return form;
  }
  return forms.at(-1)![1];
}
