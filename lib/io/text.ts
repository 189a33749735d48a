import { quoted } from "./quoted.ts";

/** Refuses what is no text, or one that UTF-8 cannot say: with half of a character that takes two (a lone surrogate). */
export function requireText(action: string, text: unknown): void {
  if (typeof text !== "string") throw new TypeError(`Cannot ${action}: found ${text}, expected a text`);
  if (!/\p{Surrogate}/u.test(text)) return;
  throw new RangeError(`Cannot ${action}: found the text ${quoted(text)}, expected one that UTF-8 can say`);
}
