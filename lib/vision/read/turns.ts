import { exp } from "../../elementary/mod.ts";
import type { Page } from "../find_letters.ts";
import { LETTER_SIDE } from "../letter_image.ts";
import { letterCrop } from "../letter_ink.ts";
import type { LetterNet } from "./letter_net.ts";
import { readLetters } from "./read_letters.ts";

/** Letters enough to tell which way a page lies. */
const SAMPLE = 48;
/** Turns whose mean confidence is by less than this lower than the best one's are still looked at. */
const CLOSE = 0.12;

/**
 * By how many quarters clockwise a page may have to be turned to stand upright: those in which the net is surest of a sample of
 * its letters, which are turned one by one. The page as it lies comes first if it is among them.
 */
export function likelyTurns(page: Page, net: LetterNet): number[] {
  const letters = page.lines.flatMap((line) => line.letters.map((letter) => ({ line, ...letter })));
  const count = Math.min(SAMPLE, letters.length);
  const upright = Array.from({ length: count }, (_, k) => {
    const { line, from, to } = letters[Math.floor(k * letters.length / count)]!;
    return letterCrop(page, line, from, to);
  });
  const turns = [upright];
  while (turns.length < 4) turns.push(turns.at(-1)!.map(quarter));
  const read = readLetters(turns.flat(), net);
  const means = turns.map((_, turn) => {
    const sample = read.slice(turn * count, (turn + 1) * count);
    return sample.reduce((sum, [best]) => sum + exp(best!.logProbability), 0) / count;
  });
  const most = Math.max(...means);
  return [0, 1, 2, 3].filter((turn) => means[turn]! > most - CLOSE);
}

/** A letter's image, turned clockwise by a quarter. */
function quarter(image: Float32Array): Float32Array {
  return image.map((_, at) => {
    const [y, x] = [Math.floor(at / LETTER_SIDE), at % LETTER_SIDE];
    return image[(LETTER_SIDE - 1 - x) * LETTER_SIDE + y]!;
  });
}
