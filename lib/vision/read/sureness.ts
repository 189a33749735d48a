/**
 * Of a letter a net leaves two readings at most, as O and 0; of ink that is none it leaves many. Two hold at least this share on the
 * average where there is text: on generated photos nearly always above 0.95, on ink that is no writing mostly below 0.95.
 */
const LEAST = 0.92;
/** So many letters without any share are added, so that few letters have to be surer than many, and one alone is no text. */
const ADDED = 0.12;

/**
 * Why ink is no text, given what share of a net's probability the two likeliest readings of each letter have: `Σ p / (n + 0.12) < 0.92`;
 * undefined when it may be text.
 */
export function doubtOf(shares: readonly number[]): string | undefined {
  const n = shares.length;
  const sum = shares.reduce((sum, p) => sum + p, 0);
  if (sum / (n + ADDED) >= LEAST) return undefined;
  if (n === 1) return "the ink is a single mark, and no text";
  return `the ink looks like no letters: to the best two readings of ${n} marks the net gives a share of ${
    (sum / n).toFixed(2)
  }`;
}
