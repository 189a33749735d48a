/** The characters that are read, in the order of the nets' classes: A–Z, then 0–9. */
export const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** How many symbols the language model knows: A–Z, one for any digit, the space. */
export const SYMBOLS = 28;
/** The symbol of a digit: which one it is, the model leaves open. */
export const DIGIT = 26;
/** The symbol between words, before the first and after the last. */
export const SPACE = 27;
/** How many digits share one symbol. */
export const DIGITS = 10;

/** The symbol of a character: a capital, a digit or a space. */
export function symbolOf(character: string): number {
  if (character === " ") return SPACE;
  const index = CHARACTERS.indexOf(character);
  if (index < 0 || character.length !== 1) {
    throw new RangeError(`Cannot find the symbol of "${character}": only A–Z, 0–9 and the space are read`);
  }
  return Math.min(index, DIGIT);
}
