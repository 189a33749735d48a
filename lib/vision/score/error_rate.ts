import { alignment } from "./alignment.ts";

/** How texts are compared. */
export interface CharacterErrorOptions {
  /** Whether spaces count. */
  readonly spaces?: boolean;
}

/**
 * Character error rate: edit distance / characters of the truth; 0 is perfect, and more than 1 can be.
 *
 * Any run of spaces and line breaks is one space, at the ends none; with `spaces: false` there are none at all. Where the truth is empty the
 * rate is the number of characters that were invented.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { characterErrorRate } from "nnr";
 *
 * expect(characterErrorRate("DEEP LEARNING", "DEEPLEARN1NG")).toBe(2 / 13);
 * expect(characterErrorRate("DEEP LEARNING", "DEEPLEARN1NG", { spaces: false })).toBe(1 / 12);
 * ```
 */
export function characterErrorRate(truth: string, read: string, { spaces = true }: CharacterErrorOptions = {}): number {
  const words = [truth, read].map((text) => wordsOf(text).join(spaces ? " " : ""));
  return rate(words[0]!, words[1]!);
}

/**
 * Word error rate: edit distance in words / words of the truth.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { wordErrorRate } from "nnr";
 *
 * expect(wordErrorRate("DEEP LEARNING", "DEEP LEARN1NG")).toBe(1 / 2);
 * ```
 */
export function wordErrorRate(truth: string, read: string): number {
  return rate(wordsOf(truth), wordsOf(read));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function rate(truth: string | readonly string[], read: string | readonly string[]): number {
  const { substitutions, insertions, deletions } = alignment(truth, read);
  return (substitutions + insertions + deletions) / Math.max([...truth].length, 1);
}
