/**
 * Of a letter a net leaves two readings at most, as O and 0; of ink that is none it leaves many. Two hold at least this share on the
 * average where there is text: on generated photos nearly always more, on ink that is no writing mostly less.
 */
const LEAST = 0.92;
/** Where its language makes a text of so many letters this sure on the average, less is enough: an unusual hand is told by its words. */
const WORDS = 8;
const SURE = 0.8;
const LEAST_SURE = 0.85;
/** So many letters without any share are added, so that few letters have to be surer than many, and one alone is no text. */
const ADDED = 0.12;
/** What a net reads in any bare stroke, a scratch or a thread: … */
const STROKES = "I1";
/** … of text they are at most this share. */
const MOST_STROKES = 0.75;

/** Marks that stand in lines of their own, each alone, are text from so many on, … */
const LEAST_APART = 4;
/** … and only if sure where more than this share of all marks stands so. */
const MOST_APART = 0.75;

/** What a net makes of a letter by itself. */
export interface Sure {
  /** Its likeliest reading. */
  readonly character: string;
  /** The share of its probability that the two likeliest readings have. */
  readonly share: number;
}

/**
 * Why ink is no text, given what a net makes of each letter: `Σ p / (n + 0.12) < 0.92`, or the mean of p below 0.92 over letters that are
 * no bare stroke, or few of those, or marks each in a line of its own, few or unsure; undefined when it may be text.
 *
 * @param confidence the characters' mean confidence as their lines are read with context: for 8 letters and more 0.85 takes the place
 *   of 0.92 where it is 0.8.
 */
export function doubtOf(lines: readonly (readonly Sure[])[], confidence: number): string | undefined {
  const letters = lines.flat();
  const n = letters.length;
  const others = letters.filter(({ character }) => !STROKES.includes(character));
  const strokes = n - others.length;
  if (n === 1) return "the ink is a single mark, and no text";
  if (n < LEAST_APART && lines.every((line) => line.length <= 1)) return `the ink is ${n} single marks, and no text`;
  if (strokes > MOST_STROKES * n) return `the ink is bare strokes, ${strokes} of ${n} marks, and no text`;
  const apart = lines.filter((line) => line.length === 1).length;
  if (apart > MOST_APART * n && confidence < SURE) {
    return `the ink is ${apart} single marks of ${n}, unsure, and no text`;
  }
  const least = n >= WORDS && confidence >= SURE ? LEAST_SURE : LEAST;
  if (total(letters) / (n + ADDED) >= least && total(others) >= least * others.length) return undefined;
  return `the ink looks like no letters: to the best two readings of ${n} marks the net gives a share of ${
    (total(letters) / n).toFixed(2)
  }`;
}

function total(letters: readonly Sure[]): number {
  return letters.reduce((sum, { share }) => sum + share, 0);
}
