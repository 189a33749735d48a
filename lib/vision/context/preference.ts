import { log } from "../../elementary/mod.ts";
import type { LanguageModel } from "./language_model.ts";
import { CHARACTERS } from "./symbols.ts";
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
/** The history inside a code. */
const CODE = -1;

/**
 * Every word is of the language or a code: `λ ln(1 − κ) + Σ λ (ln P(c | h) + ln 37)`, or `λ ln κ` and nothing more.
 *
 * In a code all 37 characters, the space among them, are as probable as each other, so it prefers none; `ln 37` weighs
 * the language against that. Neither prefers many characters to few by itself. Without weight every word is a code.
 */
export function preference(model: LanguageModel, { language, codes }: Required<ContextWeights>): Preference {
  const code = { history: CODE, score: language > 0 ? language * log(codes) : 0 };
  const word = { history: model.start, score: language * log(1 - codes) };
  return {
    starts: (language > 0 ? [word, code] : [code]).filter(({ score }) => score > -Infinity),
    next: (history, symbol) => (history === CODE ? CODE : model.next(history, symbol)),
    score: (history, symbol) => history === CODE ? 0 : language * (model.logProbability(history, symbol) + EVERYTHING),
  };
}
