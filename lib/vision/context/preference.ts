import { log } from "../../elementary/mod.ts";
import type { LanguageModel } from "./language_model.ts";
import { CHARACTERS } from "./symbols.ts";

/** What a language adds to the score of a text, symbol by symbol. */
export interface Preference {
  /** The history at the start of a line. */
  readonly start: number;
  /** The history after a symbol. */
  next(history: number, symbol: number): number;
  /** The score of a symbol after a history. */
  score(history: number, symbol: number): number;
}

/** Without context there is one history, and no symbol is preferred. */
const none: Preference = { start: 0, next: () => 0, score: () => 0 };

/** ln of the number of characters, the space among them. */
const EVERYTHING = log(CHARACTERS.length + 1);

/** A language of weight λ: `λ (ln P(c | h) + ln 37)`, so that one that knows nothing prefers neither many characters nor few. */
export function preference(model: LanguageModel, weight: number): Preference {
  if (weight === 0) return none;
  return {
    start: model.start,
    next: (history, symbol) => model.next(history, symbol),
    score: (history, symbol) => weight * (model.logProbability(history, symbol) + EVERYTHING),
  };
}
