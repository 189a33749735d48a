/** The cheapest way from one sequence to another. */
export interface Alignment {
  /** Places that agree. */
  readonly matches: number;
  /** One thing taken for another: an error of reading. */
  readonly substitutions: number;
  /** Things that are not there: found too much, or one split. */
  readonly insertions: number;
  /** Things that are missing: overlooked, or two merged. */
  readonly deletions: number;
  /** Pairs in order: what was true and what was read; undefined where there is none. */
  readonly pairs: readonly (readonly [truth: string | undefined, read: string | undefined])[];
}

/**
 * Aligns what was read with the truth: D(i, j) = min(D(i−1, j) + 1, D(i, j−1) + 1, D(i−1, j−1) + [tᵢ ≠ rⱼ]), and back.
 *
 * The edit distance is substitutions + insertions + deletions (Levenshtein 1966; Wagner and Fischer 1974). Of ways that are equally cheap
 * the one with more substitutions is told. Give strings to compare characters, lists to compare words.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { alignment } from "nnr";
 *
 * const { substitutions, insertions, deletions } = alignment("DEEP", "0EEEP");
 * expect([substitutions, insertions, deletions]).toEqual([1, 1, 0]);
 * ```
 */
export function alignment(truth: string | readonly string[], read: string | readonly string[]): Alignment {
  const [t, r] = [[...truth], [...read]];
  const columns = r.length + 1;
  const costs = new Uint32Array((t.length + 1) * columns);
  for (let i = 0; i <= t.length; i++) {
    for (let j = 0; j <= r.length; j++) {
      if (i === 0 || j === 0) costs[i * columns + j] = i + j;
      else {
        const exchanged = costs[(i - 1) * columns + j - 1]! + Number(t[i - 1] !== r[j - 1]);
        const skipped = Math.min(costs[(i - 1) * columns + j]!, costs[i * columns + j - 1]!) + 1;
        costs[i * columns + j] = Math.min(exchanged, skipped);
      }
    }
  }
  const pairs: (readonly [string | undefined, string | undefined])[] = [];
  let [matches, substitutions, insertions, deletions, i, j] = [0, 0, 0, 0, t.length, r.length];
  while (i > 0 || j > 0) {
    const cost = costs[i * columns + j]!;
    if (i > 0 && j > 0 && cost === costs[(i - 1) * columns + j - 1]! + Number(t[i - 1] !== r[j - 1])) {
      if (t[i - 1] === r[j - 1]) matches++;
      else substitutions++;
      pairs.push([t[--i], r[--j]]);
    } else if (j > 0 && cost === costs[i * columns + j - 1]! + 1) {
      insertions++;
      pairs.push([undefined, r[--j]]);
    } else {
      deletions++;
      pairs.push([t[--i], undefined]);
    }
  }
  return { matches, substitutions, insertions, deletions, pairs: pairs.reverse() };
}
