import { alignment } from "nnr";

/** Edits that make the truth of what was read, and the truth's characters. */
export interface Scored {
  readonly edits: number;
  readonly characters: number;
}

/** Scores a text; any run of spaces and line breaks is one space. */
export function scored(truth: string, read: string): Scored {
  const [t, r] = [truth, read].map((text) => text.split(/\s+/).filter((word) => word !== "").join(" "));
  const { substitutions, insertions, deletions } = alignment(t!, r!);
  return { edits: substitutions + insertions + deletions, characters: t!.length };
}

/** Edits over characters. */
export function rate(scores: readonly Scored[]): number {
  const [edits, characters] = scores.reduce(([a, b], score) => [a + score.edits, b + score.characters], [0, 0]);
  return edits / characters;
}
