import { alignment } from "./alignment.ts";

/** How texts are compared. */
export interface CharacterErrorOptions {
  /** Whether spaces count. */
  readonly spaces?: boolean;
}

/** Edits that make the truth of what was read, and what they are counted against. */
export interface ErrorCount {
  /** Substitutions, insertions and deletions. */
  readonly edits: number;
  /** Characters of the truth, or words. */
  readonly length: number;
}

/**
 * Edits in characters: what `characterErrorRate()` divides. Counts of several texts can be added up, rates cannot.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { characterErrors } from "nnr";
 *
 * expect(characterErrors("DEEP LEARNING", "DEEPLEARN1NG")).toEqual({ edits: 2, length: 13 });
 * ```
 */
export function characterErrors(
  truth: string,
  read: string,
  { spaces = true }: CharacterErrorOptions = {},
): ErrorCount {
  const [t, r] = [truth, read].map((text) => wordsOf(text).join(spaces ? " " : "")) as [string, string];
  return errors(t, r);
}

/**
 * Edits in words: what `wordErrorRate()` divides.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { wordErrors } from "nnr";
 *
 * expect(wordErrors("DEEP LEARNING", "DEEP LEARN1NG")).toEqual({ edits: 1, length: 2 });
 * ```
 */
export function wordErrors(truth: string, read: string): ErrorCount {
  return errors(wordsOf(truth), wordsOf(read));
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
export function characterErrorRate(truth: string, read: string, options: CharacterErrorOptions = {}): number {
  return rate(characterErrors(truth, read, options));
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
  return rate(wordErrors(truth, read));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function errors(truth: string | readonly string[], read: string | readonly string[]): ErrorCount {
  const { substitutions, insertions, deletions } = alignment(truth, read);
  return { edits: substitutions + insertions + deletions, length: [...truth].length };
}

function rate({ edits, length }: ErrorCount): number {
  return edits / Math.max(length, 1);
}
