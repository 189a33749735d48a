import { exp } from "../../elementary/mod.ts";
import type { Page } from "../find_letters.ts";
import { LETTER_SIDE } from "../letter_image.ts";
import { letterCrop } from "../letter_ink.ts";
import type { LetterNet } from "./letter_net.ts";
import { readLetters } from "./read_letters.ts";

/** Letters that mostly tell which way a page lies; where they do not, so many times as many are looked at. */
const SAMPLE = 48;
const MORE = 4;
/** Turns whose mean is by less than this lower than the best one's are still looked at, … */
const CLOSE = 0.12;
/** … and by less than this many standard errors of the difference: many letters tell finer than few. */
const ERRORS = 2.5;

/**
 * By how many quarters clockwise a page may have to be turned to stand upright: those in which the net is surest of a sample of
 * its letters, which are turned one by one. A letter's two likeliest readings count, as no turn tells O from 0. The page as it lies
 * comes first if it is among them.
 */
export function likelyTurns(page: Page, net: LetterNet): number[] {
  const letters = page.lines.flatMap((line) => line.letters.map((letter) => ({ line, ...letter })));
  for (let sample = SAMPLE;; sample *= MORE) {
    const count = Math.min(sample, letters.length);
    const upright = Array.from({ length: count }, (_, k) => {
      const { line, from, to } = letters[Math.floor(k * letters.length / count)]!;
      return letterCrop(page, line, from, to);
    });
    const turns = closeTurns(upright, net);
    if (turns.length === 1 || count === letters.length) return turns;
  }
}

/** The turns in which the net is about as sure of letters as in the best one. */
function closeTurns(upright: readonly Float32Array[], net: LetterNet): number[] {
  const count = upright.length;
  const turns = [upright];
  while (turns.length < 4) turns.push(turns.at(-1)!.map(quarter));
  const read = readLetters(turns.flat(), net);
  const sure = turns.map((_, turn) =>
    read.slice(turn * count, (turn + 1) * count).map(([one, other]) =>
      exp(one!.logProbability) + exp(other!.logProbability)
    )
  );
  const means = sure.map(mean);
  const best = means.indexOf(Math.max(...means));
  return [0, 1, 2, 3].filter((turn) => {
    const differences = sure[best]!.map((p, i) => p - sure[turn]![i]!);
    const lower = mean(differences);
    const error = Math.sqrt(mean(differences.map((d) => (d - lower) ** 2)) / count);
    return lower < CLOSE && lower <= ERRORS * error;
  });
}

/** A letter's image, turned clockwise by a quarter. */
function quarter(image: Float32Array): Float32Array {
  return image.map((_, at) => {
    const [y, x] = [Math.floor(at / LETTER_SIDE), at % LETTER_SIDE];
    return image[(LETTER_SIDE - 1 - x) * LETTER_SIDE + y]!;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
