import { log } from "../../elementary/mod.ts";
import type { LanguageModel } from "./language_model.ts";
import { CHARACTERS, DIGIT, DIGITS, SPACE } from "./symbols.ts";
import type { ContextWeights } from "./weights.ts";

/** What languages add to the score of a text, symbol by symbol. */
export interface Preference {
  /** The histories with which a word may begin, and what each adds. */
  readonly starts: readonly { readonly history: number; readonly score: number }[];
  /** The history after a character. */
  next(history: number, symbol: number): number;
  /** The score of a symbol after a history. */
  score(history: number, symbol: number): number;
}

/** ln of the number of characters, the space among them. */
const EVERYTHING = log(CHARACTERS.length + 1);

/** A code, or a part of one: some characters, any as probable as any other and, where it may end, as the space after them. */
interface Code {
  readonly has: (symbol: number) => boolean;
  /** ln P of a character + ln 37. */
  readonly score: number;
  /** The part that a digit begins, by its place in the list; the same unless given. */
  readonly digits?: number;
}

const codes: readonly Code[] = [
  { has: () => true, score: 0 },
  { has: (symbol) => symbol !== DIGIT, score: EVERYTHING - log(CHARACTERS.length + 1 - DIGITS) },
  { has: (symbol) => symbol === DIGIT || symbol === SPACE, score: EVERYTHING - log(DIGITS + 1) },
  { has: (symbol) => symbol !== SPACE, score: EVERYTHING - log(CHARACTERS.length), digits: 2 },
];

/**
 * What a language of weight λ prefers: `λ (ln P(c | h) + ln 37)` for each character and space.
 *
 * By `ln 37` a language that knows nothing weighs nothing: it prefers neither many characters to few nor few to many.
 * Each word is of the language or, with a probability of κ, a code, of any characters, of letters, of digits or of letters
 * and then digits, each kind as likely. Without weight every word is a code of any characters.
 */
export function preference(model: LanguageModel, { language, codes: share }: Required<ContextWeights>): Preference {
  // Of a code the history is its kind: −1 to −4.
  if (language === 0) return { starts: [{ history: -1, score: 0 }], next: (history) => history, score: () => 0 };
  const inCode = language * log(share / codes.length);
  return {
    starts: [
      { history: model.start, score: language * log(1 - share) },
      ...codes.map((_, kind) => ({ history: -1 - kind, score: inCode })),
    ].filter(({ score }) => score > -Infinity),
    next: (history, symbol) => {
      if (history >= 0) return model.next(history, symbol);
      const { digits } = codes[-1 - history]!;
      return symbol === DIGIT && digits !== undefined ? -1 - digits : history;
    },
    score: (history, symbol) => {
      if (history >= 0) return language * (model.logProbability(history, symbol) + EVERYTHING);
      const { has, score } = codes[-1 - history]!;
      return has(symbol) ? language * score : -Infinity;
    },
  };
}
