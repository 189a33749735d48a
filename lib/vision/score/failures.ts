import type { Box } from "../plane.ts";
import { detection } from "./detection.ts";

/** A character and where it stands. */
export interface PlacedCharacter {
  /** What it is, or was read as. */
  readonly character: string;
  /** The box around its ink. */
  readonly box: Box;
}

/** A character that was not read as it is. */
export interface Failure {
  /** `merged` with others, `split`, `missed`, `spurious` where nothing stands, or found and `misread`. */
  readonly cause: "merged" | "split" | "missed" | "spurious" | "misread";
  /** What is there; empty where nothing is. */
  readonly truth: string;
  /** What was read; empty where nothing was. */
  readonly read: string;
  /** Where: the true box, or the found one where nothing stands. */
  readonly box: Box;
}

/**
 * Every character that was not read as it is, with what went wrong: its box (`detection()`), or its name alone.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { failures } from "nnr";
 *
 * const at = (character: string, x: number, width = 10) => ({ character, box: { x, y: 0, width, height: 10 } });
 * const found = failures([at("A", 0), at("B", 12), at("O", 30)], [at("W", 0, 22), at("0", 30)]);
 * expect(found.map(({ cause, truth, read }) => `${cause} ${truth} ${read}`)).toEqual([
 *   "merged A W",
 *   "merged B W",
 *   "misread O 0",
 * ]);
 * ```
 */
export function failures(truth: readonly PlacedCharacter[], found: readonly PlacedCharacter[]): Failure[] {
  const { pairs, unmatched, extra } = detection(truth.map(({ box }) => box), found.map(({ box }) => box));
  const wrong = pairs.filter(([i, j]) => truth[i]!.character !== found[j]!.character);
  return [
    ...[
      ...unmatched.map(({ index, cause, by }) => ({ index, cause, read: by.map((j) => found[j]!.character).join("") })),
      ...wrong.map(([index, j]) => ({ index, cause: "misread" as const, read: found[j]!.character })),
    ].sort((a, b) => a.index - b.index).map(({ index, cause, read }) => {
      const { character, box } = truth[index]!;
      return { cause, truth: character, read, box };
    }),
    ...extra.map((j): Failure => ({
      cause: "spurious",
      truth: "",
      read: found[j]!.character,
      box: found[j]!.box,
    })),
  ];
}
